import { mkdir, mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FolderName, folders } from '#domain/schema/content.ts';
import { rawFile, readContent } from '#files/read.ts';
import { readReviewed } from '#files/reviewed.ts';

/** A file taken apart, from its text. */
function read(text: string, folder: FolderName = 'stories', name = `late.${folders[folder].ending}`) {
  return rawFile(folder, name, new TextEncoder().encode(text));
}

describe('a file with front matter', () => {
  it('is taken apart into data and body', () => {
    expect(read('---\ntitle: Late\n---\n\nWords.\n')).toEqual({
      folder: 'stories',
      slug: 'late',
      file: 'content/stories/late.md',
      data: { title: 'Late' },
      body: '\nWords.\n',
      bodyLine: 4,
    });
  });

  it('may have CR LF line ends', () => {
    expect(read('---\r\ntitle: Late\r\n---\r\nWords.\r\n')).toMatchObject({
      data: { title: 'Late' },
      body: 'Words.\r\n',
      bodyLine: 4,
    });
  });

  it('may begin with a byte order mark', () => {
    expect(read('\ufeff---\ntitle: Late\n---\nWords.')).toMatchObject({
      data: { title: 'Late' },
      body: 'Words.',
    });
  });

  it('may have spaces after its dashes', () => {
    expect(read('---  \ntitle: Late\n--- \t\nWords.')).toMatchObject({
      data: { title: 'Late' },
      body: 'Words.',
    });
  });

  it('may have no body', () => {
    expect(read('---\ntitle: Late\n---')).toMatchObject({ data: { title: 'Late' }, body: '' });
  });

  it('may have nothing between its dashes', () => {
    expect(read('---\n---\nWords.')).toMatchObject({ data: null, body: 'Words.', bodyLine: 3 });
  });

  it('ends its front matter at the first line of dashes, and keeps later ones in the body', () => {
    expect(read('---\ntitle: Late\n---\na\n---\nb')).toMatchObject({
      data: { title: 'Late' },
      body: 'a\n---\nb',
    });
  });

  it('keeps dashes inside a value', () => {
    expect(read('---\ntitle: a --- b\nsummary: |\n  one\n  --- two\n---\nWords.')).toMatchObject({
      data: { title: 'a --- b', summary: 'one\n--- two\n' },
      body: 'Words.',
    });
  });

  it.each([
    ['there is none', 'Words.'],
    ['the file is empty', ''],
    ['it begins after a blank line', '\n---\ntitle: Late\n---\n'],
    ['it begins after words', 'Words.\n---\ntitle: Late\n---\n'],
    ['it never ends', '---\ntitle: Late\n'],
    ['it begins with four dashes', '----\ntitle: Late\n---\n'],
    ['it is of another kind', '+++\ntitle = "Late"\n+++\n'],
  ])('says that it has no front matter when %s', (_what, text) => {
    expect(read(text)).toMatchObject({
      data: undefined,
      problem:
        'there are no fields at the top: begin the file with a line ---, then the fields, then another line ---',
    });
  });
});

describe('the slug of a file', () => {
  it.each([
    ['late.md', 'late'],
    ['late.at.night.md', 'late.at.night'],
    ['late', 'late'],
    ['Late Night.md', 'Late Night'],
  ])('of %s is %s', (name, slug) => {
    expect(read('---\n---\n', 'stories', name).slug).toBe(slug);
  });

  it('stands beside the whole name of the file', () => {
    expect(read('---\n---\n', 'stories', 'late.markdown').file).toBe('content/stories/late.markdown');
  });
});

describe('YAML', () => {
  it.each([
    ['a day stays text', 'a: 2026-11-22', { a: '2026-11-22' }],
    ['a month stays text', 'a: 2026-11', { a: '2026-11' }],
    ['a bare year is a number', 'a: 2026', { a: 2026 }],
    ['yes is a word', 'a: yes', { a: 'yes' }],
    ['no is a word', 'a: no', { a: 'no' }],
    ['true is true', 'a: true', { a: true }],
    ['a telephone number in quotes stays text', "a: '0800 1111'", { a: '0800 1111' }],
    ['a fraction with a sign is text', 'a: +.5', { a: '+.5' }],
    [
      'a fraction with a sign is text beside a mark',
      'a: +.5\nb: salt & pepper',
      { a: '+.5', b: 'salt & pepper' },
    ],
    ['an empty value is nothing', 'a:', { a: null }],
    ['an empty file is nothing', '', null],
  ])('is read so that %s', (_what, text, data) => {
    expect(read(text, 'themes').data).toEqual(data);
  });

  it.each([
    [
      'a key is there twice',
      'a: 1\na: 2',
      'cannot be read as YAML: a field is there a second time at line 2, character 1: keep one of the two',
    ],
    [
      'it is broken',
      'a: [1',
      'cannot be read as YAML: a bracket is opened and never closed at line 1, character 4: close it with ] or }, and put commas between what it holds; text that begins with [ or { goes in quotes',
    ],
    [
      'there are two documents',
      'a: 1\n---\nb: 2',
      'a second set of fields begins at line 3, character 1: a file holds one; take away the --- or ... before it',
    ],
    [
      'it refers to itself',
      'a: &a [x]\nb: *a',
      'a & stands before a value at line 1, character 4: put text that begins with & in quotes, or take the & away',
    ],
  ])('is refused with the place when %s', (_what, text, reason) => {
    expect(read(text, 'themes')).toMatchObject({
      data: undefined,
      problem: reason,
    });
  });

  it('in front matter is refused with the line of the file, not that of the front matter', () => {
    expect(read('---\na: 1\nb: [1\n---\nWords.').problem).toBe(
      'cannot be read as YAML: a bracket is opened and never closed at line 3, character 4: close it with ] or }, and put commas between what it holds; text that begins with [ or { goes in quotes',
    );
  });

  it('in front matter loses no word to a comment', () => {
    expect(read('---\ntitle: Friday #nights\n---\n## Words\n')).toMatchObject({
      data: { title: 'Friday' },
      body: '## Words\n',
      problem:
        'what follows a # is a comment, which no reader and no moderator sees, and begins at line 2, character 15: put the words in quotes if they belong to the text, or take them out',
    });
  });

  it('in front matter loses no dashes', () => {
    expect(read('---\n---word: a\n---\n').problem).toContain('three dashes stand straight before a word');
  });

  it('is refused when it refers to itself: no file can grow without end', () => {
    const bomb = ['a: &a [x, x, x]', 'b: &b [*a, *a, *a]', 'c: [*b, *b, *b]'].join('\n');
    expect(read(bomb, 'themes').data).toBeUndefined();
  });

  it('in front matter is refused with the rest of the file kept', () => {
    expect(read('---\na: [1\n---\nWords.')).toMatchObject({
      data: undefined,
      body: 'Words.',
      problem: expect.stringMatching(/^cannot be read as YAML: /),
    });
  });

  it('is read back as it was written, whatever was written', () => {
    const looksLikeMore = fc.constantFrom(
      '2026-11-22',
      '2026-11',
      'yes',
      'null',
      '~',
      '0800 1111',
      '0o17',
      '0x1f',
      '1_000',
      '.inf',
      '1e3',
      '<<',
      '- a',
      'a: b',
      '# a',
      '&a',
      '*a',
      '!a',
      '%a',
      '@a',
      '---',
      'a\n--- b',
      ' a',
      'a ',
      '',
      '"',
      "'",
    );
    const value = fc.oneof(
      looksLikeMore,
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.boolean(),
    );
    const key = fc.stringMatching(/^[a-z][a-zA-Z]{0,8}$/);
    fc.assert(
      fc.property(fc.dictionary(key, fc.oneof(value, fc.array(value), fc.dictionary(key, value))), (data) => {
        expect(read(dump(data), 'themes').data).toEqual(data);
      }),
      { numRuns: 500 },
    );
  });

  it('cannot change what every object has', () => {
    read('__proto__:\n  polluted: true\nconstructor:\n  polluted: true', 'themes');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('JSON', () => {
  it('is read as it is', () => {
    expect(read('[{"a": 1}]', 'sign-offs')).toMatchObject({ data: [{ a: 1 }] });
  });

  it.each(['', '[', '{"a": 1,}', 'null null'])('is refused when it is %j', (text) => {
    expect(read(text, 'sign-offs')).toMatchObject({
      data: undefined,
      problem: expect.stringMatching(/^was changed by hand, and cannot be read: /),
    });
  });
});

describe('bytes that are not UTF-8', () => {
  it.each<FolderName>(['stories', 'themes', 'sign-offs'])('are refused in content/%s', (folder) => {
    const bytes = Uint8Array.from([0x2d, 0x2d, 0x2d, 0x0a, 0xff, 0xfe]);
    expect(rawFile(folder, `late.${folders[folder].ending}`, bytes)).toMatchObject({
      data: undefined,
      problem: 'some letters in the file cannot be read: save it as plain text, with the encoding UTF-8',
    });
  });
});

describe('reading a whole project', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'another-story-'));
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(root, { recursive: true, force: true });
  });

  async function write(path: string, text: string): Promise<string> {
    const whole = join(root, 'content', path);
    await mkdir(dirname(whole), { recursive: true });
    await writeFile(whole, text);
    return whole;
  }

  async function namesRead(): Promise<string[]> {
    return (await readContent(root)).files.map(({ file }) => file);
  }

  it('finds nothing where there is nothing', async () => {
    expect((await readContent(root)).files).toEqual([]);
  });

  it('says that site.yaml is not there', async () => {
    expect((await readContent(root)).site.problem).toMatch(/^there is no such file: write one/);
  });

  it('reads site.yaml', async () => {
    await write('site.yaml', 'url: https://example.org\n');
    expect((await readContent(root)).site).toEqual({ data: { url: 'https://example.org' } });
  });

  it('says that site.yaml cannot be read', async () => {
    await write('site.yaml', 'url: [');
    expect((await readContent(root)).site.problem).toMatch(/^cannot be read as YAML: /);
  });

  it.each(Object.keys(folders) as FolderName[])('reads content/%s', async (folder) => {
    await write(`${folder}/late.${folders[folder].ending}`, '');
    expect(await namesRead()).toEqual([`content/${folder}/late.${folders[folder].ending}`]);
  });

  it('reads the files of a folder in the order of their names', async () => {
    await write('themes/b.yaml', '');
    await write('themes/a.yaml', '');
    await write('themes/c.yaml', '');
    expect(await namesRead()).toEqual([
      'content/themes/a.yaml',
      'content/themes/b.yaml',
      'content/themes/c.yaml',
    ]);
  });

  it('reads more files than it opens at once', async () => {
    for (let index = 0; index < 130; index++) await write(`themes/t-${index}.yaml`, `order: ${index}`);
    expect(
      new Set((await readContent(root)).files.map(({ data }) => (data as { order: number }).order)).size,
    ).toBe(130);
  });

  it('leaves hidden files alone', async () => {
    await write('themes/.gitkeep', '');
    await write('themes/.a.yaml.swp', '');
    expect(await namesRead()).toEqual([]);
  });

  it('reads a file with a wrong ending too, so that somebody can be told', async () => {
    await write('themes/a.yml', '');
    expect(await namesRead()).toEqual(['content/themes/a.yml']);
  });

  it('leaves folders alone that it does not know', async () => {
    await write('drafts/a.md', '');
    expect(await namesRead()).toEqual([]);
  });

  it('sees a change', async () => {
    await write('themes/a.yaml', 'order: 1');
    await readContent(root);
    await write('themes/a.yaml', 'order: 22');
    expect((await readContent(root)).files[0]?.data).toEqual({ order: 22 });
  });

  it('sees a change that leaves the file as long as it was', async () => {
    const path = await write('themes/a.yaml', 'order: 1');
    await readContent(root);
    await write('themes/a.yaml', 'order: 2');
    const { atime, mtimeMs } = await stat(path);
    await utimes(path, atime, new Date(mtimeMs + 5));
    expect((await readContent(root)).files[0]?.data).toEqual({ order: 2 });
  });

  it('sees a change that leaves the file as old as it was', async () => {
    const then = new Date('2026-11-22T12:00:00Z');
    await utimes(await write('themes/a.yaml', 'order: 1'), then, then);
    await readContent(root);
    await utimes(await write('themes/a.yaml', 'order: 22'), then, then);
    expect((await readContent(root)).files[0]?.data).toEqual({ order: 22 });
  });

  it('sees that a file is gone', async () => {
    const path = await write('themes/a.yaml', 'order: 1');
    await readContent(root);
    await rm(path);
    expect(await namesRead()).toEqual([]);
  });

  it('does not take apart again what has not changed', async () => {
    await write('themes/a.yaml', 'order: 1');
    const [first] = (await readContent(root)).files;
    const [second] = (await readContent(root)).files;
    expect(second).toBe(first);
  });

  it('does not take a file of one project for that of another', async () => {
    await write('themes/a.yaml', 'order: 1');
    await readContent(root);
    const other = await mkdtemp(join(tmpdir(), 'another-story-'));
    const { files } = await readContent(other);
    await rm(other, { recursive: true });
    expect(files).toEqual([]);
  });

  it('can be reviewed in one step', async () => {
    await write('site.yaml', 'url: https://example.org\nmode: demo\n');
    await write('themes/a.yaml', 'order: -1');
    const { mistakes } = await readReviewed(root);
    expect(mistakes.map(({ file, path }) => `${file} ${path}`)).toContain('content/themes/a.yaml order');
  });

  it('takes the address of the site from the environment, where it is set', async () => {
    await write('site.yaml', 'url: https://example.org\n');
    vi.stubEnv('SITE_URL', 'https://other.example');
    expect((await readReviewed(root)).content.site.url).toBe('https://other.example');
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'astro/zod';
import fc from 'fast-check';
import { CORE_SCHEMA, dump, load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { type FolderName, folders } from '#domain/schema/content.ts';
import { curriculumSchema } from '#domain/schema/curriculum.ts';
import { day, line, partialDay } from '#domain/schema/fields.ts';
import { siteSchema } from '#domain/schema/site.ts';
import { rawFile } from '#files/read.ts';
import { contentText } from '#files/write.ts';
import { NotYaml, readYaml, writeYaml } from '#files/yaml.ts';
import { propertyRuns } from '../../fixtures/property-runs.ts';

/** Why a text is refused. */
function refusalOf(text: string): string {
  try {
    readYaml(text);
  } catch (error) {
    if (error instanceof NotYaml) return error.message;
    throw error;
  }
  throw new Error(`it was read: ${text}`);
}

describe('anchors, aliases and tags', () => {
  it.each([
    ['an anchor on a value', 'a: 1\nb: &x 1', 'a & stands before a value at line 2, character 4: '],
    ['an anchor on a field’s name', '&x a: 1', 'a & stands before a value at line 1, character 1: '],
    ['an anchor on an item', '- a\n- &x b', 'a & stands before a value at line 2, character 3: '],
    ['an anchor on the next line', 'a:\n  &x b', 'a & stands before a value at line 2, character 3: '],
    [
      'an anchor behind a comment',
      'a: # *x\n  # &y\n  &z b',
      'a & stands before a value at line 3, character 3: ',
    ],
    ['an anchor in a list in brackets', 'a: [b,&x c]', 'a & stands before a value at line 1, character 7: '],
    [
      'an anchor on a name in brackets',
      'a: {b: 1, &x c: 2}',
      'a & stands before a value at line 1, character 11: ',
    ],
    [
      'an anchor on a name with a question mark',
      '? &x a\n: b',
      'a & stands before a value at line 1, character 3: ',
    ],
    ['an alias', 'a: *x', 'a * stands before a value at line 1, character 4: '],
    ['an alias in a list in brackets', 'a: [*x]', 'a * stands before a value at line 1, character 5: '],
    ['an alias as a field’s name', '*x : 1', 'a * stands before a value at line 1, character 1: '],
    ['a tag of YAML itself', 'a: !!str 1', 'a ! stands before a value at line 1, character 4: '],
    ['a tag of somebody’s own', 'a: !x 1', 'a ! stands before a value at line 1, character 4: '],
    ['a whole tag', 'a: !<tag:yaml.org,2002:str> 1', 'a ! stands before a value at line 1, character 4: '],
    ['a tag that names no type', 'a: ! 1', 'a ! stands before a value at line 1, character 4: '],
    ['a tag on the whole', '!!map\na: 1', 'a ! stands before a value at line 1, character 1: '],
    [
      'a tag after a directive',
      '%TAG ! tag:x.org,2026:\n---\na: !x 1',
      'a ! stands before a value at line 3, character 4: ',
    ],
  ])('are refused: %s', (_what, text, reason) => {
    expect(refusalOf(text)).toContain(reason);
  });

  it('are refused with what to write', () => {
    expect(refusalOf('a: *word*')).toBe(
      'a * stands before a value at line 1, character 4: put text that begins with * in quotes, or take the * away',
    );
  });

  it.each([
    ['in the middle of a text', 'a: salt & pepper, *really*!', { a: 'salt & pepper, *really*!' }],
    ['in quotes', `a: '&x'\nb: "*y"\nc: ['!z']`, { a: '&x', b: '*y', c: ['!z'] }],
    ['in a text of several lines', 'a: |\n  &x\n  *y\nb: >-\n  one\n  !z', { a: '&x\n*y\n', b: 'one !z' }],
    ['on a further line of a text', 'a: one\n  &x two', { a: 'one &x two' }],
  ])('are only signs %s', (_where, text, data) => {
    expect(readYaml(text)).toEqual(data);
  });

  it('are never taken for what they mean, wherever signs stand', () => {
    const piece = fc.constantFrom(
      '&a',
      '*a',
      '!t',
      '!!str',
      'a',
      ': ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      ', ',
      '# ',
      '"',
      "'",
      '|',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = `x: &a 1\n${pieces.join('')}`;
        expect(() => readYaml(text)).toThrow(NotYaml);
      }),
    );
  });
});

describe('the name of a field', () => {
  it.each([
    ['a list', '[a, b]: 1', 'something in brackets stands where the name of a field should be at line 1'],
    [
      'a record',
      'a: 1\n{b: c}: 1',
      'something in brackets stands where the name of a field should be at line 2',
    ],
    [
      'a list in a record in brackets',
      'a: {b: 1, [c]: 2}',
      'something in brackets stands where the name of a field should be',
    ],
    [
      'a record straight before its colon',
      'a: [{b: c}:d]',
      'something in brackets stands where the name of a field should be',
    ],
    ['nothing, in brackets', 'a: {: b}', 'a field has no name at line 1'],
    ['nothing, in a list in brackets', 'a: [ : b]', 'a field has no name at line 1'],
    ['a list in lines', '?\n- a\n- b\n: c', 'a question mark stands before the name of a field at line 1'],
    [
      'a text behind a question mark',
      'a: 1\n? b\n: c',
      'a question mark stands before the name of a field at line 2',
    ],
    [
      'a text behind a question mark, in brackets',
      'a: {?\n  b: 1}',
      'a question mark stands before the name',
    ],
    ['a question mark alone', '?', 'a question mark stands before the name of a field at line 1'],
  ])('is no text that was made of %s', (_what, text, reason) => {
    expect(refusalOf(text)).toContain(reason);
  });

  it.each([
    ['a question mark at the end of a line', 'a: Who?\nb: 1', { a: 'Who?', b: 1 }],
    ['a question mark at the end of a name', 'who?: 1\nb?: 2', { 'who?': 1, 'b?': 2 }],
    ['a question mark straight before a word', 'a: ?b', { a: '?b' }],
    [
      'question marks in brackets',
      'a: [Who?, b?: c, {d?: Why?}]',
      { a: ['Who?', { 'b?': 'c' }, { 'd?': 'Why?' }] },
    ],
    [
      'lists and records as values',
      'a: [b, [c], {d: [e]}]\nf: {g: {h: 1}}',
      { a: ['b', ['c'], { d: ['e'] }], f: { g: { h: 1 } } },
    ],
    ['values that are left out', 'a:\nb: {c: , d}', { a: null, b: { c: null, d: null } }],
  ])('may stand beside %s', (_what, text, data) => {
    expect(readYaml(text)).toEqual(data);
  });
});

describe('a comment', () => {
  it.each([
    ['after a text', 'title: Friday #nights', 1, 15],
    ['after text in quotes', 'a: "x # y" # Sam', 1, 12],
    ['straight after quotes', "a: 'x'#Sam", 1, 7],
    ['on a line of its own', 'a: 1\n# Ask Sam\nb: 2', 2, 1],
    ['before everything', '# Ask Sam\na: 1', 1, 1],
    ['after everything', 'a: 1\n  # Ask Sam', 2, 3],
    ['after the last line end', 'a: 1\n#', 2, 1],
    ['by itself', '# Ask Sam', 1, 1],
    ['after a field’s name', 'a: # Sam\n  b', 1, 4],
    ['after an empty value', 'a:\nb: #', 2, 4],
    ['in a list', '- a # Sam\n- b', 1, 5],
    ['between brackets', 'a: [b, # Sam\n  c]', 1, 8],
    ['after the sign of a text of several lines', 'a: |  # Sam\n  x # y', 1, 7],
    ['after a text of several lines', 'a: |\n  x # y\n# Sam\nb: 2', 3, 1],
    ['under a folded text, further left', 'a:\n  b: >-\n    x\n   # Sam\n  c: 1', 4, 4],
    ['after the dashes that begin a document', '--- # Sam\na: 1', 1, 5],
    ['in another alphabet’s line ends', 'a: 1\r\nb: 2 # Sam\r\n', 2, 6],
    ['after an astral character', 'a: 🙂 # Sam', 1, 7],
    ['behind a byte order mark', '\ufeffa: 1 # Sam', 1, 6],
  ])('is refused with its place: %s', (_where, text, line, column) => {
    expect(refusalOf(text)).toBe(
      `what follows a # is a comment, which no reader and no moderator sees, and begins at line ${line}, character ${column}: put the words in quotes if they belong to the text, or take them out`,
    );
  });

  it('is named with every other, so that all can be mended at once', () => {
    expect(refusalOf('a: 1 # b\n# c # d\ne: 2')).toBe(
      'what follows a # is a comment, which no reader and no moderator sees, and begins at line 1, character 6; another at line 2, character 1: put the words in quotes if they belong to the text, or take them out',
    );
  });

  it.each([
    ['inside a word', 'a: C#major', { a: 'C#major' }],
    ['in quotes', `a: 'Friday #nights'\nb: "# x"`, { a: 'Friday #nights', b: '# x' }],
    ['in quotes over two lines', 'a: "x\n  # y"', { a: 'x # y' }],
    [
      'in a text of several lines',
      'a: |\n  x # y\n  # z\nb: >-\n  # one\n  two',
      { a: 'x # y\n# z\n', b: '# one two' },
    ],
    ['in a folded item of a list', '- >-\n  x # y\n  z\n- |\n  # u\n', ['x # y z', '# u\n']],
    [
      'in a folded item of a list in a record',
      'a:\n  b:\n    - |-\n      x\n\n      # y\n    - z',
      { a: { b: ['x\n\n# y', 'z'] } },
    ],
    ['in a field’s name', '"a # b": 1', { 'a # b': 1 }],
    ['in brackets and quotes', "a: ['# b', c#d]", { a: ['# b', 'c#d'] }],
    ['in a text of several lines, indented further', 'a: |2\n    # x', { a: '  # x\n' }],
  ])('is none %s', (_where, text, data) => {
    expect(readYaml(text)).toEqual(data);
  });

  it('never takes a # away without a word, whatever the text is', () => {
    const piece = fc.constantFrom(
      '#',
      ' #',
      '# ',
      'a',
      'b',
      ': ',
      '- ',
      '\n',
      '\n  ',
      '  ',
      '[',
      ']',
      '{',
      '}',
      ', ',
      '"',
      "'",
      '|\n',
      '>-\n  ',
      'c: ',
      '---',
    );
    const signs = (text: string) => text.split('#').length - 1;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 16 }), (pieces) => {
        const text = pieces.join('');
        let data: unknown;
        try {
          data = readYaml(text);
        } catch (error) {
          expect(error).toBeInstanceOf(NotYaml);
          return;
        }
        expect(signs(JSON.stringify(data))).toBe(signs(text));
      }),
      { numRuns: propertyRuns(100_000, 5000) },
    );
  });

  it('is never found in what content is written with, however many signs stand in it', () => {
    const piece = fc.constantFrom(
      '#',
      ' # ',
      '\n# ',
      '\n',
      ' ',
      'word',
      '- ',
      ': ',
      '"',
      "'",
      '|',
      '>',
      'x'.repeat(70),
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    const tree = fc.letrec((tie) => ({
      data: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.array(tie('data'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c # d', '# e'), tie('data')),
      ),
    })).data;
    fc.assert(
      fc.property(tree, (data) => {
        const written = dump({ a: data }, { noRefs: true });
        expect(readYaml(written)).toEqual(load(written, { schema: CORE_SCHEMA }));
      }),
      { numRuns: propertyRuns(20_000, 1500) },
    );
  });

  it('leaves what was read beside it to whoever asks', () => {
    try {
      readYaml('a: 1 # Sam');
    } catch (error) {
      expect((error as NotYaml).data).toEqual({ a: 1 });
    }
    expect.assertions(1);
  });
});

describe('dashes straight before a word at the beginning', () => {
  it.each(['---word', '---word: 1', '\n---word', "---'word'", '---[a]', '---|\n a'])(
    'would be lost, and are refused: %j',
    (text) => {
      expect(refusalOf(text)).toMatch(
        /^three dashes stand straight before a word, and would be lost at line \d, character 1: put text that begins with --- in quotes/,
      );
    },
  );

  it.each([
    ['---\nword', 'word'],
    ['--- word', 'word'],
    ["'---word'", '---word'],
    ['a: ---word', { a: '---word' }],
    ['- ---word', ['---word']],
    ['a: 1\n---b: 2', { a: 1, '---b': 2 }],
  ])('are a mark of YAML, or text, where nothing is lost: %j', (text, data) => {
    expect(readYaml(text)).toEqual(data);
  });
});

describe('what cannot be read is refused with the place where it is mended', () => {
  it.each([
    [
      'a bracket that is never closed',
      'a:\n  - [1, 2\nb: 3',
      'a bracket is opened and never closed at line 2, character 5: close it with ] or }, and put commas between what it holds; text that begins with [ or { goes in quotes',
    ],
    [
      'a quotation mark that is never closed',
      'a: "x\nb: 3',
      'a quotation mark is opened and never closed at line 1, character 4: close it with ", at the end of the text',
    ],
    [
      'an apostrophe in single quotes',
      "a: 'x\nb: 3",
      "a quotation mark is opened and never closed at line 1, character 4: close it with ', at the end of the text; an apostrophe inside is written twice: ''",
    ],
    ['a tab', 'a:\n\tb: 1', 'a tab stands before a field at line 2, character 1: use spaces in its place'],
    [
      'a character that cannot be seen',
      'a: x\u0007',
      'a character stands that cannot be seen at line 1, character 6: take it out',
    ],
    [
      'nothing but depth',
      '['.repeat(200),
      'lists stand too deep in one another at line 1, character 100: write fewer of them',
    ],
    [
      'a backslash',
      'a: "\\q"',
      'a \\ stands before something it cannot change at line 1, character 6: write \\\\ for a \\',
    ],
    [
      'a second document',
      'a: 1\n---\nb: 2',
      'a second set of fields begins at line 3, character 1: a file holds one; take away the --- or ... before it',
    ],
    [
      'a second document with nothing in it',
      'a: 1\n---\n',
      'a second set of fields begins at line 3, character 1: a file holds one; take away the --- or ... before it',
    ],
    [
      'a missing comma',
      'a: [{b: 1} c]',
      'a comma is missing at line 1, character 12: put commas between the things that stand in [ ] or { }',
    ],
  ])('%s', (_what, text, reason) => {
    expect(refusalOf(text)).toBe(reason);
  });

  it.each([
    [
      'a colon in a text',
      'a: b: c',
      'a text holds a colon and a space at line 1, character 5: put the whole text in quotes',
    ],
    ['a sign that means something', 'a: @x', 'a text begins with the sign @ at line 1, character 4: '],
    [
      'a sign that means something, behind a dash',
      '- %x',
      'a text begins with the sign % at line 1, character ',
    ],
    [
      'a record that begins too far right',
      'a: 1\n  b: 2',
      'a line begins too far to the right or to the left at line 2, character 4: give it as many spaces',
    ],
    [
      'a record that begins too far left',
      'a:\n  b: 1\n c: 2',
      'a line begins too far to the right or to the left at line 3, character 2: ',
    ],
    [
      'a first line with spaces before it',
      '  a: 1\nb: 2',
      'a line begins too far to the right or to the left at line 1, character 1: ',
    ],
    [
      'a line that is no field',
      'a: 1\nb\nc: 2',
      'a line stands that names no field at line 2, character 1: put a colon and a space behind the name',
    ],
    [
      'a last line that is no field',
      'a: 1\ntitle The bus',
      'a line stands that names no field at line 2, character 1: ',
    ],
    [
      'a colon without a space',
      'a: 1\ntitle:The bus\nb: 2',
      'a space is missing behind a colon at line 2, character 1: write name: value',
    ],
    [
      'a dash without a space',
      'a:\n  - b\n  -c\nd: 1',
      'a space is missing behind a dash at line 3, character 3: write “- ” before each item',
    ],
    [
      'a list on the line of its name',
      'a: - b\n- c',
      'a list begins on the line of its field’s name at line 1, character 4: ',
    ],
    [
      'words behind a quotation',
      'a: "The bus" home\nb: 1',
      'words stand behind a closing quotation mark at line 1, character 14: ',
    ],
    [
      'an apostrophe that ends a quotation',
      "a: 'It's late'\nb: 1",
      'words stand behind a closing quotation mark at line 1, character 8: put the whole text',
    ],
    [
      'words behind a bracket',
      'a: [The bus] home\nb: 1',
      'words stand behind a closing bracket at line 1, character ',
    ],
    ['a comma too many', 'a: [b,,c]', 'there is one comma too many at line 1, character 7: '],
    [
      'two versions that git left',
      'a: 1\n<<<<<<< HEAD\nb: 2',
      'marks stand of two versions that git could not bring together at line 2, character 1: ',
    ],
  ])('the parser does not say, but the line does: %s', (_what, text, said) => {
    expect(refusalOf(text)).toContain(said);
  });

  it('the place is counted from the line on which the text begins in its file', () => {
    expect(() => readYaml('a: 1\na: 2', 2)).toThrow('at line 3, character 1');
  });

  it('whatever the text is, it is read or refused in words', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab:-[]{},\'"|>&*!%@#?\n\t 01'), maxLength: 30 }),
        (text) => {
          try {
            readYaml(text);
          } catch (error) {
            expect(error).toBeInstanceOf(NotYaml);
            expect((error as Error).message).toMatch(/ at line \d+, character \d+: /);
          }
        },
      ),
      { numRuns: propertyRuns(3000) },
    );
  });
});

describe('writing', () => {
  const schema = z.strictObject({
    title: line(1, 80, 'Title', ''),
    givenOn: day('Given on', '').optional(),
    of: partialDay('Of', '').optional(),
    items: z
      .array(z.strictObject({ says: line(1, 80, 'Says', ''), givenOn: day('Given on', '').optional() }))
      .default([]),
  });

  it('puts fields in the order of the schema, at every depth', () => {
    expect(writeYaml(schema, { items: [{ givenOn: '2026-11-22', says: 'a' }], title: 'Late' })).toBe(
      'title: Late\nitems:\n  - says: a\n    givenOn: 2026-11-22\n',
    );
  });

  it('writes a day without quotes, and with them other text that looks like one', () => {
    expect(writeYaml(schema, { title: '2026-11-22', givenOn: '2026-11-22', of: '2026-11-22' })).toBe(
      "title: '2026-11-22'\ngivenOn: 2026-11-22\nof: '2026-11-22'\n",
    );
  });

  it('keeps what stands in the place of a day and is none', () => {
    expect(readYaml(writeYaml(schema, { title: 'a', givenOn: 'soon: maybe' }))).toEqual({
      title: 'a',
      givenOn: 'soon: maybe',
    });
  });

  it('keeps a field that the schema does not know, and writes it last', () => {
    expect(writeYaml(schema, { other: 1, title: 'Late' })).toBe('title: Late\nother: 1\n');
  });

  it('leaves out what is undefined', () => {
    expect(writeYaml(schema, { title: 'Late', givenOn: undefined })).toBe('title: Late\n');
  });

  it('writes what stands in two places twice, because the reader follows no alias', () => {
    const item = { says: 'a' };
    expect(readYaml(writeYaml(schema, { title: 'Late', items: [item, item] }))).toEqual({
      title: 'Late',
      items: [item, item],
    });
  });

  it('writes what the reader reads, whatever it is', () => {
    const says = fc.oneof(
      fc.constantFrom(
        '2026-11-22',
        'yes',
        '~',
        '0800 1111',
        '1_000',
        '+.5',
        '<<',
        '&a',
        '*a',
        '!a',
        '%a',
        '@a',
        '---',
        'a\n--- b',
        ' a',
        '',
      ),
      fc.string({ unit: 'grapheme' }),
    );
    const data = fc.record({
      title: says,
      givenOn: fc.constant('2026-11-22'),
      items: fc.array(fc.record({ says })),
    });
    fc.assert(
      fc.property(data, (written) => {
        expect(readYaml(writeYaml(schema, written))).toEqual(written);
      }),
    );
  });
});

describe('every file of content/ is read and written back byte for byte', () => {
  const content = join(import.meta.dirname, '../../../content');
  const namesIn = (folder: string) => {
    try {
      return readdirSync(join(content, folder)).filter((name) => !name.startsWith('.'));
    } catch {
      // An empty folder is not kept by git.
      return [];
    }
  };
  const files = (Object.keys(folders) as FolderName[]).flatMap((folder) =>
    namesIn(folder).map((name) => ({ folder, name })),
  );

  it.each(files)('$folder/$name', ({ folder, name }) => {
    const bytes = readFileSync(join(content, folder, name));
    const { data, body, problem } = rawFile(folder, name, bytes);
    expect(problem).toBeUndefined();
    expect(contentText(folder, data, body)).toBe(bytes.toString());
  });

  it.each([
    ['site.yaml', siteSchema],
    ['curriculum.yaml', curriculumSchema],
  ])('%s', (name, schema) => {
    const text = readFileSync(join(content, name), 'utf8');
    expect(writeYaml(schema, readYaml(text))).toBe(text);
  });

  it('and there are as many as anybody would think', () => {
    expect(files.length).toBeGreaterThan(150);
  });
});

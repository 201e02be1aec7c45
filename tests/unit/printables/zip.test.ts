import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { stateInWords, stateOf } from '#domain/schema/support-route.ts';
import { inShortOf } from '#domain/shelf/shelved-pack.ts';
import { slidesOf } from '#domain/teach/slides.ts';
import { escapeHtml } from '#domain/text/escape.ts';
import { demonstrationLine } from '#domain/words/demonstration.ts';
import { needs } from '#domain/words/vocabularies.ts';
import { filesOf, packFile } from '#printables/files.ts';
import { textsOfPdfs } from '../../fixtures/pdf-ua.ts';
import { parts, printedPacks, site, withoutStory } from '../../fixtures/printed-packs.ts';
import { findInSite, readWords, type SiteWords, wordsOfStory } from '../../fixtures/story-words.ts';

const packs = await printedPacks();
const [pack] = packs.filter(({ stories }) => stories.length > 0);
const folder = mkdtempSync(join(tmpdir(), 'zip-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What is in the ZIP of a pack. */
async function unpacked(of: (typeof packs)[number]): Promise<Files> {
  return unzipSync(await packFile('everything.zip', of, site, parts));
}

type Files = Record<string, Uint8Array>;

/** What the PDF files of several ZIPs say: of each ZIP, the texts by file name without its ending. All in one run of Java. */
function textsIn(...zips: readonly Files[]): (readonly [string, string][])[] {
  const pathsOf = zips.map((files, index) =>
    Object.entries(files)
      .filter(([name]) => name.endsWith('.pdf'))
      .map(([name, bytes]) => {
        const path = join(folder, `${index}-${name}`);
        writeFileSync(path, bytes);
        return path;
      }),
  );
  const texts = [...textsOfPdfs(pathsOf.flat(), folder)];
  return zips.map((_, index) =>
    texts.flatMap(([name, said]): [string, string][] =>
      name.startsWith(`${index}-`) ? [[name.slice(`${index}-`.length), said]] : [],
    ),
  );
}

/** Every word of everything in a ZIP: texts, what is inside Office files, and what its PDF files say. */
function allWords(files: Files, texts: readonly (readonly [string, string])[]): SiteWords {
  const others = Object.entries(files).flatMap(([name, bytes]): [string, string][] =>
    /\.(docx|pptx)$/.test(name)
      ? Object.entries(unzipSync(bytes)).map(([part, file]) => [
          `${name}/${part}`,
          strFromU8(file).replaceAll(/<[^>]*>/g, ' '),
        ])
      : name.endsWith('.pdf')
        ? []
        : [[name, strFromU8(bytes).replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))]],
  );
  return [...texts, ...others].flatMap(([name, text]) => readWords(name, text));
}

describe('everything in one ZIP', () => {
  let files: Files;
  const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  beforeAll(async () => {
    if (!pack) throw new Error('there is no pack with a story to test with');
    files = await unpacked(pack);
  });

  it('has every other file of the pack, the stories, the presenter, what is what, and the licence', () => {
    expect(Object.keys(files).sort()).toEqual(
      [
        ...filesOf(pack as never).filter((name) => name !== 'everything.zip'),
        ...(pack?.stories ?? []).map(({ slug }) => `stories/${slug}.html`),
        'LICENCE.txt',
        'README.txt',
        'get-help.html',
        'index.html',
      ].sort(),
    );
  });

  it('has its files in order of name', () => {
    expect(Object.keys(files)).toEqual(Object.keys(files).toSorted());
  });

  it('tells what is what, the version, the licence, and where to check for withdrawals', () => {
    const readme = text('README.txt');
    for (const name of Object.keys(files)) expect(readme).toContain(name === 'README.txt' ? 'UNZIP' : name);
    expect(readme).toContain(`${site.url}/withdrawn.json`);
    expect(readme).toMatch(/Version of \d+ \w+ \d{4}/);
    expect(text('LICENCE.txt')).toContain('https://creativecommons.org/licenses/by-nc-sa/4.0/');
    expect(text('LICENCE.txt')).toContain('SIL Open Font License');
  });

  it('says that it is from a demonstration, in every text that is read first', () => {
    const said = [
      'README.txt',
      'index.html',
      'get-help.html',
      ...(pack?.stories ?? []).map(({ slug }) => `stories/${slug}.html`),
    ];
    for (const name of said) expect(text(name).replaceAll(/<[^>]+>/g, ''), name).toContain(demonstrationLine);
  });

  it('says nothing of it on a live site', async () => {
    const { textsOf } = await import('#printables/everything-zip.ts');
    const live = Object.entries(textsOf(pack as never, { ...site, mode: 'live' }, parts, []));
    expect(live.length).toBeGreaterThan(3);
    for (const [name, said] of live)
      expect(said.replaceAll(/<style>[\s\S]*?<\/style>/g, ''), name).not.toMatch(/Demonstration: |demo-line/);
  });

  it('has every way to get help, by need, with how far each can be relied on, and loads nothing for it', () => {
    const help = text('get-help.html');
    expect(site.support.length).toBeGreaterThan(20);
    for (const { data } of site.support) {
      expect(help).toContain(escapeHtml(data.name));
      expect(help).toContain(stateInWords(stateOf(data)));
    }
    for (const label of Object.values(needs)) expect(help).toContain(label);
    expect(help).toContain("default-src 'none'");
    expect(help.indexOf('href="tel:999"')).toBeLessThan(help.indexOf('href="tel:101"'));
    expect(help.replaceAll(/<style>[\s\S]*?<\/style>/g, '')).not.toMatch(/<script|<img|<link/);
  });

  it('says on its first page to unzip it, without any script', () => {
    const visible = text('index.html').replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, '');
    expect(visible).toMatch(/<p class="unzip" id="unzip"><strong>Unzip me first\./);
  });

  it('has a presenter that asks nobody for anything', () => {
    const page = text('index.html');
    expect(page).toContain("default-src 'none'");
    const asked = [...page.matchAll(/(?:src|href)="([^"]+)"|url\(["']?([^"')]+)/g)].map(
      ([, a, b]) => a ?? b ?? '',
    );
    const loaded = asked.filter((address) => !/^(#|tel:|data:|https:)/.test(address));
    // What is left are links to the files beside it, each of which is there.
    expect(loaded.filter((address) => !(address in files))).toEqual([]);
    expect(page).not.toMatch(/<(?:img|script|link|iframe)[^>]*(?:src|href)="(?!data:)/);
  });

  it('has the label on every story, at its head and at its end', () => {
    for (const { slug } of pack?.stories ?? [])
      expect(
        text(`stories/${slug}.html`).match(/Composite, written from published research/g)?.length,
      ).toBeGreaterThan(1);
  });

  it('has the words of the slides in the presenter', () => {
    const page = text('index.html').replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
    for (const cut of ['twenty', 'thirtyFive', 'fifty'] as const)
      for (const { heading } of slidesOf(pack as never, cut)) expect(page).toContain(heading);
  });

  afterEach(() => {
    vi.useRealTimers();
  });
  it('is the same bytes when made again', async () => {
    const { everythingZip, textsOf } = await import('#printables/everything-zip.ts');
    if (!pack) return;
    const others = Object.fromEntries(
      Object.entries(files).filter(([name]) => filesOf(pack).includes(name as never)),
    );
    const again = () => everythingZip(pack, textsOf(pack, site, parts, []), others);
    const once = again();
    // A clock that has gone on shows in nothing: a ZIP could say the time to two seconds.
    vi.setSystemTime(Date.now() + 2 * 3_600_000);
    expect(Buffer.compare(Buffer.from(once), Buffer.from(again()))).toBe(0);
  });
});

describe('a story that was withdrawn', () => {
  const slug = pack?.stories[0]?.slug ?? '';
  const wanted = Object.values(wordsOfStory(process.cwd(), slug)).flat();
  let files: Files;
  let before: SiteWords;
  let words: SiteWords;
  let left: (typeof packs)[number] | undefined;
  beforeAll(async () => {
    left = (await printedPacks(withoutStory(slug))).find((each) => each.slug === pack?.slug);
    files = await unpacked(left as never);
    const filesBefore = await unpacked(pack as never);
    const [textsBefore = [], texts = []] = textsIn(filesBefore, files);
    before = allWords(filesBefore, textsBefore);
    words = allWords(files, texts);
  });

  it('is in the files of its pack before', () => {
    const found = findInSite(before, wanted).map((each) => each.split(': ')[0]);
    expect(found).toEqual(expect.arrayContaining(['index.html', 'worksheets', `stories/${slug}.html`]));
    expect(found.some((each) => each?.startsWith('slides.pptx/'))).toBe(true);
    expect(found.some((each) => each?.startsWith('worksheets.docx/'))).toBe(true);
  });

  it('is in no file afterwards, not by one run of eight words, its title or its teller’s name', () => {
    expect(left?.missing).toBe(1);
    expect(Object.keys(files).filter((name) => name.includes(slug))).toEqual([]);
    // What the writers of a pack say about a story in their own text is theirs to keep apart, and not the files’.
    const own = new Set(findInSite(readWords('', JSON.stringify(left)), wanted).map((each) => each.slice(2)));
    expect(findInSite(words, wanted).filter((each) => !own.has(each.split(': ')[1] ?? ''))).toEqual([]);
    expect(own.size).toBeLessThan(5);
  });

  it('leaves in its place the activity that was kept ready, and says that a story is gone', () => {
    const instead = left?.activities.find(({ kind }) => kind === 'instead');
    expect(instead).toBeDefined();
    const said = readWords('', inShortOf(instead as never))[0]?.text.trim() ?? 'nothing';
    expect(words.some(({ file, text }) => file === 'plan' && text.includes(said))).toBe(true);
    expect(
      words.some(({ file, text }) => file === 'README.txt' && text.includes('no longer available')),
    ).toBe(true);
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { slidesOf } from '#domain/teach/slides.ts';
import { demonstrationInShort, demonstrationLine } from '#domain/words/demonstration.ts';
import { slidesPptx } from '#printables/slides-pptx.ts';
import { worksheetsDocx } from '#printables/worksheets-docx.ts';
import { printedPacks, site } from '../../fixtures/printed-packs.ts';

const packs = await printedPacks();
const made = await Promise.all(
  packs.map(async (pack) => ({
    name: pack.slug,
    pack,
    pptx: await slidesPptx(pack, site),
    docx: await worksheetsDocx(pack, site),
  })),
);

/** The parts of an Office file as text, by name. */
function partsOf(bytes: Uint8Array): ReadonlyMap<string, string> {
  const parts = Object.entries(unzipSync(bytes)).filter(([name]) => /\.(xml|rels)$/.test(name));
  return new Map(parts.map(([name, file]) => [name, strFromU8(file)]));
}
/** The slides, or their notes, in order. */
function numbered(parts: ReadonlyMap<string, string>, name: RegExp): readonly string[] {
  const numberOf = (part: string) => Number(/(\d+)\.xml$/.exec(part)?.[1]);
  return [...parts]
    .filter(([part]) => name.test(part))
    .sort(([a], [b]) => numberOf(a) - numberOf(b))
    .map(([, xml]) => xml);
}
const unescapeXml = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
const wordsIn = (xml: string) =>
  unescapeXml([...xml.matchAll(/<(?:a|w):t(?: [^>]*)?>([^<]*)</g)].map(([, text]) => text).join(' '));
/** Languages that any text is said to be in. */
const languagesIn = (parts: ReadonlyMap<string, string>) =>
  new Set(
    [...parts.values()].flatMap((xml) =>
      [...xml.matchAll(/(?:\blang|altLang|<w:lang w:val)="([^"]+)"/g)].map(([, language]) => language),
    ),
  );
const shapesIn = (xml: string) => xml.match(/<p:sp>[\s\S]*?<\/p:sp>/g) ?? [];

describe.each(made)('the slides file of $name', ({ pack, pptx }) => {
  const parts = partsOf(pptx);
  const slides = numbered(parts, /^ppt\/slides\/slide\d+\.xml$/);
  const notes = numbered(parts, /^ppt\/notesSlides\/notesSlide\d+\.xml$/);

  it('has every slide of the 50-minute lesson, and one more for each with an answer', () => {
    const shown = slidesOf(pack, 'fifty');
    expect(slides).toHaveLength(shown.length + shown.filter(({ reveal }) => reveal.length > 0).length);
  });

  it('has a title on every slide, in the place for titles', () => {
    for (const slide of slides) {
      const titles = shapesIn(slide).filter((shape) => /<p:ph\b[^>]*type="title"/.test(shape));
      expect(titles).toHaveLength(1);
      expect(wordsIn(titles[0] ?? '').trim()).not.toBe('');
    }
  });

  it('shows no answer before the slide after its question', () => {
    for (const { heading, reveal } of slidesOf(pack, 'fifty')) {
      if (reveal.length === 0) continue;
      const asked = slides.findIndex((slide) => wordsIn(slide).trim().startsWith(heading));
      expect(asked).toBeGreaterThan(-1);
      expect(wordsIn(slides[asked + 1] ?? '')).toContain(`Answer: ${heading}`);
      for (const answer of reveal) expect(wordsIn(slides[asked] ?? '')).not.toContain(answer.slice(-30));
    }
  });

  it('tells the teacher the answers beforehand, in the notes', () => {
    const all = notes.map(wordsIn).join(' ');
    for (const answer of slidesOf(pack, 'fifty').flatMap(({ reveal }) => reveal))
      expect(all).toContain(answer);
  });

  it('has the teacher’s words in the notes', () => {
    const all = notes.map(wordsIn).join(' ').replaceAll(/\s+/g, ' ');
    for (const note of slidesOf(pack, 'fifty').flatMap((slide) => slide.notes))
      expect(all).toContain(note.replaceAll(/\s+/g, ' ').trim());
  });

  it('is in British English and nothing else', () => {
    expect(languagesIn(parts)).toEqual(new Set(['en-GB']));
  });

  it('has no picture and no drawing without words on any slide, so that nothing is lost on who cannot see it', () => {
    for (const slide of slides) {
      expect(slide).not.toContain('<p:pic>');
      for (const shape of shapesIn(slide)) {
        const isSaid = /<p:ph\b/.test(shape) || wordsIn(shape).trim() !== '' || /descr="[^"]+"/.test(shape);
        expect(isSaid, shape).toBe(true);
      }
    }
  });

  it('calls each thing on a slide by a name of its own', () => {
    for (const slide of slides) {
      const names = [...slide.matchAll(/<p:cNvPr id="\d+" name="([^"]*)"/g)].map(([, name]) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('uses layouts with names that say what they are for', () => {
    const layouts = numbered(parts, /^ppt\/slideLayouts\/slideLayout\d+\.xml$/);
    const names = layouts.map((layout) => /<p:cSld name="([^"]*)"/.exec(layout)?.[1]);
    expect(names).toEqual(
      expect.arrayContaining(['Title', 'Question', 'Two endings', 'List', 'Story', 'Get help now']),
    );
  });

  it('ends with where help is, the licence, the version and where to check', () => {
    const last = wordsIn(slides.at(-1) ?? '');
    for (const { data } of pack.support) expect(last).toContain(data.name);
    expect(last).toContain(`${site.url}/withdrawn.json`);
    expect([...parts.values()].map(wordsIn).join(' ')).toContain('CC BY-NC-SA 4.0');
  });

  it('says at the foot of every slide that it is from a demonstration, and to programs', () => {
    const layouts = numbered(parts, /^ppt\/slideLayouts\/slideLayout\d+\.xml$/);
    const own = layouts.filter((layout) => wordsIn(layout).includes('CC BY-NC-SA 4.0'));
    expect(own).toHaveLength(8);
    for (const layout of own) expect(wordsIn(layout)).toContain(`CC BY-NC-SA 4.0. ${demonstrationInShort}`);
    expect(parts.get('docProps/core.xml')).toContain(`${demonstrationLine}</dc:subject>`);
  });

  it('says nothing of it on a live site', async () => {
    const live = partsOf(await slidesPptx(pack, { ...site, mode: 'live' }));
    expect([...live.values()].join(' ')).not.toContain('Demonstration: ');
    expect([...live.values()].map(wordsIn).join(' ')).toContain('CC BY-NC-SA 4.0');
  });

  it('is dated by its version and is the same bytes when made again', async () => {
    expect(parts.get('docProps/core.xml')).toContain(`${pack.data.version}T12:00:00Z`);
    expect(Buffer.compare(Buffer.from(pptx), Buffer.from(await slidesPptx(pack, site)))).toBe(0);
  });
});

describe.each(made)('the worksheets to change of $name', ({ pack, docx }) => {
  const parts = partsOf(docx);
  const body = parts.get('word/document.xml') ?? '';
  const styles = parts.get('word/styles.xml') ?? '';

  it('say at the foot of every page and at the end that they are from a demonstration, and to programs', () => {
    expect(wordsIn(parts.get('word/footer1.xml') ?? '')).toContain(demonstrationLine);
    expect(wordsIn(body)).toContain(`${demonstrationLine}.`);
    expect(parts.get('docProps/core.xml')).toContain(`${demonstrationLine}</dc:description>`);
  });

  it('say nothing of it on a live site', async () => {
    const live = partsOf(await worksheetsDocx(pack, { ...site, mode: 'live' }));
    expect([...live.values()].join(' ')).not.toContain('Demonstration: ');
  });

  it('have real headings, each with its level in the outline', () => {
    expect(body.match(/<w:pStyle w:val="Heading1"\/>/g)?.length).toBeGreaterThan(4);
    expect(body).toContain('<w:pStyle w:val="Heading2"/>');
    for (const [index, level] of ['Heading1', 'Heading2', 'Heading3'].entries()) {
      const style = new RegExp(`w:styleId="${level}"[\\s\\S]*?</w:style>`).exec(styles)?.[0];
      expect(style).toContain(`<w:outlineLvl w:val="${index}"/>`);
    }
  });

  it('have a head on every table', () => {
    const tables = body.match(/<w:tbl>[\s\S]*?<\/w:tbl>/g) ?? [];
    expect(tables.length).toBeGreaterThan(1);
    for (const table of tables) expect(table).toContain('<w:tblHeader/>');
  });

  it('are in British English and nothing else', () => {
    expect(languagesIn(parts)).toEqual(new Set(['en-GB']));
  });

  it('have lines to write on that Word does not draw as one box', () => {
    const line = /w:styleId="Line"[\s\S]*?<\/w:style>/.exec(styles)?.[0];
    expect(line).toContain('<w:between ');
    expect(body).toContain('<w:pStyle w:val="Line"/>');
  });

  it('carry labels, help, licence, version and where to check', () => {
    const words = wordsIn(body);
    if (pack.stories.length > 0) expect(words).toContain('Composite, written from published research');
    for (const { data } of pack.support) expect(words).toContain(data.name);
    expect(words).toContain('CC BY-NC-SA 4.0');
    expect(words).toContain(`${site.url}/withdrawn.json`);
  });

  it('are dated by their version and are the same bytes when made again', async () => {
    expect(parts.get('docProps/core.xml')).toContain(`${pack.data.version}T12:00:00Z`);
    expect(Buffer.compare(Buffer.from(docx), Buffer.from(await worksheetsDocx(pack, site)))).toBe(0);
  });
});

const { error: noOffice } = spawnSync('soffice', ['--version']);
if (noOffice)
  process.stderr.write(
    '\nNOT CHECKED: whether Office files open. There is no LibreOffice on this machine (soffice); their structure was checked.\n',
  );

describe.skipIf(noOffice !== undefined)('in LibreOffice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'office-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('every file opens and becomes pages', { timeout: 300_000 }, () => {
    const files = made.flatMap(({ name, pptx, docx }) => [
      [`${name}.pptx`, pptx] as const,
      [`${name}-worksheets.docx`, docx] as const,
    ]);
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
    const { status } = spawnSync(
      'soffice',
      [
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`,
        '--headless',
        '--convert-to',
        'pdf',
        '--outdir',
        join(folder, 'pages'),
        ...files.map(([name]) => join(folder, name)),
      ],
      { encoding: 'utf8' },
    );
    expect(status).toBe(0);
    for (const { name, pptx } of made) {
      const slides = numbered(partsOf(pptx), /^ppt\/slides\/slide\d+\.xml$/);
      const pages = readFileSync(join(folder, 'pages', `${name}.pdf`), 'latin1');
      expect(pages.match(/\/Type\s*\/Page\b/g)).toHaveLength(slides.length);
      const sheets = readFileSync(join(folder, 'pages', `${name}-worksheets.pdf`), 'latin1');
      expect(sheets.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(4);
    }
  });
});

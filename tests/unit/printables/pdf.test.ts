import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { demonstrationLine } from '#domain/words/demonstration.ts';
import { cardsPdf } from '#printables/cards.ts';
import { planPdf } from '#printables/plan.ts';
import { quizAnswersPdf } from '#printables/quiz-answers.ts';
import { pdfOf } from '#printables/typst.ts';
import { worksheetsPdf } from '#printables/worksheets.ts';
import { judgePdfUa, textsOfPdfs } from '../../fixtures/pdf-ua.ts';
import { printedPacks, site } from '../../fixtures/printed-packs.ts';

const packs = await printedPacks();
const makers = { plan: planPdf, worksheets: worksheetsPdf, cards: cardsPdf, 'quiz-answers': quizAnswersPdf };
const folder = mkdtempSync(join(tmpdir(), 'printables-'));
afterAll(() => rmSync(folder, { recursive: true }));

const made = packs.flatMap((pack) =>
  Object.entries(makers).map(([name, make]) => {
    const bytes = make(pack, site);
    const path = join(folder, `${pack.slug}-${name}.pdf`);
    writeFileSync(path, bytes);
    return { name: `${pack.slug}, ${name}`, id: `${pack.slug}-${name}`, pack, bytes, path };
  }),
);
// One that does not say its language, to prove that the judge would notice.
const mute = join(folder, 'mute.pdf');
const [sample] = made;
writeFileSync(
  mute,
  Buffer.from(sample?.bytes ?? [])
    .toString('latin1')
    .replaceAll('/Lang (en-GB)', '/Lxng (en-GB)'),
  'latin1',
);
const verdicts = new Map(
  judgePdfUa([...made.map(({ path }) => path), mute]).map((each) => [each.file, each]),
);
const texts = textsOfPdfs(
  made.map(({ path }) => path),
  folder,
);
/** Words as a reader would hear them, with line ends run together. */
const wordsOf = (id: string) => (texts.get(id) ?? '').replaceAll(/\s+/g, ' ');
/** Without white space, which stands wherever a line ends. */
const squeezed = (text: string) => text.replaceAll(/\s+/g, '');
const ofKind = (kind: string) => made.filter(({ id }) => id.endsWith(`-${kind}`));

describe('the PDFs of the packs', () => {
  it('are four for each pack', () => {
    expect(packs.length).toBeGreaterThan(0);
    expect(made).toHaveLength(packs.length * 4);
  });

  it('are judged by a judge that finds fault with one that does not say its language', () => {
    expect(verdicts.get(mute)).toMatchObject({ isCompliant: false });
  });

  it.each(made)('can be read aloud, by PDF/UA-1: $name', ({ path }) => {
    const verdict = verdicts.get(path);
    expect(verdict?.failed).toEqual([]);
    expect(verdict).toMatchObject({ isCompliant: true });
    expect(verdict?.checks).toBeGreaterThan(1000);
  });

  it.each(made)('have a title, bookmarks and British English: $name', ({ bytes, pack }) => {
    const source = Buffer.from(bytes).toString('latin1');
    expect(source).toContain('/Lang (en-GB)');
    expect(source).toContain('/Outlines');
    expect(source).toMatch(/<dc:title>/);
    expect(Buffer.from(bytes).toString('utf8')).toContain(pack.data.title.replaceAll('’', '’'));
  });

  it.each(made)('are the same bytes when made again: $name', ({ bytes, pack, id }) => {
    const [, make] = Object.entries(makers).find(([name]) => id === `${pack.slug}-${name}`) ?? [];
    expect(Buffer.compare(Buffer.from(bytes), Buffer.from(make?.(pack, site) ?? []))).toBe(0);
  });

  it.each(made)('say where help is, the licence, the version, and where to check: $name', ({ id, pack }) => {
    const words = wordsOf(id);
    for (const { data } of pack.support) expect(words).toContain(data.name);
    expect(words).toContain('CC BY-NC-SA 4.0');
    expect(words).toContain('version of');
    // A long address is broken over two lines.
    expect(words.replaceAll(' ', '')).toContain(`${site.url}/withdrawn.json`);
  });

  it.each(made)('say what a demonstration is, aloud too, and to programs: $name', ({ id, bytes }) => {
    expect(wordsOf(id)).toContain(`${demonstrationLine}.`);
    expect(Buffer.from(bytes).toString('latin1')).toContain(`/Subject (${demonstrationLine})`);
  });

  it('say nothing of it on a live site', () => {
    const bytes = planPdf(packs[0] as (typeof packs)[number], { ...site, mode: 'live' });
    const path = join(folder, 'live.pdf');
    writeFileSync(path, bytes);
    expect(Buffer.from(bytes).toString('latin1')).not.toContain(demonstrationLine);
    expect(textsOfPdfs([path], folder).get('live')).not.toContain(demonstrationLine);
  });

  it('carry the label of every story that they have words of', () => {
    const withStories = ofKind('worksheets').filter(({ pack }) => pack.stories.length > 0);
    expect(withStories.length).toBeGreaterThan(0);
    for (const { id } of withStories)
      expect(wordsOf(id)).toContain('Composite, written from published research');
  });

  it('have real tables with heads in the plan', () => {
    for (const { bytes } of ofKind('plan')) {
      expect(Buffer.from(bytes).toString('latin1')).toMatch(/\/S \/TH\b/);
    }
  });
});

describe('the cards', () => {
  it.each(ofKind('cards'))('have every statement of $name on a sheet, before any answer', ({ id, pack }) => {
    const words = squeezed(wordsOf(id));
    const key = words.indexOf(squeezed('For the adult: the key'));
    expect(key).toBeGreaterThan(0);
    for (const { activity } of pack.activities) {
      if (activity.discriminant !== 'cardSort') continue;
      for (const { text, why } of activity.value.statements) {
        expect(words.indexOf(squeezed(text).slice(0, 20))).toBeLessThan(key);
        expect(words.lastIndexOf(squeezed(why).slice(0, 20))).toBeGreaterThan(key);
      }
    }
  });
});

describe('the worksheets', () => {
  it.each(ofKind('worksheets'))('give no answer away: $name', ({ id, pack }) => {
    const words = wordsOf(id);
    for (const { activity } of pack.activities) {
      if (activity.discriminant === 'workItOut')
        for (const { working } of activity.value.questions) expect(words).not.toContain(working);
      if (activity.discriminant === 'cardSort')
        for (const { why } of activity.value.statements) expect(words).not.toContain(why);
      if (activity.discriminant === 'decide')
        for (const { options } of activity.value.points)
          for (const { consequence } of options) expect(words).not.toContain(consequence);
    }
  });
});

it('a letter that none of the fonts has stops the PDF', () => {
  const [pack] = packs;
  expect(pack).toBeDefined();
  if (!pack) return;
  const changed = { ...pack, data: { ...pack.data, title: 'A letter: 漢' } };
  expect(() => planPdf(changed, site)).toThrow('plan.typ');
});

it('a template that gets no data says which it is', () => {
  expect(() => pdfOf('plan', {})).toThrow('src/printables/plan.typ does not make a PDF');
});

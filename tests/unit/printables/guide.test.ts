import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { review } from '#domain/review/review.ts';
import { readingGone, type ShelvedGuide } from '#domain/shelf/shelved-guide.ts';
import { demonstrationLine } from '#domain/words/demonstration.ts';
import { origins } from '#domain/words/vocabularies.ts';
import { rawFile, readContent } from '#files/read.ts';
import { libraryOf } from '#library/library.ts';
import { guideData, guidePdf, pagesOfConversation } from '#printables/guide.ts';
import { pdfOf } from '#printables/typst.ts';
import { fourMeetings, type GuideMatter } from '../../fixtures/make-guide.ts';
import { judgePdfUa, textsOfPdfs } from '../../fixtures/pdf-ua.ts';
import { site, withoutStory } from '../../fixtures/printed-packs.ts';
import { testDay } from '../../fixtures/project.ts';
import { wholeGuide } from '../../fixtures/whole-guide.ts';

const folder = mkdtempSync(join(tmpdir(), 'guides-'));
afterAll(() => rmSync(folder, { recursive: true }));

const story = 'my-name-on-the-account';
const sheets: GuideMatter['sheets'] = [
  {
    title: 'What matters most',
    how: 'Three ticks in all, on paper that is folded.',
    rows: ['Light', 'Buses'],
    columns: ['Ticks'],
  },
  { title: 'Our plan', how: 'In the words in which it was said.', rows: ['What will be different', 'Who'] },
];
const circle: Partial<GuideMatter> = {
  kind: 'circle',
  setting: 'meeting',
  minutes: 30,
  meetings: fourMeetings,
  sheets,
};
/** Twelve hundred words, two stories and as many myths and routes as there can be: the most a guide may hold. */
const longest: Partial<GuideMatter> = {
  readings: [story, 'eleven-days'].map((name) => ({
    story: name,
    why: 'It opens up what is hard to say about somebody else, and leaves room for what nobody has to say today.',
  })),
  helps: sentences(6),
  notice: sentences(7),
  after: sentences(5),
  support: ['childline', 'safecall', 'fearless', 'cyber-and-fraud-hub', 'samaritans'],
};

function sentences(count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) =>
      `${['First', 'Then', 'Next', 'Later', 'After that', 'By Friday', 'In the end'][index]}, something that a person notices and would tell a friend about in the car, in about as many words as this has.`,
  );
}

const whole = 'a-whole-guide';
const made = [
  ...(await shelved()),
  ...(await shelved(withoutStory(story)))
    .filter(({ slug }) => slug === whole)
    .map((guide) => ({ ...guide, slug: `${whole}-without` })),
].map((guide) => {
  const bytes = guidePdf(guide, site);
  const path = join(folder, `${guide.slug}.pdf`);
  writeFileSync(path, bytes);
  return { name: guide.slug, guide, bytes, path };
});
const verdicts = new Map(judgePdfUa(made.map(({ path }) => path)).map((each) => [each.file, each]));
const texts = textsOfPdfs(
  made.map(({ path }) => path),
  folder,
);
/** Words as a reader would hear them, with line ends run together. */
const wordsOf = (name: string) => (texts.get(name) ?? '').replaceAll(/\s+/g, ' ');

/** The guides of the repository and some of every kind, as they may be printed on the test day. */
async function shelved(
  change: ReturnType<typeof withoutStory> = (content) => content,
): Promise<readonly ShelvedGuide<'print'>[]> {
  const raw = await readContent(process.cwd());
  const added = Object.entries({ [whole]: {}, 'a-circle': circle, 'the-longest': longest }).map(
    ([slug, matter]) => rawFile('guides', `${slug}.mdx`, new TextEncoder().encode(wholeGuide(matter))),
  );
  const { content, mistakes } = review({ ...raw, files: [...raw.files, ...added] });
  expect(mistakes).toEqual([]);
  return libraryOf(change(content), testDay).printedGuides;
}

function pagesOf(bytes: Uint8Array): number {
  return (
    Buffer.from(bytes)
      .toString('latin1')
      .match(/\/Type \/Page\b/g)?.length ?? 0
  );
}

describe('the PDFs of guides', () => {
  it.each(made)('can be read aloud, by PDF/UA-1: $name', ({ path }) => {
    const verdict = verdicts.get(path);
    expect(verdict?.failed).toEqual([]);
    expect(verdict).toMatchObject({ isCompliant: true });
    expect(verdict?.checks).toBeGreaterThan(500);
  });

  it.each(made)('say that they are from a demonstration: $name', ({ name }) => {
    expect(wordsOf(name)).toContain(`${demonstrationLine}.`);
  });

  it.each(made.filter(({ guide }) => guide.data.kind === 'conversation'))(
    'of a conversation are two pages, and its papers: $name',
    ({ bytes, guide }) => {
      expect(pagesOf(bytes)).toBe(pagesOfConversation + guide.data.sheets.length);
    },
  );

  it('of the longest guide need smaller type, and still not less than nine and a half points', () => {
    const longer = made.find(({ name }) => name === 'the-longest')?.guide as ShelvedGuide<'print'>;
    const at = (size: number) => pagesOf(pdfOf('guide', { ...guideData(longer, site), size }));
    expect([at(11), at(9.5)]).toEqual([3, 2]);
  });

  it('of a circle have its meetings, and each paper on a page of its own', () => {
    const [one] = made.filter(({ name }) => name === 'a-circle');
    const words = wordsOf('a-circle');
    for (const { title } of [...(fourMeetings ?? []), ...(sheets ?? [])]) expect(words).toContain(title);
    const plain = made.find(({ name }) => name === whole);
    expect(pagesOf(one?.bytes ?? new Uint8Array())).toBe(pagesOf(plain?.bytes ?? new Uint8Array()) + 1 + 2);
  });

  it.each(made)(
    'say where help is, the licence, when they are checked, and where to look: $name',
    ({ name, guide, bytes }) => {
      const words = wordsOf(name);
      for (const { data } of guide.support) expect(words).toContain(data.name);
      expect(words).toContain('CC BY-NC-SA 4.0');
      expect(words).toContain('next check due');
      expect(Buffer.from(bytes).toString('latin1')).toContain(`${site.url}/withdrawn.json`);
    },
  );

  it.each(made)('have what is known before the claim, with a reply: $name', ({ name, guide }) => {
    const words = wordsOf(name).replaceAll(' ', '');
    const squeezed = (text: string) => text.replaceAll(/\s+/g, '');
    for (const { myth } of guide.myths) {
      const [fact, claim, reply] = [myth.data.reality, myth.data.claim, myth.data.reply].map((text) =>
        words.lastIndexOf(squeezed(text)),
      ) as [number, number, number];
      expect(fact).toBeGreaterThan(-1);
      expect(claim).toBeGreaterThan(fact);
      expect(reply).toBeGreaterThan(claim);
    }
  });

  it('carry the label of a story, and its own stops', () => {
    const { guide } = made.find(({ name }) => name === whole) as (typeof made)[number];
    const words = wordsOf(whole);
    const [reading] = guide.readings;
    expect(words).toContain(reading?.story.data.title);
    expect(words).toContain(origins.composite);
    for (const { question } of reading?.story.data.pauses ?? []) expect(words).toContain(question);
  });

  it('have nothing of a story that was withdrawn, and say what to do instead', () => {
    const { guide } = made.find(({ name }) => name === whole) as (typeof made)[number];
    const words = wordsOf(`${whole}-without`);
    const data = guide.readings[0]?.story.data;
    for (const own of [data?.title, data?.teller.pseudonym, data?.pauses[0]?.question]) {
      expect(own).toBeDefined();
      expect(words).not.toContain(own);
    }
    expect(words).toContain(readingGone);
    expect(words).toContain(guide.data.instead.slice(0, 40));
  });

  it('are the same bytes when made again', () => {
    for (const { bytes, guide } of made.slice(0, 2))
      expect(Buffer.compare(Buffer.from(bytes), Buffer.from(guidePdf(guide, site)))).toBe(0);
  });

  it('are black on whatever paper they are printed on', () => {
    for (const { bytes } of made) expect(Buffer.from(bytes).toString('latin1')).not.toContain('/DeviceRGB');
  });
});

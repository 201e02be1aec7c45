import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '#cache/cached.ts';
import type { ShelvedGuide } from '#domain/shelf/shelved-guide.ts';
import type { ShelvedPack } from '#domain/shelf/shelved-pack.ts';
import { cardsData, cardsPdf } from './cards.ts';
import { everythingZip, textsOf } from './everything-zip.ts';
import { guideData, guidePdf } from './guide.ts';
import type { SiteFacts } from './imprint.ts';
import { planData, planPdf } from './plan.ts';
import type { PresenterParts } from './presenter-file.ts';
import { quizAnswersData, quizAnswersPdf } from './quiz-answers.ts';
import { slidesData, slidesPptx } from './slides-pptx.ts';
import { fontsAndEngines } from './typst.ts';
import { worksheetsData, worksheetsPdf } from './worksheets.ts';
import { worksheetsDocx } from './worksheets-docx.ts';

type Pack = ShelvedPack<'print'>;

/** What a file is, in the words of the page that offers it. */
export interface PackFile {
  readonly label: string;
  readonly about: string;
  /** The kind of file, as people call it: `PDF`, `PowerPoint`. */
  readonly kind: string;
  readonly type: string;
}

const pdf = { kind: 'PDF', type: 'application/pdf' } as const;
const office = 'application/vnd.openxmlformats-officedocument';

/** The files of a pack, in the order in which they are offered. */
export const packFiles = {
  'plan.pdf': { label: 'Plan', about: 'Everything for the adult, with a letter home.', ...pdf },
  'slides.pptx': {
    label: 'Slides',
    about: 'To change. Answers follow on slides of their own, and stand in the notes.',
    kind: 'PowerPoint',
    type: `${office}.presentationml.presentation`,
  },
  'worksheets.pdf': { label: 'Worksheets', about: 'What pupils read and write on. No answers.', ...pdf },
  'worksheets.docx': {
    label: 'Worksheets to change',
    about: 'The same, for another reading level or another class.',
    kind: 'Word',
    type: `${office}.wordprocessingml.document`,
  },
  'cards.pdf': { label: 'Cards to cut out', about: 'Eight to a sheet, with headings and a key.', ...pdf },
  'quiz-answers.pdf': { label: 'Quiz answers', about: 'With what to say to each. For the adult.', ...pdf },
  'everything.zip': {
    label: 'Everything',
    about: 'All of it, with slides that play from a USB stick without the internet.',
    kind: 'ZIP',
    type: 'application/zip',
  },
} as const satisfies Record<string, PackFile>;
export type PackFileName = keyof typeof packFiles;

/** The files that a pack has: without cards or without questions, there is nothing to cut out or to answer. */
export function filesOf(pack: Pack): readonly PackFileName[] {
  const has = (...kinds: readonly string[]) => pack.activities.some(({ kind }) => kinds.includes(kind));
  return (Object.keys(packFiles) as PackFileName[]).filter((name) => {
    if (name === 'cards.pdf') return has('cardSort');
    if (name === 'quiz-answers.pdf') return has('quiz', 'workItOut');
    return true;
  });
}

/**
 * One file of a pack, taken from the cache if nothing that it is made from has changed.
 *
 * @param parts what the presenter on the site is made of; for `everything.zip`
 * @throws if a PDF would not be accessible, or a letter is in none of the fonts
 */
export function packFile(
  name: PackFileName,
  pack: Pack,
  site: SiteFacts,
  parts: PresenterParts,
): Promise<Uint8Array> {
  const { from, make } = makerOf(name, pack, site, parts);
  return cached({ of: `lesson-packs/${pack.slug}`, name, from: [from, recipe()] }, make);
}

interface Maker {
  readonly from: unknown;
  readonly make: () => Uint8Array | Promise<Uint8Array>;
}

function makerOf(name: PackFileName, pack: Pack, site: SiteFacts, parts: PresenterParts): Maker {
  switch (name) {
    case 'plan.pdf':
      return { from: planData(pack, site), make: () => planPdf(pack, site) };
    case 'worksheets.pdf':
      return { from: worksheetsData(pack, site), make: () => worksheetsPdf(pack, site) };
    case 'worksheets.docx':
      return { from: worksheetsData(pack, site), make: () => worksheetsDocx(pack, site) };
    case 'cards.pdf':
      return { from: cardsData(pack, site), make: () => cardsPdf(pack, site) };
    case 'quiz-answers.pdf':
      return { from: quizAnswersData(pack, site), make: () => quizAnswersPdf(pack, site) };
    case 'slides.pptx':
      return { from: slidesData(pack, site), make: () => slidesPptx(pack, site) };
    case 'everything.zip': {
      const others = filesOf(pack).filter((each) => each !== name);
      const beside = others.map((each) => ({ name: each, ...packFiles[each] }));
      const texts = textsOf(pack, site, parts, beside);
      return {
        // The presenter alone has the fonts inside: to write all of it down for each look would take longer than to read what is kept.
        from: [digestOf(texts), others.map((each) => makerOf(each, pack, site, parts).from)],
        make: async () => {
          const files = await Promise.all(
            others.map(async (each) => [each, await packFile(each, pack, site, parts)] as const),
          );
          return everythingZip(pack, texts, Object.fromEntries(files));
        },
      };
    }
  }
}

/** What the file of a guide is, in the words of the page that offers it. */
export const guideFileKind = { label: 'To print', about: 'The whole guide on paper.', ...pdf } as const;

/** The file of a guide, taken from the cache if nothing that it is made from has changed. */
export function guideFile(guide: ShelvedGuide<'print'>, site: SiteFacts): Promise<Uint8Array> {
  const data = guideData(guide, site);
  return cached({ of: `guides/${guide.slug}`, name: 'guide.pdf', from: [data, recipe()] }, () =>
    guidePdf(guide, site),
  );
}

let known: string | undefined;
/** Every template and every maker, and what they draw and pack with, as a hash: a change to any makes all files anew. */
function recipe(): string {
  known ??= digestOf([
    fontsAndEngines(),
    ['src/printables', 'src/offline'].map((name) => {
      const room = join(process.cwd(), name);
      return readdirSync(room)
        .sort()
        .map((file) => readFileSync(join(room, file), 'utf8'));
    }),
  ]);
  return known;
}

function digestOf(value: unknown): string {
  return hash('sha256', JSON.stringify(value));
}

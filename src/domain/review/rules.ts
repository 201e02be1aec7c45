import type { DataOf, Entry, FolderName } from '../schema/content.ts';
import { plainTextsInMdx } from '../text/mdx-text.ts';
import type { Around, Body } from './around.ts';
import { mistakesInCorrection } from './correction-review.ts';
import { mistakesInFigures } from './figure-review.ts';
import type { Finding, Findings } from './findings.ts';
import { mistakesInGuide, notesOnLength } from './guide-review.ts';
import { mistakesInCitations, mistakesInLaw } from './law-review.ts';
import { mistakesInPack } from './pack-review.ts';
import { mistakesInSheet } from './sheet-review.ts';
import { findingsBesideStory, findingsInStory } from './story-review.ts';
import { findingsInRoute } from './support-review.ts';
import { findingsBesideTell, findingsInTell, mistakesInAnswer } from './tell-review.ts';
import { mistakesInWay } from './way-review.ts';

/** The rules of one kind of content that no single field can say. Its schema has been kept to already. */
export interface Rules<Data> {
  /** What can be said of an entry without a look at any other. It is asked again only when the file changes. */
  readonly alone?: (data: Data, body: Body) => Findings;
  /** What can only be said beside other entries. */
  readonly beside?: (entry: Entry<Data>, around: Around) => Findings;
}

const mistakes = (found: readonly Finding[]): Findings => ({ mistakes: found, notes: [] });

/** The rules of every folder of `content/`. A new folder does not compile until it has an entry here. */
export const rules: { readonly [F in FolderName]: Rules<DataOf<F>> } = {
  stories: {
    alone: findingsInStory,
    beside: findingsBesideStory,
  },
  myths: {
    alone: (myth, body) =>
      mistakes([
        ...mistakesInFigures(myth.figures),
        ...mistakesInCitations(myth, plainTextsInMdx(body.text)),
      ]),
  },
  'lesson-packs': { beside: ({ data }, around) => mistakes(mistakesInPack(data, around)) },
  guides: {
    alone: (guide, body) => ({
      mistakes: mistakesInCitations(guide, plainTextsInMdx(body.text)),
      notes: notesOnLength(guide, body.text),
    }),
    beside: ({ data, body }, around) => mistakes(mistakesInGuide(data, body, around)),
  },
  tell: { alone: findingsInTell, beside: findingsBesideTell },
  answers: { alone: (answer) => mistakes(mistakesInAnswer(answer)) },
  law: { alone: (law) => mistakes(mistakesInLaw(law)) },
  sources: {},
  support: { alone: findingsInRoute },
  themes: {},
  'transition-points': {},
  ways: { alone: (way) => mistakes([...mistakesInWay(way), ...mistakesInCitations(way, [])]) },
  sheets: { alone: (sheet) => mistakes(mistakesInSheet(sheet)) },
  programmes: {},
  threats: {},
  priorities: { alone: (priority) => mistakes(mistakesInCitations(priority, [])) },
  contradictions: {},
  studies: { alone: ({ figures }) => mistakes(mistakesInFigures(figures)) },
  corrections: { alone: (correction) => mistakes(mistakesInCorrection(correction)) },
  pages: {},
  moderators: {},
  'sign-offs': {},
  withdrawals: {},
};

import type { Answer } from '../schema/answer.ts';
import type { Entry } from '../schema/content.ts';
import type { Tell } from '../schema/tell.ts';
import { plainTextsInMdx } from '../text/mdx-text.ts';
import { readingOf } from '../text/reading-age.ts';
import { audienceRank, audiences } from '../words/vocabularies.ts';
import type { Around, Body } from './around.ts';
import type { Finding, Findings } from './findings.ts';
import { mistakesInCitations } from './law-review.ts';
import { passagesOfAnswer, passagesOfTell } from './reading.ts';

/** The oldest that a reader may have to be, by the project's measure (`text/reading-age.ts`), in years. */
export const oldestReader = 11;

/** The most words of a tell page: what goes on one sheet, and what somebody reads who is frightened. */
export const mostWordsOfTell = 760;

/** What can be said of an answer by itself. */
export function mistakesInAnswer(answer: Answer): readonly Finding[] {
  return [
    ...mistakesInCitations(answer, []),
    ...mistakesInReading(passagesOfAnswer({ data: answer }), Number.POSITIVE_INFINITY),
  ];
}

/** What can be said of a tell page by itself. */
export function findingsInTell(tell: Tell, body: Body): Findings {
  const paragraphs = plainTextsInMdx(body.text);
  return {
    mistakes: [
      ...mistakesInCitations(tell, paragraphs),
      ...mistakesInReading(passagesOfTell({ data: tell, body: body.text }), mostWordsOfTell),
      ...(paragraphs.length > 0 ? [] : [{ path: 'body', message: 'found nothing: say what this is' }]),
      ...mistakesInInvitation(body.text),
    ],
    notes: [],
  };
}

function mistakesInReading(passages: readonly string[], mostWords: number): readonly Finding[] {
  const reading = readingOf(passages);
  if (!reading) return [];
  return [
    ...(reading.age > oldestReader
      ? [
          {
            path: '',
            message: `has a reading age of ${reading.age}: shorten sentences and words until it is ${oldestReader}`,
          },
        ]
      : []),
    ...(reading.words > mostWords
      ? [{ path: '', message: `has ${reading.words} words: ${mostWords} fit on one sheet` }]
      : []),
  ];
}

/** Somebody in trouble is not asked for a story: the form has a page of its own, with its notices. */
function mistakesInInvitation(body: string): readonly Finding[] {
  return body.includes('/share-your-story/')
    ? [{ path: 'body', message: 'leads to the form for stories: nobody in trouble is asked for theirs' }]
    : [];
}

/** What can only be said of a tell page beside other entries: its stories suit somebody of thirteen. */
export function findingsBesideTell({ data }: Entry<Tell>, around: Around): Findings {
  const mistakes = data.stories.flatMap((slug, index): Finding[] => {
    const story = around.story(slug);
    if (!story || audienceRank(story.suitableFrom) <= audienceRank('thirdFourth')) return [];
    return [
      {
        path: `stories.${index}`,
        message: `found “${slug}”, which is for ${audiences[story.suitableFrom]}: choose one for ${audiences.thirdFourth}`,
      },
    ];
  });
  return { mistakes, notes: [] };
}

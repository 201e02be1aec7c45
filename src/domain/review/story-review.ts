import type { Entry } from '../schema/content.ts';
import { choiceInWords } from '../schema/labels.ts';
import type { Story } from '../schema/story.ts';
import { isSameText } from '../text/characters.ts';
import { turnAfter } from '../text/excerpts.ts';
import { passagesIn, plainText, readStoryText, type Section, textOf } from '../text/story-text.ts';
import { nearestPassage, type Span, verbatimIn } from '../text/verbatim.ts';
import { audienceRank, audiences, consentKinds } from '../words/vocabularies.ts';
import type { Around, Body } from './around.ts';
import { type Finding, type Findings, mistakesFrom, type Wrong } from './findings.ts';
import { valueInWords } from './schema-review.ts';

/** What can be said of a story by itself: whether its body may stand, and whether its passages are the story’s own. */
export function findingsInStory(story: Story, body: Body): Findings {
  const inBody = mistakesInStoryBody(body);
  const inConsent = mistakesFrom((wrong) => checkConsent(story, wrong));
  // Words are looked for only in a body that can be read.
  if (inBody.length > 0) return { mistakes: [...inBody, ...inConsent], notes: [] };
  const { sections } = readStoryText(body.text);
  const passages = sections.flatMap(passagesOfSection);
  const inPassages = mistakesFrom((wrong) => {
    if (sections.length === 0) {
      wrong('body', 'the story has no words: write it below the fields');
      return;
    }
    checkPassages(story, sections, passages, wrong);
    checkMargins(story, sections, wrong);
    checkPauses(story, sections, wrong);
  });
  return { mistakes: [...inPassages, ...inConsent], notes: notesOnTurns(story, passages) };
}

/** What may not stand in a story’s body, by the lines of the file. */
export function mistakesInStoryBody({ text, firstLine }: Body): readonly Finding[] {
  return readStoryText(text).mistakes.map(({ line, message }) => ({
    path: `body:${firstLine + line - 1}`,
    message,
  }));
}

/** A text that a quotation may be taken from. */
interface Passage {
  readonly find: (quotation: string) => Span | undefined;
  /** It and what comes after it, up to the next heading. */
  readonly onward: () => string;
}

function passagesOfSection({ blocks }: Section): readonly Passage[] {
  const texts = passagesIn(blocks);
  return texts.map((text, index) => ({
    find: verbatimIn(text),
    onward: () => texts.slice(index).join('\n'),
  }));
}

function checkPassages(
  story: Story,
  sections: readonly Section[],
  passages: readonly Passage[],
  wrong: Wrong,
): void {
  const mustStand = (path: string, quotation: string) => {
    if (passages.some(({ find }) => find(quotation))) return;
    const whole = plainText(sections);
    wrong(
      path,
      verbatimIn(whole)(quotation)
        ? `found ${valueInWords(quotation)}, which joins two paragraphs or items of a list: take the words of one`
        : `found ${valueInWords(quotation)}, which is not in the story word for word: the nearest words are “${nearestPassage(whole.replaceAll('\u0000', ' '), quotation)}”`,
    );
  };
  mustStand('opening.line', story.opening.line);
  story.excerpts.forEach(({ text }, index) => {
    mustStand(`excerpts.${index}.text`, text);
  });
}

function checkMargins(story: Story, sections: readonly Section[], wrong: Wrong): void {
  const paragraphs = sections.flatMap(({ blocks }) =>
    blocks.filter((block) => block.kind === 'paragraph').map(textOf),
  );
  const inParagraphs = paragraphs.map(verbatimIn);
  story.margins.forEach(({ on }, index) => {
    if (inParagraphs.some((find) => find(on))) return;
    const nearest = nearestPassage(paragraphs.join(' '), on);
    wrong(
      `margins.${index}.on`,
      `found ${valueInWords(on)}, which is not in one paragraph of the story word for word: the nearest words are “${nearest}”`,
    );
  });
}

function checkPauses(story: Story, sections: readonly Section[], wrong: Wrong): void {
  const headings = sections.flatMap((section) => section.heading ?? []);
  story.pauses.forEach(({ after }, index) => {
    if (headings.some((heading) => isSameText(heading, after))) return;
    const choice = headings.map((heading) => `“${heading}”`).join(', ');
    const cure =
      headings.length > 0
        ? `write one of ${choice}`
        : 'the story has none, so take the pause out, or put headings into the story (## and a space before the words)';
    wrong(`pauses.${index}.after`, `found ${valueInWords(after)}, which is no heading of the story: ${cure}`);
  });
}

/** Excerpts that end just before words which may turn their meaning round. */
function notesOnTurns(story: Story, passages: readonly Passage[]): readonly Finding[] {
  return story.excerpts.flatMap(({ text }, index) => {
    const passage = passages.find(({ find }) => find(text));
    const span = passage?.find(text);
    const next = passage && span && turnAfter(passage.onward(), span);
    return next === undefined
      ? []
      : {
          path: `excerpts.${index}.text`,
          message: `ends just before words that may turn its meaning: “${next}” Read both, and end it elsewhere if they do`,
        };
  });
}

function checkConsent({ origin, consent: { kind, givenOn, reviewBy } }: Story, wrong: Wrong): void {
  if (kind === 'notNeeded' && origin !== 'composite')
    wrong(
      'consent.kind',
      `found ${choiceInWords(consentKinds, kind)} on a story that somebody told: choose ${choiceInWords(consentKinds, 'given')} or ${choiceInWords(consentKinds, 'missing')}`,
    );
  if (givenOn !== undefined && reviewBy !== undefined && reviewBy < givenOn)
    wrong(
      'consent.reviewBy',
      `found ${reviewBy}, which is before the consent was given: write a day after ${givenOn}`,
    );
}

/** What can only be said of a story beside other entries. */
export function findingsBesideStory({ slug, data }: Entry<Story>, around: Around): Findings {
  return {
    mistakes: mistakesFrom((wrong) => {
      const { kind, record } = data.consent;
      if (data.origin === 'composite' || kind !== 'given' || record === undefined) return;
      const others = around.storiesResting(record).filter((other) => other !== slug);
      if (others.length > 0)
        wrong(
          'consent.record',
          `the same record stands in ${others.map((other) => `“${other}”`).join(' and ')}: a record of consent is for one story, so ask the teller for each`,
        );
    }),
    notes: [...notesOnMyths(data, around), ...notesOnPseudonym(slug, data, around)],
  };
}

/** Where a note on a pseudonym stands. */
export const pseudonymPath = 'teller.pseudonym';

/** A made-up name that another story uses: readers would take the two for one person’s. */
function notesOnPseudonym(slug: string, { teller }: Story, around: Around): readonly Finding[] {
  const others = around.storiesToldBy(teller.pseudonym).filter((other) => other !== slug);
  if (others.length === 0) return [];
  return [
    {
      path: pseudonymPath,
      message: `“${teller.pseudonym}” tells ${others.map((other) => `“${other}”`).join(' and ')} too: choose a name that no other story has`,
    },
  ];
}

/** Myths that are for older readers than the story is: its page leaves them out. */
function notesOnMyths(story: Story, around: Around): readonly Finding[] {
  return story.myths.flatMap((slug) => {
    const myth = around.myth(slug);
    if (!myth || audienceRank(myth.suitableFrom) <= audienceRank(story.suitableFrom)) return [];
    return {
      path: 'myths',
      message: `“${slug}” is for ${audiences[myth.suitableFrom]}, the story for ${audiences[story.suitableFrom]}: the story’s page leaves it out`,
    };
  });
}

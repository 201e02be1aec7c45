import type { Citation, Law } from '../schema/law.ts';
import { findVerbatim } from '../text/verbatim.ts';
import { type Finding, mistakesFrom } from './findings.ts';
import { fieldTexts, type TextAt } from './text-review.ts';

/** Words that make a paragraph one about law: the police, a charge, a hearing, a solicitor, and their like. */
const wordsOfLaw: readonly RegExp[] = [
  /\bpolice\b/i,
  /\barrest(?:s|ed|ing)?\b/i,
  /\bcharged\b(?! (?:for|extra))|\b(?:a|any|the|no) charge\b/i,
  /\b(?:a|an|the|your|any|no|each|children[’']s) hearing\b|\bhearings\b/i,
  /\bReporter\b/,
  /\b(?:solicitor|lawyer)s?\b/i,
  /\bprosecut(?:e|ed|es|ing|ion|ors?)\b/i,
  /\bin court\b|\bto court\b|\bthe courts?\b/i,
  /\bsection \d+\b/i,
];

/** The police as those who counted or said something, and what people think of them: that has a source, and is no rule. */
const policeAsSource =
  /\bpolice (?:chiefs?|keep a list|connect|(?:scotland )?recorded|(?:and their partners )?(?:had )?said)\b|\btrust in (?:the |local )?polic(?:e|ing)\b/gi;

/** True for a paragraph that speaks of the police, a charge, a hearing, a solicitor or their like. */
export function speaksOfLaw(text: string): boolean {
  const rest = text.replaceAll(policeAsSource, '');
  return wordsOfLaw.some((pattern) => pattern.test(rest));
}

/** Fields that hold no words of the page. */
const wordless: ReadonlySet<string> = new Set([
  'title',
  // Who somebody is, and what a rule or a person is called, is no paragraph.
  'who',
  'name',
  'knows',
  'cites',
  'reviewBy',
  'support',
  'stories',
  'story',
  'myth',
  'guides',
  'packs',
  'themes',
  'sources',
  'source',
  'transitionPoint',
  'contentNotes',
  // What is only told, and is answered beside it.
  'claim',
  'statement',
  // A figure says who counted, and is no rule.
  'figures',
  // What research or a strategy asks a group to do says who says so, and is no rule.
  'does',
]);

/** The paragraphs of an entry that citations are about: its fields and those of its body. */
export function paragraphsOf(data: object, body: readonly string[]): readonly Omit<TextAt, 'isName'>[] {
  return [...fieldTexts(data, (key) => wordless.has(key)), ...body.map((text) => ({ path: 'body', text }))];
}

/** Paragraphs about law that cite no rule, and citations of words that stand nowhere. */
export function mistakesInCitations(
  data: { readonly cites: readonly Citation[] },
  body: readonly string[],
): readonly Finding[] {
  const paragraphs = paragraphsOf(data, body);
  return mistakesFrom((wrong) => {
    for (const { path, text } of paragraphs)
      if (speaksOfLaw(text) && !data.cites.some(({ on }) => findVerbatim(text, on)))
        wrong(
          path,
          'speaks of the police, a hearing, a charge or a solicitor and cites no rule: name one in `cites`, with some of its words',
        );
    data.cites.forEach(({ on }, index) => {
      if (!paragraphs.some(({ text }) => findVerbatim(text, on)))
        wrong(`cites.${index}.on`, `found “${on}”, which stands nowhere: copy some words of the paragraph`);
    });
  });
}

/** What cannot be true of a rule. */
export function mistakesInLaw(law: Law): readonly Finding[] {
  return mistakesFrom((wrong) => {
    if (law.readBy === 'lawyer' && law.readByOn === undefined)
      wrong('readByOn', 'found nothing: write the day on which the lawyer read it');
    if (law.readBy === 'nobody' && law.readByOn !== undefined)
      wrong('readBy', 'found nobody beside a day: say that a lawyer read it, or take the day away');
    const isLaw = law.kind === 'act';
    if (isLaw === (law.state === 'inUse'))
      wrong(
        'state',
        isLaw
          ? 'found that it is no law, but it is an Act: write yes, no or unknown'
          : 'found a state of an Act: what is no law is in use, or is left out',
      );
    if (law.reviewBy <= law.readOn) wrong('reviewBy', 'write a day after the one on which it was read');
  });
}

import { gate, type Verdict } from '../gate/gate.ts';
import { type Content, fileOf, type Mistake } from '../schema/content.ts';
import type { Story } from '../schema/story.ts';
import { isStale } from '../schema/support-route.ts';
import { type Reason, reasons, type Use, uses, valuesOf } from '../words/vocabularies.ts';
import { inARow } from '../words/wording.ts';
import { placeInWords } from './places.ts';
import type { Reviewed } from './review.ts';

/** The publication report, in the form that other programs read: its shape is fixed. */
export interface Report {
  /** Slugs of the stories that are on the site. */
  readonly published: readonly string[];
  readonly held: readonly { readonly slug: string; readonly use: Use; readonly reasons: readonly Reason[] }[];
  readonly mistakes: readonly Mistake[];
}

/** Verdicts given before, by the data of the story, with everything else that they rest on. */
export type KnownVerdicts = WeakMap<
  Story,
  { readonly verdict: Verdict; readonly restsOn: readonly unknown[] }
>;

/**
 * What the gate says of every sound story, by slug.
 *
 * @param known is asked first and added to: verifying signatures again that nobody has touched takes most of the
 *   time of an edit. A verdict stands while it would be given on the very same objects and settings.
 */
export function verdictsOn(
  content: Content,
  today: string,
  known: KnownVerdicts = new WeakMap(),
): ReadonlyMap<string, Verdict> {
  const moderators = new Map([...content.moderators].map(([slug, { data }]) => [slug, data]));
  const settings = JSON.stringify([[...moderators], content.site, today]);
  return new Map(
    [...content.stories.values()].map((story) => {
      const signOffs = content['sign-offs'].get(story.slug)?.data;
      const restsOn = [story.slug, story.body, signOffs, content.withdrawals.has(story.slug), settings];
      const before = known.get(story.data);
      if (before && restsOn.every((each, index) => each === before.restsOn[index])) {
        return [story.slug, before.verdict];
      }
      const verdict = gate(story, signOffs ?? [], moderators, content.withdrawals, content.site, today);
      known.set(story.data, { verdict, restsOn });
      return [story.slug, verdict];
    }),
  );
}

/** The publication report on reviewed content, as of a day (`YYYY-MM-DD`). */
export function reportOn({ content, mistakes }: Reviewed, today: string, known?: KnownVerdicts): Report {
  const verdicts = [...verdictsOn(content, today, known)].sort(([a], [b]) => (a < b ? -1 : 1));
  const gone = [...content.withdrawals.keys()].filter((slug) => !content.stories.has(slug)).sort();
  return {
    published: verdicts.filter(([, verdict]) => verdict.uses.includes('site')).map(([slug]) => slug),
    held: [
      ...verdicts.flatMap(([slug, verdict]) =>
        verdict.held.map(({ use, reasons }) => ({ slug, use, reasons })),
      ),
      ...gone.map((slug) => ({ slug, use: 'site' as const, reasons: ['withdrawn' as const] })),
    ],
    mistakes,
  };
}

/** Lesson packs and guides that do without a story today, because it may not be read in lessons. */
export function doingWithout(content: Content, today: string, known?: KnownVerdicts): readonly Mistake[] {
  const verdicts = verdictsOn(content, today, known);
  const isGone = (story: string) => !verdicts.get(story)?.uses.includes('lessons');
  const packs = [...content['lesson-packs'].values()].flatMap(({ slug, data }) =>
    data.stories.filter(isGone).map((story) => ({
      file: fileOf('lesson-packs', slug),
      path: 'stories',
      message: `“${story}” may not be read in lessons: the pack teaches the activity in its place`,
    })),
  );
  const guides = [...content.guides.values()].flatMap(({ slug, data }) =>
    data.readings.flatMap(({ story }, index) =>
      isGone(story)
        ? {
            file: fileOf('guides', slug),
            path: `readings.${index}.story`,
            message: `“${story}” may not be read in lessons: the guide is without it${data.readings.every((each) => isGone(each.story)) ? ', and says what to do instead' : ''}`,
          }
        : [],
    ),
  );
  return [...packs, ...guides];
}

/** Support routes that nobody has read or tried for too long, as of a day. */
export function staleSupport(content: Content, today: string): readonly string[] {
  return [...content.support.values()].filter(({ data }) => isStale(data, today)).map(({ slug }) => slug);
}

/**
 * The report in words, for a person at a terminal.
 *
 * @param stale support routes that nobody has read or tried for too long
 * @param pastReview rules of law whose next check is overdue
 */
export function reportInWords(
  report: Report,
  notes: readonly Mistake[],
  stale: readonly string[],
  pastReview: readonly string[] = [],
): string {
  const lines = [`${count(report.published.length, 'story', 'stories')} published.`];
  const bySlug = Map.groupBy(report.held, (each) => each.slug);
  if (bySlug.size > 0)
    lines.push('', `${count(bySlug.size, 'story', 'stories')} held, wholly or for some uses:`);
  for (const [slug, held] of bySlug) {
    const byReasons = Map.groupBy(held, (each) => each.reasons.join(' '));
    for (const same of byReasons.values()) {
      const why = same[0]?.reasons.map((reason) => reasons[reason]).join(' ');
      lines.push(`  ${slug}, ${usesInWords(same.map(({ use }) => use))}: ${why}`);
    }
  }
  for (const slug of stale) {
    lines.push(
      '',
      `TRY THIS NUMBER: nobody has read or tried content/support/${slug}.yaml for more than a year.`,
    );
  }
  for (const slug of pastReview) {
    lines.push(
      '',
      `READ THIS LAW AGAIN: content/law/${slug}.yaml was due to be read again. It may have changed, and pages say so.`,
    );
  }
  if (notes.length > 0) lines.push('', 'Worth a look:', ...notes.map(mistakeInWords));
  if (report.mistakes.length > 0) {
    lines.push(
      '',
      `${count(report.mistakes.length, 'mistake', 'mistakes')} to mend:`,
      ...report.mistakes.map(mistakeInWords),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** One mistake on one line: the file, the field by its label, what was found, what to write. */
export function mistakeInWords(mistake: Mistake): string {
  const place = placeInWords(mistake);
  return `  ${mistake.file}${place === '' ? '' : ` › ${place}`}: ${mistake.message}`;
}

/** Uses by their labels, without what stands behind the colon of each. */
function usesInWords(these: readonly Use[]): string {
  if (these.length === valuesOf(uses).length) return 'wholly';
  return inARow(these.map((use) => (uses[use].split(':')[0] ?? use).toLowerCase()));
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

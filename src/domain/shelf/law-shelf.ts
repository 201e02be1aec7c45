import { type Content, type Entry, fileOf, type Mistake } from '../schema/content.ts';
import { type Citation, isPastReview, type Law, waitsForLawyer } from '../schema/law.ts';
import { findVerbatim } from '../text/verbatim.ts';

/** The rules that nothing may rest on today: on a live site, those that wait for a lawyer. By slug. */
export function waitingRules({ law, site }: Pick<Content, 'law' | 'site'>): ReadonlySet<string> {
  if (site.mode !== 'live') return new Set();
  return new Set([...law.values()].filter(({ data }) => waitsForLawyer(data)).map(({ slug }) => slug));
}

/** Data that name the rules which their paragraphs rest on. */
interface Citing {
  readonly cites: readonly Citation[];
}

/**
 * An entry without the paragraphs that rest on a rule which waits. An item of a list is left out; where a paragraph that is no
 * item rests on such a rule, nothing of the entry may be shown, and the answer is undefined.
 *
 * @param body the paragraphs of the entry's body, which are never left out one by one
 */
export function withoutWaiting<D extends Citing>(
  data: D,
  body: readonly string[],
  waiting: ReadonlySet<string>,
): D | undefined {
  const words = data.cites.filter(({ law }) => waiting.has(law)).map(({ on }) => on);
  if (words.length === 0) return data;
  const rests = (text: string) => words.some((each) => findVerbatim(text, each) !== undefined);
  if (body.some(rests)) return undefined;
  const { cites } = data;
  // What a citation quotes rests on nothing itself.
  const kept = without({ ...data, cites: [] }, rests);
  if (kept === gone) return undefined;
  return { ...(kept as D), cites: cites.filter(({ law }) => !waiting.has(law)) };
}

const gone = Symbol('rests on a rule that waits');

/** A value without the items of its lists that rest on a rule; `gone` if what is left would. */
function without(value: unknown, rests: (text: string) => boolean): unknown {
  if (typeof value === 'string') return rests(value) ? gone : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => without(item, rests)).filter((item) => item !== gone);
  const entries = Object.entries(value).map(([key, inner]) => [key, without(inner, rests)] as const);
  return entries.some(([, inner]) => inner === gone) ? gone : Object.fromEntries(entries);
}

/** The rules that an entry rests on, each once, in the order in which it names them. */
export function rulesOf({ law }: Pick<Content, 'law'>, { cites }: Citing): readonly Entry<Law>[] {
  return [...new Set(cites.map((citation) => citation.law))].flatMap((slug) => law.get(slug) ?? []);
}

/** What a page has to say of the rules that it rests on. */
export interface StandingOfRules {
  /** True where no lawyer has read one of them. */
  readonly unread: boolean;
  /** Those whose next check is overdue, so that they may have changed; the longest overdue first. */
  readonly past: readonly Entry<Law>[];
}

/** What a page has to say of the rules that it rests on, as of a day (`YYYY-MM-DD`). */
export function standingOf(rules: readonly Entry<Law>[], today: string): StandingOfRules {
  return {
    unread: rules.some(({ data }) => data.readBy === 'nobody'),
    past: rules
      .filter(({ data }) => isPastReview(data, today))
      .sort((a, b) => (a.data.reviewBy < b.data.reviewBy ? -1 : 1)),
  };
}

/** The slugs of rules whose next check is overdue, as of a day. */
export function rulesPastReview({ law }: Pick<Content, 'law'>, today: string): readonly string[] {
  return [...law.values()].filter(({ data }) => isPastReview(data, today)).map(({ slug }) => slug);
}

/** What a live site leaves out because it rests on a rule of law that no lawyer has read; nothing on any other site. */
export function waitingForLawyer(content: Content): readonly Mistake[] {
  const waiting = waitingRules(content);
  return (['tell', 'answers', 'guides', 'ways', 'myths', 'sheets', 'priorities'] as const).flatMap((folder) =>
    [...content[folder].values()].flatMap(({ slug, data }) => {
      const rules = [...new Set(data.cites.map(({ law }) => law).filter((law) => waiting.has(law)))];
      return rules.length === 0
        ? []
        : {
            file: fileOf(folder, slug),
            path: 'cites',
            message: `is without what rests on ${rules.join(', ')}: no lawyer has read it`,
          };
    }),
  );
}

import type { Content } from '../schema/content.ts';
import { standsUntil, stateOf } from '../schema/support-route.ts';
import { dayAfter } from '../words/days.ts';

/**
 * What a person has to see to by now: one function for the check, the desk and whoever else asks. It only compares days. Who
 * knows of a day makes a `DueDate` of it; `datesInContent` does so for `content/`, the desk for what it alone knows.
 */

/** What can fall due, with its words, and how many days before its day it is spoken of. A new kind is one line here. */
export const dueKinds = {
  route: { one: 'route of help to confirm', many: 'routes of help to confirm', ahead: 31 },
  law: { one: 'rule of law to read again', many: 'rules of law to read again', ahead: 0 },
  consent: { one: 'teller to ask again', many: 'tellers to ask again', ahead: 30 },
  unread: { one: 'submission unread for days', many: 'submissions unread for days', ahead: 0 },
  safeguarding: { one: 'safeguarding matter overdue', many: 'safeguarding matters overdue', ahead: 0 },
  key: { one: 'key about to expire', many: 'keys about to expire', ahead: 30 },
  retention: { one: 'thing kept as long as it may be', many: 'things kept as long as they may be', ahead: 0 },
  strangersKey: {
    one: 'published key that nobody here knows',
    many: 'published keys that nobody here knows',
    ahead: 0,
  },
} as const;
export type DueKind = keyof typeof dueKinds;

/** Kinds of which anybody may know what they are about. */
export type PublicKind = 'route' | 'law';

/**
 * A day on which something falls due, `YYYY-MM-DD`. Only what is public has a slug: of a story, a teller, a submission or a key
 * nothing but the kind and the day can be said, here and in whatever is made of it.
 */
export type DueDate =
  | { readonly kind: PublicKind; readonly on: string; readonly slug: string }
  | { readonly kind: Exclude<DueKind, PublicKind>; readonly on: string };

/** What is due of one kind. */
export interface Due {
  readonly kind: DueKind;
  readonly count: number;
  /** The earliest day among them; it may lie ahead by as many days as the kind is spoken of before. */
  readonly since: string;
  /** Whose files they are, the earliest first; empty unless the kind is public. */
  readonly slugs: readonly string[];
}

/**
 * What is due by a day: everything whose day has come, or comes within the days that its kind is spoken of before. In the order of
 * `dueKinds`; a kind of which nothing is due is left out.
 *
 * @param today `YYYY-MM-DD`
 */
export function whatIsDue(dates: readonly DueDate[], today: string): readonly Due[] {
  const due = dates
    .filter(({ kind, on }) => on <= dayAfter(today, dueKinds[kind].ahead))
    .sort((a, b) => Number(a.on > b.on) - Number(a.on < b.on));
  const byKind = Map.groupBy(due, ({ kind }) => kind);
  return (Object.keys(dueKinds) as DueKind[]).flatMap((kind) => {
    const these = byKind.get(kind);
    const [first] = these ?? [];
    return these && first
      ? {
          kind,
          count: these.length,
          since: first.on,
          slugs: these.flatMap((each) => ('slug' in each ? each.slug : [])),
        }
      : [];
  });
}

/** The days that stand in `content/`: of routes, of rules, and of every consent whose story is not withdrawn. */
export function datesInContent({
  support,
  law,
  stories,
  withdrawals,
}: Pick<Content, 'support' | 'law' | 'stories' | 'withdrawals'>): readonly DueDate[] {
  return [
    ...[...support.values()].map(({ slug, data }) => ({
      kind: 'route' as const,
      slug,
      on: stateOf(data).kind === 'confirmed' ? standsUntil(data) : data.readOn,
    })),
    ...[...law.values()].map(({ slug, data }) => ({
      kind: 'law' as const,
      slug,
      // The day named is the last on which it need not be read again.
      on: dayAfter(data.reviewBy, 1),
    })),
    ...[...stories.values()].flatMap(({ slug, data: { consent } }) =>
      consent.kind === 'given' && consent.reviewBy && !withdrawals.has(slug)
        ? { kind: 'consent' as const, on: consent.reviewBy }
        : [],
    ),
  ];
}

/** All of it on one neutral line, which anybody may read over a shoulder: “3 things are due.” */
export function dueInOneLine(due: readonly Due[]): string {
  const count = due.reduce((sum, each) => sum + each.count, 0);
  if (count === 0) return 'Nothing is due.';
  return count === 1 ? '1 thing is due.' : `${count} things are due.`;
}

/** Each kind on a line of its own: “3 routes of help to confirm”. */
export function dueByKind(due: readonly Due[]): readonly string[] {
  return due.map(({ kind, count }) => `${count} ${count === 1 ? dueKinds[kind].one : dueKinds[kind].many}`);
}

import { type DueDate, datesInContent } from '#domain/review/due.ts';
import { dayAfter } from '#domain/words/days.ts';
import { type Stage, stages } from '../journal/states.ts';
import { bundleOf, epochsIn } from '../keys/identities.ts';
import type { AtWork } from './desk.ts';
import type { Overview } from './overview.ts';
import { dueToday } from './retention.ts';

/** So many days a submission may wait to be opened. */
export const unreadDays = 3;

/**
 * Every day on which something falls due, of the content and of what this desk alone knows. Nothing in it names or describes a
 * submission, a story or a key.
 */
export async function datesHere(at: AtWork, overview: Overview): Promise<readonly DueDate[]> {
  const { desk, store } = at;
  const today = desk.today();
  const { content } = await desk.content();
  const items = [...overview.items.values()];
  const recorded = new Set([...content.stories.values()].flatMap(({ data }) => data.consent.record ?? []));
  const [newest] = await epochsIn(desk.options.folder);
  return [
    ...datesInContent(content),
    ...items
      .filter(({ stage, id }) => stage === 'received' && overview.outlines.get(id)?.kind !== 'withdraw')
      .map(({ takenAt }) => ({ kind: 'unread' as const, on: dayAfter(takenAt.slice(0, 10), unreadDays) })),
    ...overview.waiting.map(({ since }) => ({
      kind: 'safeguarding' as const,
      on: dayAfter(since.slice(0, 10), 1),
    })),
    // A consent whose story is in the content is counted there.
    ...(await store.consents()).flatMap(({ record, item, reviewBy }) => {
      const stage = overview.items.get(item)?.stage;
      return recorded.has(record) || stage === 'withdrawn' || stage === 'deleted' || stage === undefined
        ? []
        : [{ kind: 'consent' as const, on: reviewBy }];
    }),
    ...(newest === undefined
      ? []
      : [{ kind: 'key' as const, on: (await bundleOf(desk.options.folder, newest)).notAfter }]),
    ...(await dueToday(at)).map(() => ({ kind: 'retention' as const, on: today })),
    ...overview.publishedKeys
      .filter(({ verdict }) => verdict === 'strangers')
      .map(() => ({ kind: 'strangersKey' as const, on: today })),
  ];
}

/** How many submissions stand in a stage, and for how many days the one that has been there longest. */
export interface Queue {
  readonly stage: Stage;
  readonly count: number;
  readonly days: number;
}

/** The stages in which something waits for somebody, with how much and how long. */
export function queuesIn(
  { items, outlines }: Pick<Overview, 'items' | 'outlines'>,
  today: string,
): readonly Queue[] {
  const byStage = Map.groupBy(
    [...items.values()].filter(({ id }) => outlines.get(id)?.kind !== 'withdraw'),
    ({ stage }) => stage,
  );
  return (Object.keys(stages) as Stage[]).flatMap((stage) => {
    const here = byStage.get(stage) ?? [];
    if (here.length === 0 || stage === 'withdrawn' || stage === 'deleted') return [];
    const oldest = here.map(({ since }) => since).sort()[0] ?? today;
    return [{ stage, count: here.length, days: Math.max(0, daysFrom(oldest, today)) }];
  });
}

function daysFrom(since: string, today: string): number {
  return Math.round((Date.parse(today) - Date.parse(since.slice(0, 10))) / 86_400_000);
}

import type { Content } from '#domain/schema/content.ts';
import type { WithdrawalReason } from '#domain/words/vocabularies.ts';
import { removeSignOffs } from '#files/write.ts';
import { takeDown as takeStoryDown } from '#takedown/take-down.ts';
import type { ConsentRecord } from '../folder/store.ts';
import type { Item } from '../journal/items.ts';
import { isHeld } from '../journal/states.ts';
import type { AtWork } from './desk.ts';

/** Something that the desk has decided and that the project’s files do not say yet. */
export type StoryDue =
  | { readonly slug: string; readonly what: 'takeDown'; readonly why: WithdrawalReason }
  /** Its signatures go, so that the gate holds it. After the hold it is read and signed again. */
  | { readonly slug: string; readonly what: 'unsign' };

/** What the project’s files say of stories. */
type Stories = Pick<Content, 'stories' | 'sign-offs' | 'withdrawals'>;

/**
 * Every story that was made of a submission: those that the journal names, in lines that were overruled as well, and
 * those whose own record of consent says so. A promotion can be missing from the journal, because the machine stopped
 * or another desk was quicker.
 */
export function storiesOf(
  item: Item,
  { stories }: Pick<Stories, 'stories'>,
  consents: readonly ConsentRecord[],
): readonly string[] {
  const records = new Set(consents.filter((consent) => consent.item === item.id).map(({ record }) => record));
  if (item.record !== undefined) records.add(item.record);
  return [
    ...new Set([
      ...(item.slug === undefined ? [] : [item.slug]),
      ...item.overruled.flatMap(({ slug }) => slug ?? []),
      ...[...stories.values()]
        .filter(({ data }) => data.consent.record !== undefined && records.has(data.consent.record))
        .map(({ slug }) => slug),
    ]),
  ];
}

/** The submission that a story was made of; undefined for one that was written by hand. */
export function itemOfStory(
  slug: string,
  items: Iterable<Item>,
  content: Pick<Stories, 'stories'>,
  consents: readonly ConsentRecord[],
): Item | undefined {
  return [...items].find((item) => storiesOf(item, content, consents).includes(slug));
}

/** What has to be done to stories so that nothing that was taken back, or is held, can be published. */
export function storiesDue(
  items: Iterable<Item>,
  content: Stories,
  consents: readonly ConsentRecord[],
): readonly StoryDue[] {
  return [...items].flatMap((item): readonly StoryDue[] => {
    const slugs = storiesOf(item, content, consents).filter((slug) => !content.withdrawals.has(slug));
    if (item.isTakenBack) {
      const why = item.history.findLast(({ what }) => what === 'withdraw')?.why as WithdrawalReason;
      return slugs.map((slug) => ({ slug, what: 'takeDown', why }));
    }
    if (!isHeld(item.stage)) return [];
    return slugs.filter((slug) => content['sign-offs'].has(slug)).map((slug) => ({ slug, what: 'unsign' }));
  });
}

/**
 * Makes the project’s files say what the desk decided: what was taken back is taken down, and what is held loses its
 * signatures. Decisions that were made at another desk are carried out as well.
 *
 * @returns the stories that were changed
 */
export async function carryOut(at: AtWork): Promise<readonly string[]> {
  const { content } = await at.desk.content();
  const { items } = await at.store.standings();
  const due = storiesDue(items.values(), content, await at.store.consents());
  for (const each of due) {
    if (each.what === 'unsign') await removeSignOffs(at.desk.options.root, each.slug);
    else await takeDown(at, each.slug, each.why);
  }
  for (const slug of content.withdrawals.keys()) await at.store.removeSigned(slug);
  return due.map(({ slug }) => slug);
}

/** Takes a story off the site, and deletes everything that was made of it and kept. */
export async function takeDown({ desk, store }: AtWork, slug: string, why: WithdrawalReason): Promise<void> {
  const { notDeleted } = await takeStoryDown(desk.options.root, slug, {
    withdrawnOn: desk.today(),
    reason: why,
  });
  // So that whoever did it is told, and does it again.
  if (notDeleted.length > 0) throw new Error(`${notDeleted.join(' and ')} could not be deleted`);
  await store.removeSigned(slug);
}

import { createHash } from 'node:crypto';
import type { WithdrawalReason } from '#domain/words/vocabularies.ts';
import { noticeVersion } from '#envelope/message.ts';
import type { ConsentRecord } from '../folder/store.ts';
import type { Item } from '../journal/items.ts';
import type { AtWork } from './desk.ts';
import { forgetWords, moveItem } from './moves.ts';
import type { Outline } from './outline.ts';
import { itemOfStory, storiesOf, takeDown } from './publishing.ts';

/**
 * A withdrawal, and every submission that its receipt belongs to. It is kept for as long as a submission that nobody
 * decides on, because another copy of the story may come after the first was taken back.
 */
export interface AskedBack {
  readonly message: Item;
  /**
   * Empty while the story has not come. The two travel apart, and a story that is sent by hand may come weeks later.
   */
  readonly matched: readonly Item[];
}

/** Every withdrawal that the desk keeps, each with what it is about. */
export function askedBack(
  items: ReadonlyMap<string, Item>,
  outlines: ReadonlyMap<string, Outline>,
  consents: readonly ConsentRecord[],
): readonly AskedBack[] {
  return [...items.values()].flatMap((message) => {
    const outline = outlines.get(message.id);
    if (outline?.kind !== 'withdraw' || outline.receiptId === undefined) return [];
    return [{ message, matched: itemsOfReceipt(outline.receiptId, items, outlines, consents) }];
  });
}

/**
 * Every submission with a receipt: among those whose words the desk holds, and among the records of consent. There
 * can be several, because a story that was sent twice was sealed twice.
 */
export function itemsOfReceipt(
  receiptId: string,
  items: ReadonlyMap<string, Item>,
  outlines: ReadonlyMap<string, Outline>,
  consents: readonly ConsentRecord[],
): readonly Item[] {
  const consented = new Set(
    consents.filter((consent) => consent.receiptId === receiptId).map(({ item }) => item),
  );
  return [...items.values()].filter(({ id }) => {
    const outline = outlines.get(id);
    return consented.has(id) || (outline?.kind === 'story' && outline.receiptId === receiptId);
  });
}

/** True until a submission is taken back or deleted. */
export function isToTakeBack({ stage, isTakenBack }: Item): boolean {
  return !isTakenBack && stage !== 'withdrawn' && stage !== 'deleted';
}

/** True while something that the withdrawal is about still has to be taken back. */
export function isToCarryOut({ matched }: AskedBack): boolean {
  return matched.some(isToTakeBack);
}

/**
 * Takes a story back: takes it down as `npm run withdraw` does, deletes what was made of it, and deletes what the
 * desk holds. What is on legal hold or with the safeguarding lead stays, but is no longer published.
 *
 * @returns the stories that came down
 */
export async function takeBack(
  at: AtWork,
  target: { readonly id?: string; readonly slug?: string },
  why: WithdrawalReason,
): Promise<readonly string[]> {
  const { items } = await at.store.standings();
  const { content } = await at.desk.content();
  const consents = await at.store.consents();
  const item =
    target.id === undefined
      ? itemOfStory(target.slug ?? '', items.values(), content, consents)
      : items.get(target.id);
  const slugs = new Set(item && storiesOf(item, content, consents));
  if (target.slug !== undefined) slugs.add(target.slug);
  for (const slug of slugs) await takeDown(at, slug, why);
  if (item && isToTakeBack(item)) await moveItem(at, item.id, 'withdraw', why);
  else if (item) await forgetWords(at, [item.id]);
  return [...slugs];
}

/** Writes down a withdrawal that came by hand, as if it had come sealed, because a copy of its story may come later. */
export async function noteWithdrawal(at: AtWork, receiptId: string): Promise<void> {
  const id = createHash('sha256').update(`by hand ${receiptId}`).digest('hex');
  if ((await at.store.standings()).items.has(id)) return;
  await at.store.putMessage(id, {
    v: 1,
    kind: 'withdraw',
    via: 'partner',
    epoch: 1,
    noticeVersion,
    receiptId,
  });
  await moveItem(at, id, 'take');
}

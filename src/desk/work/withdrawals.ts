import type { ConsentRecord } from '../folder/store.ts';
import type { Item } from '../journal/items.ts';
import type { Outline } from './reading.ts';

/**
 * A withdrawal, and every submission that its receipt belongs to. It is kept for as long as a submission nobody decides on: another
 * copy of the story may come after the first was taken back.
 */
export interface AskedBack {
  readonly message: Item;
  /** None while the story has not come: the two travel apart, and a story sent by hand may be weeks later. */
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
 * Every submission with a receipt: among those whose words the desk holds, and among the records of consent. There can be
 * several: a story that was sent twice was sealed twice.
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

/** False once it is taken back or deleted. */
export function isToTakeBack({ stage, isTakenBack }: Item): boolean {
  return !isTakenBack && stage !== 'withdrawn' && stage !== 'deleted';
}

/** True while something that a withdrawal is about has not been taken back. */
export function isToCarryOut({ matched }: AskedBack): boolean {
  return matched.some(isToTakeBack);
}

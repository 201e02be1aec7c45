/**
 * The items in an order that is mixed and always the same: what is printed, projected and put on a page agrees, and
 * an unchanged pack makes unchanged files. Never the order given, where there are two or more that differ.
 *
 * @param seed what is mixed, such as an activity's short name: two lists are not mixed alike
 */
export function inMixedOrder<T>(items: readonly T[], seed: string): readonly T[] {
  const keyed = items.map((item, index) => ({ item, key: fnv1a(`${seed}/${index}`) }));
  const order = keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
  const isAsGiven = order.every((item, index) => item === items[index]);
  const [first, ...rest] = order;
  return isAsGiven && rest.length > 0 ? [...rest, first as T] : order;
}

/** The FNV-1a hash of a text, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inMixedOrder } from '#domain/teach/mixed-order.ts';

test('mixing keeps every item, once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
      expect([...inMixedOrder(items, seed)].sort()).toEqual([...items].sort());
    }),
  );
});

test('mixing is always the same', () => {
  expect(inMixedOrder(['a', 'b', 'c', 'd', 'e'], 'sort')).toEqual(
    inMixedOrder(['a', 'b', 'c', 'd', 'e'], 'sort'),
  );
});

test('mixing never gives the order away', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 24 }), fc.string(), (items, seed) => {
      expect(inMixedOrder(items, seed)).not.toEqual(items);
    }),
  );
});

test('two lists are not mixed alike', () => {
  const items = Array.from({ length: 12 }, (_, index) => index);
  expect(inMixedOrder(items, 'one')).not.toEqual(inMixedOrder(items, 'another'));
});

test('what is given stays as it was', () => {
  const items = [1, 2, 3];
  inMixedOrder(items, 'sort');
  expect(items).toEqual([1, 2, 3]);
});

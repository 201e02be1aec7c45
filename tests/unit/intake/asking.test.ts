import { expect, test } from 'vitest';
import type { WorkProof } from '#envelope/work.ts';
import { askingBy, isAsAsked, stepFor } from '#intake/asking.ts';

const midday = Date.parse('2026-12-01T12:00:00Z');
const today = Math.floor(midday / 86_400_000);
const proof = (change: Partial<WorkProof> = {}): WorkProof => ({
  day: today,
  epoch: 1,
  step: 0,
  hash: '0'.repeat(64),
  seed: 0,
  nonce: 0,
  ...change,
});

test.for([
  [0, 0],
  [0.24, 0],
  [0.25, 1],
  [0.5, 3],
  [0.99, 7],
  [1, 7],
])('with %f of the places taken, step %i is asked for', ([fill = 0, step]) => {
  expect(stepFor(fill, 8)).toBe(step);
});

test('what is asked rises with how full it is, never for a partner, and falls when moderators have fetched', async () => {
  let [fill, now] = [0, midday];
  const asking = askingBy(
    async () => fill,
    8,
    () => now,
  );
  const steps = async () =>
    [await asking.asked('anybody', 4), await asking.asked('partner', 4)].map(({ step }) => step);
  expect(await asking.asked('anybody', 4)).toEqual({ day: today, epoch: 4, step: 0 });
  fill = 0.9;
  now += 2000;
  expect(await steps()).toEqual([7, 0]);
  fill = 0;
  now += 2000;
  expect(await steps()).toEqual([0, 0]);
});

test('it is not looked for everybody who asks how full it is', async () => {
  let looks = 0;
  const asking = askingBy(
    async () => (looks += 1),
    8,
    () => midday,
  );
  for (let ask = 0; ask < 100; ask++) await asking.asked('anybody', 1);
  expect(looks).toBe(1);
});

test.for<[string, Partial<WorkProof>, boolean]>([
  ['of today', {}, true],
  ['of yesterday', { day: today - 1 }, true],
  ['of the day before', { day: today - 2 }, false],
  ['of tomorrow', { day: today + 1 }, false],
  ['of another epoch', { epoch: 2 }, false],
  ['of a step that there is not', { step: 8 }, false],
])('a proof %s', ([, change, isTaken]) => {
  expect(isAsAsked(proof(change), { day: today, epoch: 1, step: 0 }, 8)).toBe(isTaken);
});

test('a proof may be one step easier than what is asked, because more is asked while it is made', () => {
  const taken = [0, 1, 2, 3, 4].filter((step) =>
    isAsAsked(proof({ step }), { day: today, epoch: 1, step: 3 }, 8),
  );
  expect(taken).toEqual([2, 3, 4]);
});

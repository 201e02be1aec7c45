import { expect, test } from 'vitest';
import { usualWork, type WorkProof } from '#envelope/work.ts';
import { askingBy, isAsAsked, stepFor } from '#intake/asking.ts';
import { fillOf } from '#intake/spool.ts';

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
  [0.09, 0],
  [0.1, 1],
  [0.5, 4],
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

/** What one core does in a second: with a program in C, and in a page on a usual machine. */
const core = { hashes: 17.7e6, scrypts: 500 };
const page = { hashes: 1e6, scrypts: 140 };
const secondsFor = ({ hashes, scrypts }: typeof core, step: number) => {
  const memory = usualWork.memoryBits[step] ?? 0;
  return 2 ** usualWork.bits / hashes + (memory > 0 ? 2 ** memory / scrypts : 0);
};

test('by its arithmetic one core takes not two thirds of the usual places in two minutes, and a page gets in within 60 seconds', () => {
  const limits = { most: 2000, keptForPartners: 200 };
  const steps = usualWork.memoryBits.length;
  let [taken, clock] = [0, 0];
  for (;;) {
    // A step easier than asked is let through.
    const step = Math.max(0, stepFor(fillOf(taken, limits), steps) - 1);
    clock += secondsFor(core, step);
    if (clock > 120) break;
    taken += 1;
  }
  expect(fillOf(taken, limits)).toBeLessThan(0.66);
  // Nine of ten need less than 2.3 times the usual amount of tries. At the last step it is the same.
  for (const step of [stepFor(fillOf(taken, limits), steps), steps - 1])
    expect(2.3 * secondsFor(page, step)).toBeLessThan(60);
  expect(2.3 * secondsFor(page, 0)).toBeLessThan(10);
});

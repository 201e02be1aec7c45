import { expect, it } from 'vitest';
import { jigsawsQuoted, longTextCosts } from '#bench/decisions.ts';

const root = process.cwd();

it('ten of twelve texts of about 900 words take at most 35 decisions, and none more than 40', () => {
  const costs = longTextCosts(root);
  for (const { words, story } of costs) expect(words, story).toBeGreaterThan(820);
  const decisions = costs.map((cost) => cost.decisions);
  expect(decisions.filter((count) => count <= 35).length, JSON.stringify(costs)).toBeGreaterThanOrEqual(10);
  expect(Math.max(...decisions)).toBeLessThanOrEqual(40);
});

it('the checklist catches at least eight of ten jigsaws by itself: it quotes two of the three pieces', () => {
  const caught = jigsawsQuoted(root).filter(({ quoted }) => quoted.length >= 2);
  expect(caught.length).toBeGreaterThanOrEqual(8);
});

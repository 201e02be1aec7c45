import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { testInKeptTabs as test } from '../fixtures/browser.ts';

const pack = '/lesson-packs/the-favour/';
const wide = { viewport: { width: 1280, height: 800 } } as const;
const noScript = { javaScriptEnabled: false } as const;

/** The minutes of the running order that is shown. */
function shownMinutes(page: Page): Promise<number[]> {
  return page
    .locator('.acts:visible .n')
    .evaluateAll((steps) => steps.map((step) => Number.parseInt(step.textContent ?? '', 10)));
}
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

describe('the length of a lesson', () => {
  test('is fifty minutes to begin with', async ({ open }) => {
    const { page } = await open(pack, wide);
    expect(Math.abs(sum(await shownMinutes(page)) - 50)).toBeLessThanOrEqual(2);
  });

  test.for([20, 35])('is planned anew for %s minutes with the keyboard', async (minutes, { open }) => {
    const { page } = await open(pack, wide);
    await page.getByRole('radio', { name: '50' }).focus();
    for (let press = 0; press < (minutes === 35 ? 1 : 2); press++) await page.keyboard.press('ArrowUp');
    expect(Math.abs(sum(await shownMinutes(page)) - minutes)).toBeLessThanOrEqual(2);
  });

  test('hides the activities that there is no time for', async ({ open }) => {
    const { page } = await open(pack, wide);
    const shown = () => page.locator('.act:visible').count();
    const inFifty = await shown();
    await page.locator('label[for="t20"]').click();
    expect(await shown()).toBeLessThan(inFifty);
    expect(await shown()).toBeGreaterThan(1);
  });

  test('is fifty minutes without script, and can still be changed', async ({ open }) => {
    const { page } = await open(pack, { ...wide, ...noScript });
    expect(Math.abs(sum(await shownMinutes(page)) - 50)).toBeLessThanOrEqual(2);
    await page.locator('label[for="t35"]').click();
    expect(Math.abs(sum(await shownMinutes(page)) - 35)).toBeLessThanOrEqual(2);
  });

  test('is taken from an address that somebody passed on', async ({ open }) => {
    const { page } = await open(`${pack}#20`, wide);
    expect(Math.abs(sum(await shownMinutes(page)) - 20)).toBeLessThanOrEqual(2);
  });

  test('is put in the address, where no server sees it', async ({ open }) => {
    const { page } = await open(pack, wide);
    await page.locator('label[for="t35"]').click();
    expect(new URL(page.url()).hash).toBe('#35');
  });
});

describe('the cards', () => {
  test('are sorted with the keyboard alone, which hears where each went', async ({ open }) => {
    const { page } = await open(`${pack}pupil/`, wide);
    const card = page.locator('[data-card]').first();
    const words = await card.locator('legend').textContent();
    await card.getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    const said = page.locator('[data-said]').first();
    expect(await said.textContent()).toBe(`“${words}” is now with Story you hear: 1 card there.`);
    await page.keyboard.press('ArrowLeft');
    expect(await said.textContent()).toBe(`“${words}” is now with What’s known: 1 card there.`);
  });

  test('move to the side of their pile', async ({ open }) => {
    const { page } = await open(`${pack}pupil/`, { ...wide, reducedMotion: 'reduce' });
    const card = page.locator('[data-card]').first();
    const left = async () => (await card.boundingBox())?.x ?? 0;
    const middle = await left();
    await card.getByRole('radio', { name: 'Story you hear' }).check();
    expect(await left()).toBeLessThan(middle);
    await card.getByRole('radio', { name: 'What’s known' }).check();
    expect(await left()).toBeGreaterThan(middle);
  });

  test('say what’s known when asked, and never before', async ({ open }) => {
    const { page } = await open(`${pack}pupil/`, wide);
    const whys = page.locator('.card__why p').filter({ visible: true });
    expect(await whys.count()).toBe(0);
    await page.getByRole('button', { name: 'Show what’s known' }).first().click();
    expect(await whys.count()).toBeGreaterThanOrEqual(12);
  });

  test('come one at a time for the board', async ({ open }) => {
    const { page } = await open(`${pack}pupil/`, wide);
    await page.getByRole('checkbox', { name: /One card at a time/ }).check();
    const shown = page.locator('[data-card]:visible');
    expect(await shown.count()).toBe(1);
    const first = await shown.locator('legend').textContent();
    await page.getByRole('button', { name: 'Next card' }).click();
    expect(await shown.locator('legend').textContent()).not.toBe(first);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  });

  test('go back to the middle', async ({ open }) => {
    const { page } = await open(`${pack}pupil/`, wide);
    await page.locator('[data-card] input').first().check();
    await page.getByRole('button', { name: 'Start again' }).first().click();
    expect(await page.locator('[data-card] input:checked').count()).toBe(0);
  });

  test('can be read and answered without script', async ({ open }) => {
    const { page } = await open(`${pack}pupil/`, { ...wide, ...noScript });
    const card = page.locator('[data-card]').first();
    await card.locator('summary').click();
    expect(await card.locator('.card__why p').first().isVisible()).toBe(true);
    expect(await card.getByRole('radio').first().isVisible()).toBe(false);
  });

  test('are printed to cut out, with no answer on them', async ({ open }) => {
    const { page } = await open(`${pack}pupil/`, wide);
    await page.emulateMedia({ media: 'print' });
    const card = page.locator('[data-card]').first();
    expect(await card.evaluate((element) => getComputedStyle(element).borderTopStyle)).toBe('dashed');
    expect(await card.locator('.card__why').isVisible()).toBe(false);
  });
});

describe('the count before and after', () => {
  async function count(page: Page, time: string, numbers: readonly number[]): Promise<void> {
    const boxes = page.locator(`[data-statement]:first-child input[data-time="${time}"]`);
    for (const [index, number] of numbers.entries()) await boxes.nth(index).fill(String(number));
  }

  test('shows what shifted', async ({ open }) => {
    const { page } = await open(pack, wide);
    await count(page, 'before', [5, 10, 5]);
    await count(page, 'after', [15, 3, 2]);
    expect(await page.locator('[data-shift]').first().textContent()).toBe(
      'Agreed: 25 in every 100 before, 75 after: 50 more.',
    );
  });

  test('is kept back in a small group', async ({ open }) => {
    const { page } = await open(pack, wide);
    await count(page, 'before', [2, 2, 1]);
    await count(page, 'after', [4, 1, 0]);
    expect(await page.locator('[data-shift]').first().textContent()).toContain('could point to somebody');
  });

  test('is gone when the page is left and come back to', async ({ open }) => {
    const { page } = await open(pack, wide);
    await count(page, 'before', [5, 10, 5]);
    await page.goto('/lesson-packs/');
    await page.goBack();
    const values = await page
      .locator('[data-statement] input')
      .evaluateAll((boxes: HTMLInputElement[]) => boxes.map((box) => box.value));
    expect(values.filter((value) => value !== '')).toEqual([]);
  });

  test('has no box to type in without script, because nothing would come of it', async ({ open }) => {
    const { page } = await open(pack, { ...wide, ...noScript });
    expect(await page.locator('[data-statement] input').first().isVisible()).toBe(false);
    expect(await page.locator('[data-statement]').first().isVisible()).toBe(true);
  });
});

describe('passing a lesson on', () => {
  test('copies the link and says so', async ({ open }) => {
    const { page, context } = await open(pack, wide);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy the link' }).click();
    await page.locator('[data-copied]').filter({ hasText: 'The link is copied.' }).waitFor();
  });

  test('works by plain links', async ({ open }) => {
    const { page } = await open(pack, { ...wide, ...noScript });
    const links = await page
      .locator('.shares a')
      .evaluateAll((all: HTMLAnchorElement[]) => all.map((link) => link.href));
    expect(links.map((link) => new URL(link).protocol)).toEqual(['mailto:', 'https:', 'https:']);
    for (const link of links) expect(decodeURIComponent(link)).toContain(pack);
  });
});

describe('the list of lessons', () => {
  test('narrows to those for one level', async ({ open }) => {
    const { page } = await open('/lesson-packs/', wide);
    const shown = page.locator('.packs > li:visible');
    const all = await shown.count();
    await page.getByRole('checkbox', { name: /^Senior phase/ }).check();
    const levels = await shown.evaluateAll((items: HTMLElement[]) =>
      items.map((item) => item.dataset['level']),
    );
    expect(levels.length).toBeGreaterThan(0);
    expect(levels.length).toBeLessThan(all);
    for (const level of levels) expect(level?.split(' ')).toContain('senior');
  });

  test('narrows to those with a curriculum code', async ({ open }) => {
    const { page } = await open('/lesson-packs/', wide);
    await page.getByRole('checkbox', { name: /^HWB 3-45a/ }).check();
    const links = await page
      .locator('.packs > li:visible a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links).toContain(pack);
  });
});

describe('the pupils’ page', () => {
  test('has no word of the teacher’s notes', async ({ open }) => {
    const { page } = await open(`${pack}pupil/`, { ...wide, ...noScript });
    for (const note of [
      'What you do',
      'You could say',
      'Listen for',
      'Change it for your class',
      'A letter home',
    ])
      expect(await page.getByText(note).count(), note).toBe(0);
  });

  test('says how to pass, and where help is, before anything else', async ({ open }) => {
    const { page } = await open(`${pack}pupil/`, wide);
    const care = page.locator('.pupil__care');
    expect(await care.textContent()).toContain('You can pass');
    expect(await care.getByRole('link', { name: 'Get help now' }).getAttribute('href')).toBe('#help');
  });
});

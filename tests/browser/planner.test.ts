import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { testInKeptTabs as test } from '../fixtures/browser.ts';

const wish = '/plan/#group=few&level=thirdFourth&minutes=35';

/** The planner's own program draws the session after the page is there: reading waits for its first piece. */
const planned = (page: Page) => page.locator('[data-steps] h3').first().waitFor();

const titles = (page: Page) => page.locator('[data-steps] h3').allTextContents();
async function minutes(page: Page): Promise<number> {
  const all = await page.locator('[data-steps] [data-minutes]').allTextContents();
  return all.reduce((sum, text) => sum + Number(text), 0);
}

describe('the session planner', () => {
  test('plans what an address asks for, and ends with help', async ({ open }) => {
    const { page } = await open(wish);
    await planned(page);
    await page.getByRole('heading', { name: 'A small group, S1 to S3, 35 minutes' }).waitFor();
    expect(await minutes(page)).toBe(35);
    expect((await titles(page)).at(-1)).toBe('Where help is');
  });

  test('plans anew with the keyboard alone, within the time that is typed', async ({ open }) => {
    const { page } = await open(wish);
    await planned(page);
    await page.getByRole('radio', { name: 'A class' }).focus();
    await page.keyboard.press('ArrowUp');
    await page.getByLabel('Minutes you have').fill('20');
    await page.keyboard.press('Tab');
    expect(await minutes(page)).toBeLessThanOrEqual(20);
  });

  test('leaves out what was asked, at once', async ({ open }) => {
    const { page } = await open('/plan/#group=few&level=senior&minutes=50&theme=drug-use');
    await planned(page);
    const before = await titles(page);
    await page.getByText('Leave something out').click();
    await page.getByRole('checkbox', { name: 'drugs', exact: true }).check();
    expect(await titles(page)).not.toEqual(before);
    expect(new URL(page.url()).hash).toContain('without=drugs');
  });

  test('swaps one piece, keeps the rest, and keeps the focus there', async ({ open }) => {
    const { page } = await open(wish);
    await planned(page);
    const before = await titles(page);
    const swap = page.getByRole('button', { name: /^Swap/ }).first();
    await swap.focus();
    await page.keyboard.press('Enter');
    const after = await titles(page);
    expect(after.filter((title) => !before.includes(title))).toHaveLength(1);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Swap for another');
  });

  test('gives back the same session from its address', async ({ open }) => {
    const { page } = await open(wish);
    await planned(page);
    await page.getByRole('button', { name: /^Swap/ }).first().click();
    const chosen = await titles(page);
    const { page: other } = await open(`/plan/${new URL(page.url()).hash}`);
    await planned(other);
    expect(await titles(other)).toEqual(chosen);
  });

  test('sends nothing of what is chosen, and keeps nothing', async ({ open }) => {
    const { page, requests } = await open(wish);
    await planned(page);
    await page.getByText('Leave something out').click();
    await page.getByRole('checkbox', { name: 'being afraid' }).check();
    await page.getByRole('button', { name: 'Make a QR code' }).click();
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    expect(requests.filter((address) => /fear|group=|level=/.test(new URL(address).search))).toEqual([]);
    expect(
      await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length),
    ).toBe(0);
  });

  test('without script is a list of ready-made sessions, each of them whole', async ({ open }) => {
    const { page } = await open('/plan/', { javaScriptEnabled: false });
    expect(await page.locator('[data-plan]').isVisible()).toBe(false);
    await page.getByRole('link', { name: 'S1 to S3, 20 minutes' }).first().click();
    await page
      .getByRole('heading', { name: /S1 to S3, \d+ minutes/ })
      .first()
      .waitFor();
    const ends = await page
      .locator('.session')
      .evaluateAll((all) => all.map((each) => each.querySelector('li:last-child h3')?.textContent));
    expect(new Set(ends)).toEqual(new Set(['Where help is']));
  });
});

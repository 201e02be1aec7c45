import { describe, expect } from 'vitest';
import { testInKeptTabs as test } from '../fixtures/browser.ts';

const phone = { viewport: { width: 390, height: 844 } } as const;

describe('the page of ways to get help', () => {
  test('is at most five screens of a phone long, with the number for an emergency on the first', async ({
    open,
  }) => {
    const { page } = await open('/support/', { ...phone, javaScriptEnabled: false });
    const number = await page.locator('#emergency .num').boundingBox();
    expect((number?.y ?? 0) + (number?.height ?? 0)).toBeLessThan(844);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(5 * 844);
  });

  test('has open what cannot wait, and opens the rest at a tap, without script', async ({ open }) => {
    const { page } = await open('/support/', { ...phone, javaScriptEnabled: false });
    expect(await page.locator('#childline .num').isVisible()).toBe(true);
    expect(await page.locator('#safecall .num').isVisible()).toBe(true);
    expect(await page.locator('#stop-illegal-lending .num').isVisible()).toBe(false);
    await page.locator('#need-money > summary').click();
    expect(await page.locator('#stop-illegal-lending .num').isVisible()).toBe(true);
  });

  test('shows the route that a link leads to', async ({ open }) => {
    const { page } = await open('/support/#fearless', phone);
    await expect.poll(() => page.locator('#fearless .route__what').isVisible()).toBe(true);
  });

  test('prints every number, open or not', async ({ open }) => {
    const { page } = await open('/support/', phone);
    await page.emulateMedia({ media: 'print' });
    const hidden = await page
      .locator('.route .num')
      .evaluateAll((all) => all.filter((each) => !each.checkVisibility()).map((each) => each.textContent));
    expect(hidden).toEqual([]);
    await page.emulateMedia({ media: null });
  });
});

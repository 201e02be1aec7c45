import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { testInKeptTabs as test } from '../fixtures/browser.ts';

const pages = ['/evidence/how-a-debt-grows/', '/evidence/who-gets-paid/'];
const phone = { viewport: { width: 390, height: 844 } } as const;
const still = { ...phone, reducedMotion: 'reduce' } as const;

const now = (page: Page) =>
  page
    .locator('[data-step]')
    .evaluateAll((steps) => steps.findIndex((step) => step.hasAttribute('data-now')));
const toCome = (page: Page) => page.locator('.is-to-come').count();

describe.each(pages)('the figure on %s', (path) => {
  test('is whole without script', async ({ open }) => {
    const { page } = await open(path, { ...phone, javaScriptEnabled: false });
    expect(await page.locator('[data-at]').count()).toBeGreaterThan(3);
    expect(await toCome(page)).toBe(0);
    expect(await page.locator('[data-step]:visible').count()).toBe(6);
  });

  test('grows as its steps are scrolled to, and shrinks again', async ({ open }) => {
    const { page } = await open(path, still);
    const atFirst = await toCome(page);
    expect(atFirst).toBeGreaterThan(2);
    await page.locator('[data-step]').last().scrollIntoViewIfNeeded();
    await expect.poll(() => toCome(page)).toBe(0);
    await page.evaluate(() => scrollTo(0, 0));
    await expect.poll(() => toCome(page)).toBe(atFirst);
  });

  test('goes on with the arrow keys', async ({ open }) => {
    const { page } = await open(path, still);
    const start = await now(page);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => now(page)).toBe(start + 1);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => now(page)).toBe(start);
  });

  test('moves nothing when motion is not wanted', async ({ open }) => {
    const { page } = await open(path, still);
    const durations = await page
      .locator('[data-at]')
      .evaluateAll((parts) => parts.map((part) => getComputedStyle(part).transitionDuration));
    expect(new Set(durations)).toEqual(new Set(['0s']));
  });

  test('is printed whole, with who says so', async ({ open }) => {
    const { page } = await open(path, still);
    await page.emulateMedia({ media: 'print' });
    const faint = await page
      .locator('[data-at]')
      .evaluateAll(
        (parts) =>
          parts.filter(
            (part) => getComputedStyle(part).opacity === '0' && part.getAttribute('opacity') !== '0',
          ).length,
      );
    expect(faint).toBe(0);
    expect(await page.locator('.facts a[href^="/evidence/"]:visible').count()).toBeGreaterThan(2);
  });
});

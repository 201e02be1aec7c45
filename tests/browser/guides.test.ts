import { describe, expect } from 'vitest';
import { testInKeptTabs as test } from '../fixtures/browser.ts';

const wide = { viewport: { width: 1280, height: 800 } } as const;
const phone = { viewport: { width: 390, height: 800 } } as const;
const noScript = { javaScriptEnabled: false } as const;

const guide = '/guides/first-offer-of-money/';

describe('a guide', () => {
  test('is one press away from any of its parts, on a phone and without script', async ({ open }) => {
    const { page } = await open(guide, { ...phone, ...noScript });
    const jumps = page.getByRole('navigation', { name: 'In this guide' }).getByRole('link');
    const targets = await jumps.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(targets.length).toBeGreaterThan(7);
    await jumps.filter({ hasText: 'If somebody tells you something' }).click();
    const heading = page.getByRole('heading', { name: 'If somebody tells you something' });
    const box = await heading.boundingBox();
    // Under the bar that stays at the top, and on the screen.
    const bar = await page.locator('.safety').boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0));
    expect(box?.y).toBeLessThan(400);
    for (const target of targets) expect(await page.locator(target).count(), target).toBe(1);
  });

  test('keeps its parts in sight where there is room', async ({ open }) => {
    const { page } = await open(guide, wide);
    await page.locator('#after').scrollIntoViewIfNeeded();
    const box = await page.getByRole('navigation', { name: 'In this guide' }).boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0);
  });

  test('says what is known before the story you hear', async ({ open }) => {
    const { page } = await open(guide, wide);
    for (const item of await page.locator('#myths li').all()) {
      const text = (await item.textContent()) ?? '';
      const fact = (await item.getByRole('heading').textContent()) ?? '';
      expect(text.indexOf(fact)).toBeLessThan(text.indexOf('The story you hear'));
    }
  });

  test('is whole on paper, without the jump list', async ({ open }) => {
    const { page } = await open(guide, wide);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation', { name: 'In this guide' }).isVisible()).toBe(false);
    expect(await page.locator('#told li').first().isVisible()).toBe(true);
    expect(await page.locator('.stops li').first().isVisible()).toBe(true);
  });
});

describe('the list of guides', () => {
  test('narrows to those for one reader', async ({ open }) => {
    const { page } = await open('/guides/', wide);
    const all = await page.locator('.packs > li').count();
    await page.getByRole('checkbox', { name: /^Housing officers/ }).check();
    const readers = await page
      .locator('.packs > li:visible')
      .evaluateAll((items: HTMLElement[]) => items.map((item) => item.dataset['reader'] ?? ''));
    expect(readers.length).toBeGreaterThan(0);
    expect(readers.length).toBeLessThan(all);
    for (const each of readers) expect(each.split(' ')).toContain('housingOfficer');
  });

  test('narrows to those for one moment', async ({ open }) => {
    const { page } = await open('/guides/#point=first-offer-of-money', wide);
    const links = page.locator('.packs > li:visible a');
    expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual([guide]);
  });

  test('has every guide without script', async ({ open }) => {
    const { page } = await open('/guides/', { ...wide, ...noScript });
    expect(await page.locator('.packs > li').count()).toBeGreaterThanOrEqual(9);
  });
});

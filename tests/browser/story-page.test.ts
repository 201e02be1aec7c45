import type { Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { countWords } from '#domain/text/count-words.ts';
import { contentNotes, heavyNotes } from '#domain/words/vocabularies.ts';
import { testInKeptTabs as test } from '../fixtures/browser.ts';
import { tombstoneSlug } from '../fixtures/built-site.ts';
import { pagePathsIn } from '../fixtures/site-files.ts';
import { readStory } from '../fixtures/story-words.ts';

const slugs = pagePathsIn(inject('dist')).flatMap((path) => {
  const [, slug] = path.match(/^\/stories\/([^/]+)\/$/) ?? [];
  return slug === undefined || slug === tombstoneSlug ? [] : [slug];
});
const screen = 844;
const phone = { viewport: { width: 390, height: screen }, reducedMotion: 'reduce' } as const;
const withoutScript = { ...phone, javaScriptEnabled: false } as const;
const path = '/stories/my-name-on-the-account/';

/** Where the things stand on which a reader decides, in CSS pixels from the top of the page. */
const places = (page: Page) =>
  page.evaluate(() => {
    const box = (selector: string) => (document.querySelector(selector) as Element).getBoundingClientRect();
    return {
      line: box('.s-head__line').bottom,
      label: { top: box('.s-head__label').top, height: box('.s-head__label').height },
      notes: box('.s-head__notes').bottom,
      choices: box('.choices').bottom,
      firstWords: box('#telling p').top,
      lastWords: Math.max(
        ...[...document.querySelectorAll('#telling .txt')].map((text) => text.getBoundingClientRect().bottom),
      ),
      nextVoice: box('.after__next a').bottom,
      end: document.documentElement.scrollHeight,
    };
  });

describe.each(slugs)('on a phone, the story %s', (slug) => {
  const { data, body } = readStory(process.cwd(), slug);
  const isHeavy = (data.contentNotes ?? []).some((note) => heavyNotes.includes(note));

  test('is met by its opening line, what it is, what is in it and the choice, in this order', async ({
    open,
  }) => {
    const { page } = await open(`/stories/${slug}/`, phone);
    const at = await places(page);
    expect(at.line).toBeLessThan(460);
    expect(at.label.top - at.line).toBeLessThan(30);
    expect(at.label.height).toBeLessThan(34);
    expect([at.line, at.notes, at.choices].toSorted((a, b) => a - b)).toEqual([
      at.line,
      at.notes,
      at.choices,
    ]);
    expect(at.choices).toBeLessThan(screen);
    const notes = await page.locator('.s-head__notes').textContent();
    expect((data.contentNotes ?? []).filter((note) => !notes?.includes(contentNotes[note]))).toEqual([]);
    // What is hard in it comes after the choice; everything else begins at once.
    if (isHeavy) expect(at.firstWords).toBeGreaterThan(screen);
    else expect(at.firstWords).toBeLessThan(screen - 100);
  });

  test('has the next voice within one screen of its end, and no more than nine screens for 900 words', async ({
    open,
  }) => {
    const { page } = await open(`/stories/${slug}/`, phone);
    const at = await places(page);
    expect(at.nextVoice - at.lastWords).toBeLessThan(screen);
    expect(at.end / screen).toBeLessThanOrEqual((9 * countWords(body)) / 900);
  });
});

describe('a story', () => {
  test('has a heavy one among them, and others', () => {
    const heavy = slugs.filter((slug) =>
      readStory(process.cwd(), slug).data.contentNotes?.some((note) => heavyNotes.includes(note)),
    );
    expect([heavy.length > 0, heavy.length < slugs.length]).toEqual([true, true]);
  });

  test('offers one way to help, one next voice and one thing for adults, and folds the rest', async ({
    open,
  }) => {
    const { page } = await open(path, phone);
    expect(await page.locator('.after .route:visible').count()).toBe(1);
    expect(await page.locator('.after__next .voices li').count()).toBe(1);
    expect(await page.locator('.after__adults a').count()).toBe(1);
    expect(await page.getByRole('heading', { name: 'Where it comes from' }).isVisible()).toBe(false);
    await page.getByText('Where it comes from, and other help').click();
    expect(await page.getByRole('heading', { name: 'Where it comes from' }).isVisible()).toBe(true);
    expect(await page.locator('.after .route:visible').count()).toBe(
      readStory(process.cwd(), 'my-name-on-the-account').data.support.length,
    );
  });

  test('is printed with its sources and every route of help that fits it', async ({ open }) => {
    const { data } = readStory(process.cwd(), 'my-name-on-the-account');
    const { page } = await open(path, phone);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.after .route:visible').count()).toBe(data.support.length);
    expect(await page.locator('[aria-labelledby="src-h"] a[href^="/evidence/"]:visible').count()).toBe(
      data.sources?.length,
    );
    expect(
      await page
        .locator('[aria-labelledby="src-h"] a')
        .first()
        .evaluate((link) => link.checkVisibility({ contentVisibilityAuto: true })),
    ).toBe(true);
  });
});

describe('the minute of a story', () => {
  const { data } = readStory(process.cwd(), 'my-name-on-the-account');
  const inTheMiddle = (page: Page) =>
    page
      .locator('.minute li')
      .evaluateAll((lines) =>
        lines.findLastIndex((line) => line.getBoundingClientRect().top < innerHeight * 0.8),
      );

  test('opens at the head of the page when it came with a card, with its notes before it', async ({
    open,
  }) => {
    const { page } = await open(`${path}#minute`, phone);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    expect(await page.locator('.s-head__notes').isVisible()).toBe(true);
    expect(await page.locator('.minute').isVisible()).toBe(true);
    expect(await page.locator('#telling').isVisible()).toBe(false);
  });

  test('is where the link of every caption of a story leads', async ({ open }) => {
    const { page } = await open(`${path}kit/`, phone);
    expect(await page.locator('main').textContent()).toContain(`${path}#minute`);
  });

  test('goes on to the second line at the first tap, because the first is there already', async ({
    open,
  }) => {
    const { page } = await open(`${path}#minute`, phone);
    await page.locator('.minute li').first().click();
    await expect.poll(() => inTheMiddle(page)).toBe(1);
  });

  test('goes on by a tap, by a key and by scrolling', async ({ open }) => {
    const { page } = await open(`${path}#short`, phone);
    await page.locator('.minute li').first().scrollIntoViewIfNeeded();
    const start = await inTheMiddle(page);
    await page.locator('.minute li').nth(Math.max(0, start)).click();
    await expect.poll(() => inTheMiddle(page)).toBe(Math.max(0, start) + 1);
    const tapped = await inTheMiddle(page);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => inTheMiddle(page)).toBe(tapped + 1);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => inTheMiddle(page)).toBe(tapped);
    await page.mouse.move(200, 400);
    await page.mouse.wheel(0, 700);
    await expect.poll(() => inTheMiddle(page)).toBeGreaterThan(tapped);
  });

  test('asks the questions of the pauses', async ({ open }) => {
    const { page } = await open(`${path}#short`, phone);
    const asked = await page.locator('.minute__q').allInnerTexts();
    expect(asked.map((words) => words.trim())).toEqual(data.pauses.map(({ question }) => question));
  });

  test('has no more than two sentences on a screen, and is a plain list without script', async ({ open }) => {
    const { page } = await open(`${path}#short`, phone);
    const heights = (of: Page) =>
      of
        .locator('.minute li')
        .evaluateAll((lines) => lines.map((line) => line.getBoundingClientRect().height));
    expect(Math.min(...(await heights(page)).slice(1))).toBeGreaterThan(screen / 2);
    const { page: plain } = await open(`${path}#short`, withoutScript);
    expect(Math.max(...(await heights(plain)))).toBeLessThan(screen / 3);
  });
});

import { describe, expect, inject } from 'vitest';
import { testInKeptTabs as test } from '../fixtures/browser.ts';
import { pagePathsIn } from '../fixtures/site-files.ts';

const phone = { viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' } as const;
/** How many screens of a phone a page may take, and which pages. What does not fit is folded. */
const limits = [
  { most: 12, of: /^\/evidence\/threats\/$/ },
  { most: 8, of: /^\/share\/$/ },
  { most: 7, of: /^\/(?:stories|myths)\/[^/]+\/kit\/$/ },
  { most: 9, of: /^\/guides\/[^/]+\/$/ },
];
const paths = pagePathsIn(inject('dist'));

describe.each(limits)('a page like $of', ({ most, of }) => {
  const such = paths.filter((path) => of.test(path));

  test.for(such)(`takes no more than ${most} screens of a phone: %s`, async (path, { open }) => {
    const { page } = await open(path, phone);
    await page.evaluate(() => document.fonts.ready);
    expect(
      await page.evaluate(() => document.documentElement.scrollHeight / innerHeight),
    ).toBeLessThanOrEqual(most);
  });

  test('is there', () => {
    expect(such.length).toBeGreaterThan(0);
  });
});

describe('what is folded', () => {
  test.for(['/guides/debt/', '/evidence/threats/', '/stories/my-name-on-the-account/kit/', '/myths/quiz/'])(
    'is printed open on %s',
    async (path, { open }) => {
      const { page } = await open(path, phone);
      expect(await page.locator('main details:not([open])').count()).toBeGreaterThan(2);
      await page.emulateMedia({ media: 'print' });
      const folded = await page.locator('main details > :not(summary)').evaluateAll((parts) =>
        parts
          .filter(
            (part) =>
              !part.closest('.no-print') &&
              // On paper a route of help is its number and a line: the rest is on the page of help.
              !part.closest('.route__more') &&
              !part.checkVisibility({ contentVisibilityAuto: true }),
          )
          .map((part) => part.textContent?.trim().slice(0, 60)),
      );
      expect(folded).toEqual([]);
    },
  );

  test('opens where a link leads to what is in it', async ({ open }) => {
    const { page } = await open('/guides/debt/#avoid', { ...phone, javaScriptEnabled: false });
    expect(await page.locator('#avoid li').first().isVisible()).toBe(true);
  });

  test('is open beside a wide margin, with script and without', async ({ open }) => {
    const wide = { viewport: { width: 1280, height: 800 } } as const;
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await open('/guides/debt/', { ...wide, javaScriptEnabled });
      expect(
        await page
          .locator('#avoid li')
          .first()
          .evaluate((line) => line.checkVisibility({ contentVisibilityAuto: true })),
      ).toBe(true);
    }
  });
});

import { describe, expect } from 'vitest';
import { testInKeptTabs as test } from '../fixtures/browser.ts';

const phone = { viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' } as const;
const small = { viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' } as const;
const wide = { viewport: { width: 1280, height: 800 } } as const;

describe('the head of a page on a small phone', () => {
  test('has its words on one row, and the safety bar on one', async ({ open }) => {
    const { page } = await open('/', small);
    const rows = async (selector: string) =>
      new Set(
        await page
          .locator(selector)
          .evaluateAll((links) => links.map((link) => Math.round(link.getBoundingClientRect().top))),
      ).size;
    expect(await rows('.nav a')).toBe(1);
    expect(await page.locator('.safety').evaluate((bar) => bar.getBoundingClientRect().height)).toBeLessThan(
      60,
    );
  });

  test.for(['/', '/stories/my-name-on-the-account/', '/support/', '/search/'])(
    'is two taps from guides, the planner, the ways in and telling your own, on %s',
    async (path, { open }) => {
      const { page } = await open(path, small);
      await page.locator('.mast').getByRole('link', { name: 'More', exact: true }).click();
      const links = page.locator('.foot a');
      for (const address of ['/guides/', '/plan/', '/for/', '/share-your-story/'])
        expect(await links.and(page.locator(`[href="${address}"]`)).isVisible(), address).toBe(true);
      const top = await page.locator('.foot').evaluate((foot) => foot.getBoundingClientRect().top);
      expect(top).toBeLessThan(640 - 100);
    },
  );
});

describe('the list of stories', () => {
  test('has each title beside its opening line, and the label on one line', async ({ open }) => {
    const { page } = await open('/stories/', phone);
    const items = page.locator('.voices > li');
    expect(await items.locator('.voices__t').count()).toBe(await items.count());
    const heights = await items
      .locator('.teller')
      .evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect().height));
    expect(Math.max(...heights)).toBeLessThan(34);
  });

  test('has no filter that holds nearly all of it, but everything that somebody may want to leave out', async ({
    open,
  }) => {
    const { page } = await open('/stories/', wide);
    const all = await page.locator('.voices > li').count();
    const counts = await page
      .locator('fieldset:not([data-mode="none"]) .opt span')
      .evaluateAll((spans) => spans.map((span) => Number(span.textContent)));
    expect(counts.length).toBeGreaterThan(10);
    expect(counts.filter((count) => count === 0 || count > all * 0.75)).toEqual([]);
    expect(await page.locator('fieldset[data-mode="none"] .opt').count()).toBeGreaterThan(8);
  });

  test('keeps the research’s words for adults, one press away', async ({ open }) => {
    const { page } = await open('/stories/', wide);
    expect(await page.getByRole('checkbox', { name: /^owing somebody/ }).isVisible()).toBe(true);
    expect(await page.getByRole('checkbox', { name: /^Housing/ }).count()).toBe(0);
    await page.getByText('More ways, for adults').click();
    expect(await page.getByRole('checkbox', { name: /^Housing/ }).isVisible()).toBe(true);
  });
});

test('the search field looks like a field', async ({ open }) => {
  const { page } = await open('/search/', phone);
  const [edges, field, ground] = await page.getByRole('searchbox').evaluate((box) => {
    const style = getComputedStyle(box);
    return [
      [style.borderTopWidth, style.borderLeftWidth, style.borderRightWidth, style.borderBottomWidth].map(
        Number.parseFloat,
      ),
      style.backgroundColor,
      getComputedStyle(document.body).backgroundColor,
    ] as const;
  });
  expect(Math.min(...edges)).toBeGreaterThan(1);
  expect(field).not.toBe(ground);
});

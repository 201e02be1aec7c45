import type { Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { type View, views, violationsIn } from '../fixtures/axe.ts';
import { testInKeptTabs as test } from '../fixtures/browser.ts';
import { leftBehind } from '../fixtures/left-behind.ts';
import { coverOf, markupOf } from '../fixtures/markup-cover.ts';
import {
  namesOfSeveralButtons,
  shiftSoFar,
  spaceText,
  thinWords,
  underTheBar,
} from '../fixtures/page-rules.ts';
import { wordsPastTheEdge } from '../fixtures/past-the-edge.ts';
import { fileOfPage, pagePathsIn, textOfFile } from '../fixtures/site-files.ts';

/**
 * One visit to each page of the site, which asks everything that is asked of all pages. The tab itself sees what a page asks of
 * other sites and what the browser complains of.
 */
const dist = inject('dist');
const paths = pagePathsIn(dist);
const markup = new Map(paths.map((path) => [path, markupOf(textOfFile(dist, fileOfPage(path)))]));
/** Pages with everything that there is on any page: axe looks at these in every view. */
const cover = coverOf(markup);
/** The first of each set of pages that are made of the same kinds of elements: axe looks at these at least once. */
const distinct = new Set(
  new Map([...markup].reverse().map(([path, kinds]) => [[...kinds].sort().join(), path])).values(),
);

/** The views in which axe looks at a page whenever tests are run. */
function viewsOf(path: string): readonly View[] {
  if (cover.has(path)) return views;
  return distinct.has(path) ? views.slice(0, 1) : [];
}

/** At first a page is as on a small phone, or at 400% on a desktop, and nothing in it moves. */
const small = { viewport: { width: 320, height: 800 }, reducedMotion: 'reduce' } as const;

/** How much of a small screen the line takes that says that this is a demonstration, in CSS pixels. */
function heightOfDemoLine(): number {
  // In a presentation there is no room for it on a small screen.
  const line = document.querySelector('.demo-line');
  return line ? line.getBoundingClientRect().height : Number.POSITIVE_INFINITY;
}

interface Faults {
  readonly underTheBar: readonly string[];
  readonly pastTheEdge: readonly string[];
  readonly thin: readonly string[];
}
const noFaults: Faults = { underTheBar: [], pastTheEdge: [], thin: [] };

/**
 * What is in the way of whoever goes by keyboard, sets more space between letters, or asks for more contrast. Pages that are made of
 * the same kinds of elements have the same styles: one of each is asked, and the others in `npm run test:all`.
 */
async function faultsForSome(page: Page): Promise<Faults> {
  const hidden = await page.evaluate(underTheBar);
  await page.evaluate(spaceText, true);
  const pastTheEdge = await page.evaluate(wordsPastTheEdge);
  await page.evaluate(spaceText, false);
  await page.emulateMedia({ contrast: 'more' });
  const thin = await page.evaluate(thinWords);
  await page.emulateMedia({ contrast: null });
  return { underTheBar: hidden, pastTheEdge, thin };
}

describe.concurrent('a visit', () => {
  test.for(paths)('to %s finds nothing wrong, and leaves nothing', async (path, { open, expect }) => {
    const tab = await open(path, small);
    const { page, requests } = tab;
    await page.evaluate(() => document.fonts.ready);
    expect.soft(await page.evaluate(wordsPastTheEdge), 'past the edge at 320 pixels').toEqual([]);
    expect.soft(await page.evaluate(heightOfDemoLine), 'the line of a demonstration').toBeLessThanOrEqual(32);
    const { sum, moved } = await page.evaluate(shiftSoFar);
    expect.soft(sum, `how far ${moved.join(', ')} moved`).toBeLessThanOrEqual(0.02);
    expect.soft(await page.evaluate(namesOfSeveralButtons), 'buttons of one name').toEqual([]);
    if (distinct.has(path)) expect.soft(await faultsForSome(page)).toEqual(noFaults);
    const asked = viewsOf(path);
    if (asked.length > 0) expect.soft(await violationsIn(page, asked), 'what axe finds').toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect.soft(await page.evaluate(wordsPastTheEdge), 'past the edge at 1280 pixels').toEqual([]);
    await use(page, path);
    expect.soft(await leftBehind(tab), 'left on the device').toEqual([]);
    // With its styles, its script and its fonts: a tab that saw nothing asked for would have nothing to judge.
    expect.soft(requests.length, 'what it asked for').toBeGreaterThan(2);
  });

  test.for(paths.filter((path) => !cover.has(path)))(
    'to %s finds nothing that is wrong for axe in the views that were left out above',
    { tags: ['long'] },
    async (path, { open, expect }) => {
      const { page } = await open(path, small);
      if (!distinct.has(path)) expect.soft(await faultsForSome(page)).toEqual(noFaults);
      const asked = viewsOf(path);
      expect(
        await violationsIn(
          page,
          views.filter((view) => !asked.includes(view)),
        ),
      ).toEqual([]);
    },
  );
});

describe('the pages that axe looks at in every view', () => {
  test('are some of all, and have each kind of element in each kind that any page has', () => {
    expect([paths.length > cover.size, cover.size > 20]).toEqual([true, true]);
    const kinds = (of: Iterable<string>) =>
      new Set([...of].flatMap((path) => [...markupOf(textOfFile(dist, fileOfPage(path)))]));
    expect(kinds(cover)).toEqual(kinds(paths));
    expect([...cover].filter((path) => !distinct.has(path))).toEqual([]);
  });
});

/** Uses what there is to use on a page. */
async function use(page: Page, path: string): Promise<void> {
  await page.keyboard.press('Shift');
  // They are folded, because the page was narrow when it came.
  if (await page.locator('.filters > details').count())
    await page.locator('.filters > details').evaluate((details: HTMLDetailsElement) => (details.open = true));
  if (path === '/search/') {
    await page.getByRole('searchbox').fill('debt');
    await page.locator('.found li').first().waitFor();
    await page.getByRole('checkbox').first().check();
  }
  if (path === '/stories/' || path === '/myths/')
    await page.locator('.filters input').nth(1).check({ force: true });
  if (path === '/myths/quiz/') await page.getByRole('radio').first().check();
}

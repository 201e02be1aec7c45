import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { looks, twoViews, violationsIn } from '../fixtures/axe.ts';
import { type TabOptions, testInKeptTabs as test } from '../fixtures/browser.ts';
import { tombstoneSlug } from '../fixtures/built-site.ts';

/** Without motion, so that nothing is measured half way. */
const still = { reducedMotion: 'reduce' } as const;

/** Something on a page in one of the ways it can be. */
interface State {
  readonly what: string;
  readonly path: string;
  readonly act: (page: Page) => Promise<unknown>;
  readonly options?: TabOptions;
}

const story = '/stories/my-name-on-the-account/';
const openFilters = (page: Page) =>
  page.locator('.filters > details').evaluate((details: HTMLDetailsElement) => (details.open = true));

const lesson = '/lesson-packs/the-favour/';
const guide = '/guides/first-offer-of-money/';
const openAll = (page: Page) =>
  page.locator('main details').evaluateAll((all: HTMLDetailsElement[]) => {
    for (const each of all) each.open = true;
  });

const openAnswers = (page: Page) =>
  page.locator('.quiz details').evaluateAll((answers: HTMLDetailsElement[]) => {
    for (const each of answers) each.open = true;
  });

async function search(page: Page, words: string): Promise<void> {
  await page.getByRole('searchbox').fill(words);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page
    .locator('[data-search-status]')
    .filter({ hasText: /result/ })
    .waitFor();
}

const states: readonly State[] = [
  { what: 'the filters of stories, open', path: '/stories/', act: openFilters },
  {
    what: 'the filters of stories, with some picked',
    path: '/stories/#theme=vulnerability&note=debt',
    act: async (page) => {
      await openFilters(page);
      await page.locator('[data-picked] button').first().waitFor();
    },
  },
  {
    what: 'the filters of stories, with nothing left',
    path: '/stories/#minutes=3&viewpoint=worker&note=exploitation debt coercion drugs fear threats homelessness policeContact',
    act: (page) => page.locator('[data-empty]').waitFor(),
  },
  { what: 'the filters of myths, open and with one picked', path: '/myths/#audience=0', act: openFilters },
  {
    what: 'the quiz, answered rightly',
    path: '/myths/quiz/',
    act: (page) => answer(page, true),
  },
  {
    what: 'the quiz, answered wrongly',
    path: '/myths/quiz/',
    act: (page) => answer(page, false),
  },
  {
    what: 'the quiz, with every answer open',
    path: '/myths/quiz/',
    act: async (page) => {
      await page.getByRole('button', { name: 'Show them all at once' }).click();
      await openAnswers(page);
    },
  },
  {
    what: 'the quiz, at its end',
    path: '/myths/quiz/',
    act: (page) => page.getByRole('button', { name: 'That’s enough for me' }).click(),
  },
  { what: 'the search, with results', path: '/search/', act: (page) => search(page, 'bank card') },
  { what: 'the search, with nothing found', path: '/search/', act: (page) => search(page, 'xylophone') },
  {
    what: 'the search, with filters open and picked',
    path: '/search/',
    act: async (page) => {
      await search(page, 'debt');
      await openFilters(page);
      await page.getByRole('checkbox', { name: /^Stories / }).check();
      await page.getByRole('checkbox', { name: /^drugs / }).check();
      await page.getByRole('button', { name: 'Without drugs' }).waitFor();
    },
  },
  {
    what: 'the search, when it cannot work',
    path: '/search/',
    act: async (page) => {
      await page.route('**/pagefind/**', (route) => route.abort());
      await page.getByRole('searchbox').fill('debt');
      await page.getByRole('heading', { name: 'Search isn’t working just now' }).waitFor();
    },
    options: { mayComplain: /Failed to load resource|Failed to fetch/ },
  },
  {
    what: 'a story, in its short version',
    path: `${story}#short`,
    act: (page) => page.locator('#short').waitFor(),
  },
  {
    what: 'a story, at one of its margin notes',
    path: `${story}#n1`,
    act: (page) => page.locator('#n1').waitFor(),
  },
  {
    what: 'an address that leads nowhere',
    path: '/no-such-page/',
    act: (page) => page.getByRole('heading', { name: 'There is no such page' }).waitFor(),
    options: { mayComplain: /404 \(Not Found\)/ },
  },
  {
    what: 'the page of a story that was withdrawn',
    path: `/stories/${tombstoneSlug}/`,
    act: (page) => page.getByRole('heading', { name: 'This story is no longer here' }).waitFor(),
  },
  {
    what: 'a lesson of twenty minutes',
    path: `${lesson}#20`,
    act: (page) => page.locator('.acts:visible').first().waitFor(),
  },
  { what: 'a lesson, with everything open', path: lesson, act: openAll },
  {
    what: 'a lesson, with hands counted before and after',
    path: lesson,
    act: async (page) => {
      for (const box of await page.locator('[data-statement] input').all()) await box.fill('12');
    },
  },
  {
    what: 'cards, one in each pile and every answer shown',
    path: `${lesson}pupil/`,
    act: async (page) => {
      for (const [index, pile] of ['Story you hear', 'It depends', 'What’s known'].entries())
        await page.locator('[data-card]').nth(index).getByRole('radio', { name: pile }).check();
      await page.getByRole('button', { name: 'Show what’s known' }).first().click();
    },
  },
  {
    what: 'cards, one at a time',
    path: `${lesson}pupil/`,
    act: async (page) => {
      await page.getByRole('checkbox', { name: /One card at a time/ }).check();
      await page.getByRole('button', { name: 'Next card' }).click();
    },
  },
  { what: 'a pupils’ page, with everything open', path: `${lesson}pupil/`, act: openAll },
  {
    what: 'the research, with every trail open',
    path: '/evidence/research/',
    act: openAll,
  },
  { what: 'the five Ds, with every group open', path: '/about/five-ds/', act: openAll },
  {
    what: 'the filters of lessons, open and with one picked',
    path: '/lesson-packs/#level=second',
    act: openFilters,
  },
  {
    what: 'the filters of guides, open and with one picked',
    path: '/guides/#reader=youthWorker',
    act: openFilters,
  },
  {
    what: 'the planner, with something left out and a code to scan',
    path: '/plan/#group=class&level=senior&minutes=50&theme=vulnerability&without=drugs',
    act: async (page) => {
      await page.getByRole('button', { name: 'Make a QR code' }).click();
      await page.getByRole('img', { name: /QR code/ }).waitFor();
    },
  },
  {
    what: 'the planner, when it cannot work',
    path: '/plan/',
    act: async (page) => {
      await page.route('**/pieces.json', (route) => route.abort());
      await page.reload();
      await page.getByRole('heading', { name: 'The planner couldn’t load' }).waitFor();
    },
    options: { mayComplain: /Failed to load resource|Failed to fetch/ },
  },
  { what: 'a threat, with what belongs to it open', path: '/evidence/priorities/', act: openAll },
  { what: 'the skip link, with the focus', path: '/', act: (page) => page.keyboard.press('Tab') },
  { what: 'the page, after Shift was pressed once', path: '/', act: (page) => page.keyboard.press('Shift') },
];

/** Answers the first five statements, all rightly or all wrongly. */
async function answer(page: Page, rightly: boolean): Promise<void> {
  const questions = page.locator('[data-quiz]');
  for (let index = 0; index < 5; index++) {
    const question = questions.nth(index);
    const isTrue = (await question.getAttribute('data-quiz')) === 'true';
    await question.getByRole('radio', { name: isTrue === rightly ? 'It’s true' : 'It’s not' }).check();
    if (index < 4) await page.getByRole('button', { name: 'Next one' }).click();
  }
  await page.locator('.quiz__said').nth(4).filter({ hasText: /./ }).waitFor();
}

/** One page of each kind: all controls of the site are on them. */
const kinds = [
  '/',
  '/stories/#theme=vulnerability&note=debt',
  story,
  '/myths/',
  '/myths/a-quick-loan-helps/',
  '/myths/quiz/',
  '/evidence/',
  '/evidence/community-experiences-2018/',
  '/support/',
  '/search/#q=debt&kind=Stories',
  '/about/',
  '/evidence/threats/',
  '/evidence/research/',
  '/for/',
  '/for/teachers/',
  '/for/young-people/',
  '/if-you-tell/',
  '/tell/they-say-i-owe/',
  '/about/five-ds/',
  '/about/others/',
  '/evidence/priorities/',
  '/sheets/where-could-somebody-be-used/',
  '/themes/vulnerability/',
  '/lesson-packs/',
  lesson,
  `${lesson}pupil/`,
  `${lesson}present/`,
  '/guides/',
  guide,
  '/share/',
  '/plan/',
  '/stories/just-a-wee-favour/kit/',
];

describe.concurrent.each(looks)('axe finds nothing wrong $seen', ({ inViews, marks }) => {
  test.for(states)('with $what', marks, async ({ path, act, options }, { open, expect }) => {
    const { page } = await open(path, { ...still, ...options });
    await act(page);
    expect(await violationsIn(page, inViews)).toEqual([]);
  });

  test.for(kinds)(
    'while everything that can have the focus looks as if it had, and then as if a pointer were over it, on %s',
    marks,
    async (path, { open, expect }) => {
      const { page } = await open(path, still);
      if (path.startsWith('/search/')) await page.locator('.found li').first().waitFor();
      if (path.includes('/quiz/')) {
        await page.getByRole('button', { name: 'Show them all at once' }).click();
        await openAnswers(page);
      }
      if (await page.locator('.filters > details').count()) await openFilters(page);
      expect(await forceState(page, ['focus', 'focus-visible'])).toBeGreaterThan(15);
      expect(await violationsIn(page, inViews), 'with the focus').toEqual([]);
      expect(await forceState(page, ['hover'])).toBeGreaterThan(15);
      // A pointer changes colours. That it changes nothing else is asked where there is time, in every view.
      const hovered = inViews === twoViews ? violationsIn(page, inViews, true) : violationsIn(page);
      expect(await hovered, 'under a pointer').toEqual([]);
    },
  );
});

/** Makes every control look as it does in a state, and returns how many there are. */
async function forceState(page: Page, forcedPseudoClasses: string[]): Promise<number> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('DOM.enable');
  await devTools.send('CSS.enable');
  const { root } = await devTools.send('DOM.getDocument');
  const { nodeIds } = await devTools.send('DOM.querySelectorAll', {
    nodeId: root.nodeId,
    // The skip link lies over the safety bar while it has the focus, and has a test of its own.
    selector: 'a[href]:not(.skip), button, input, summary, [tabindex]',
  });
  await Promise.all(
    nodeIds.map((nodeId) => devTools.send('CSS.forcePseudoState', { nodeId, forcedPseudoClasses })),
  );
  return nodeIds.length;
}

import type { Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { readStoryText, textOf } from '#domain/text/story-text.ts';
import { contentNotes } from '#domain/words/vocabularies.ts';
import { type Tab, testInKeptTabs as test } from '../fixtures/browser.ts';
import { wordsPastTheEdge } from '../fixtures/past-the-edge.ts';
import { fragmentsOf } from '../fixtures/search-index.ts';
import { readStory } from '../fixtures/story-words.ts';

const dist = inject('dist');
const slug = 'my-name-on-the-account';
const story = `/stories/${slug}/`;
const { data, body } = readStory(process.cwd(), slug);
const withoutScript = { javaScriptEnabled: false } as const;
const wide = { viewport: { width: 1280, height: 800 } } as const;
const narrow = { viewport: { width: 320, height: 640 } } as const;
const still = { reducedMotion: 'reduce' } as const;

/** What a person sees of a part of the page that is shown, with white space run together. */
async function seen(page: Page, selector: string): Promise<string> {
  await page.locator(selector).waitFor();
  return (await page.locator(selector).allInnerTexts()).join(' ').replaceAll(/\s+/g, ' ');
}

describe('a story without script', () => {
  const sections = readStoryText(body).sections;

  test('shows every paragraph', async ({ open }) => {
    const { page } = await open(story, withoutScript);
    const shown = await seen(page, '#telling');
    const paragraphs = sections.flatMap(({ blocks }) =>
      blocks.map((block) => textOf(block).replaceAll(/\s+/g, ' ')),
    );
    expect(paragraphs.length).toBeGreaterThan(10);
    expect(paragraphs.filter((paragraph) => !shown.includes(paragraph))).toEqual([]);
  });

  test('shows every pause', async ({ open }) => {
    const { page } = await open(story, withoutScript);
    const shown = await seen(page, '#telling');
    expect(data.pauses.length).toBeGreaterThan(1);
    expect(data.pauses.filter(({ question }) => !shown.includes(question))).toEqual([]);
  });

  test('shows what is known beside the sentences it is about', async ({ open }) => {
    const { page } = await open(story, withoutScript);
    expect(await page.locator('.note').count()).toBe(data.margins.length);
    for (const note of await page.locator('.note').all()) expect(await note.isVisible()).toBe(true);
  });

  test('keeps the short version back until somebody asks for it', async ({ open }) => {
    const { page } = await open(story, withoutScript);
    expect(await page.locator('#short').isVisible()).toBe(false);
  });

  test('shows the short version in place of the telling', async ({ open }) => {
    const { page } = await open(story, withoutScript);
    await page.getByRole('link', { name: 'Short version' }).click();
    await page.locator('#short').waitFor();
    const shown = (await page.locator('.minute li:not(.minute__q)').allInnerTexts()).join(' ');
    expect(shown.replaceAll(/\s+/g, ' ')).toBe(data.shortVersion.replaceAll(/\s+/g, ' '));
    expect(await page.locator('#telling').isVisible()).toBe(false);
  });

  test('can be read whole after the short version', async ({ open }) => {
    const { page } = await open(`${story}#short`, withoutScript);
    await page.getByRole('link', { name: 'Read it all after all' }).click();
    expect(await page.locator('#telling').isVisible()).toBe(true);
    expect(await page.locator('#short').isVisible()).toBe(false);
  });

  test('reads on from a pause to the next part', async ({ open }) => {
    const { page } = await open(story, withoutScript);
    await page
      .getByRole('link', { name: /^Read on/ })
      .first()
      .click();
    expect(await page.locator(':target h2').textContent()).toBe(sections[2]?.heading);
  });
});

describe('other pages without script', () => {
  test('the list of stories offers its themes as links, and no filters that do nothing', async ({ open }) => {
    const { page } = await open('/stories/', withoutScript);
    expect(await page.locator('.filters').isVisible()).toBe(false);
    expect(
      await page.getByRole('navigation', { name: 'Stories by theme' }).getByRole('link').count(),
    ).toBeGreaterThan(15);
  });

  test('the search page offers lists of everything, and no box that does nothing', async ({ open }) => {
    const { page } = await open('/search/', withoutScript);
    expect(await page.getByRole('searchbox').count()).toBe(0);
    expect(await page.locator('.browse a:visible').count()).toBeGreaterThan(20);
  });

  test('the quiz shows each answer when it is opened', async ({ open }) => {
    const { page } = await open('/myths/quiz/', withoutScript);
    const answer = page.locator('.quiz details').first();
    expect(await answer.locator('p').first().isVisible()).toBe(false);
    await answer.getByText('See what’s known').click();
    expect(await answer.locator('p').first().textContent()).toMatch(/^\s*It’s (not )?true\. ./);
  });

  test('the quiz is there all at once, and its end', async ({ open }) => {
    const { page } = await open('/myths/quiz/', withoutScript);
    const shown = page.locator('.quiz__q:visible');
    expect(await shown.count()).toBe(await page.locator('.quiz__q').count());
    expect(await page.getByRole('heading', { name: 'One thing, before you go' }).isVisible()).toBe(true);
    expect(await page.locator('.quiz__on').isVisible()).toBe(false);
  });

  test('the quiz has no choices that do nothing', async ({ open }) => {
    const { page } = await open('/myths/quiz/', withoutScript);
    expect(await page.getByRole('radio').count()).toBe(0);
  });
});

/** What has the focus: its words, or the label of a field. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement;
    return (
      (element.labels?.[0] ?? element).textContent?.replaceAll(/\s+/g, ' ').trim() ||
      element.ariaLabel ||
      element.id
    );
  });
}

describe('the keyboard', () => {
  test('meets the skip link first, then help, the way out and the menu', async ({ open }) => {
    const { page } = await open(story);
    const met: string[] = [];
    for (let step = 0; step < 10; step++) {
      await page.keyboard.press('Tab');
      met.push(await focused(page));
    }
    expect(met).toEqual([
      'Skip to the main part of this page',
      'Get help now',
      'Leave this page',
      'Another Story, home',
      'More',
      'Stories',
      'Myths',
      'Lessons',
      'Share',
      'Search',
    ]);
  });

  test('skips to the main part', async ({ open }) => {
    const { page } = await open(story);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toContain(data.title);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  test('goes on from the main part after skipping', async ({ open }) => {
    const { page } = await open(story);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toMatch(/^Read it · \d minutes$/);
  });

  test('narrows the list of stories to those that have what was picked', async ({ open }) => {
    const { page } = await open('/stories/', wide);
    const topics = () =>
      page
        .locator('.voices > li:visible')
        .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset['topic'] ?? ''));
    const before = await topics();
    await page.getByRole('checkbox', { name: /^owing somebody/ }).focus();
    await page.keyboard.press('Space');
    const after = await topics();
    expect(after).toEqual(before.filter((topics) => topics.split(' ').includes('debt')));
    expect([0, before.length]).not.toContain(after.length);
  });

  test('hears how many stories are left', async ({ open }) => {
    const { page } = await open('/stories/', wide);
    await page.getByRole('checkbox', { name: /^owing somebody/ }).focus();
    await page.keyboard.press('Space');
    const left = await page.locator('.voices > li:visible').count();
    expect(await page.getByRole('status').filter({ hasText: /stor/ }).textContent()).toBe(
      `${left} ${left === 1 ? 'story' : 'stories'}`,
    );
  });

  test('chooses one of several with the arrow keys', async ({ open }) => {
    const { page } = await open('/stories/', wide);
    await page.getByText('More ways, for adults').click();
    await page.getByRole('radio', { name: 'Any' }).first().focus();
    await page.keyboard.press('ArrowDown');
    expect(new URL(page.url()).hash).toBe('#audience=0');
    const audiences = await page
      .locator('.voices > li:visible')
      .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset['audience']));
    expect(new Set(audiences)).toEqual(new Set(['0']));
  });

  test('takes off what was picked, and stays near the list', async ({ open }) => {
    const { page } = await open('/stories/#theme=housing', wide);
    await page.getByRole('button', { name: /^Housing ?, take this off$/ }).focus();
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe(`${await page.locator('.voices > li').count()} stories`);
  });

  test('opens the filters where they are folded', async ({ open }) => {
    const { page } = await open('/stories/', narrow);
    expect(await page.getByRole('checkbox').count()).toBe(0);
    await page.locator('.filters > details > summary').focus();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('checkbox').count()).toBeGreaterThan(10);
  });

  test.for([
    ['rightly', true, 'Yes, that’s what is known.'],
    ['wrongly', false, 'Many people think so. Look at what is known.'],
  ] as const)('answers the quiz %s, and is told so', async ([, rightly, said], { open }) => {
    const { page } = await open('/myths/quiz/');
    const question = page.locator('[data-quiz]').first();
    const isTrue = (await question.getAttribute('data-quiz')) === 'true';
    await question.getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    if (isTrue !== rightly) await page.keyboard.press('ArrowRight');
    expect(await question.getByRole('status').textContent()).toBe(said);
    expect(await question.locator('details').evaluate((details: HTMLDetailsElement) => details.open)).toBe(
      true,
    );
  });

  test('goes through the quiz one at a time, and is taken along', async ({ open }) => {
    const { page } = await open('/myths/quiz/');
    const numbers = () => page.locator('.quiz__q:visible .quiz__n').allTextContents();
    const all = await page.locator('.quiz__q').count();
    expect((await numbers()).map((each) => each.trim())).toEqual([`1 of ${all}`]);
    await page.getByRole('button', { name: 'Next one' }).focus();
    await page.keyboard.press('Enter');
    expect((await numbers()).map((each) => each.trim())).toEqual([`2 of ${all}`]);
    expect(await focused(page)).toMatch(/^2 of /);
  });

  test('ends the quiz when they like: it asks one thing, offers a story, and gives no score', async ({
    open,
  }) => {
    const { page } = await open('/myths/quiz/');
    await page.getByRole('button', { name: 'That’s enough for me' }).click();
    expect(await focused(page)).toBe('One thing, before you go');
    expect(await page.locator('.quiz__q:visible').count()).toBe(0);
    const end = page.locator('.quiz__end');
    expect(((await end.textContent()) ?? '').match(/\?/g)).toHaveLength(1);
    expect(await end.getByRole('link').and(page.locator('[href^="/stories/"]')).count()).toBe(1);
    expect(await end.textContent()).not.toMatch(/\d+ (of|out of) \d+|score/);
  });

  test('sees the whole quiz at once, if they would rather', async ({ open }) => {
    const { page } = await open('/myths/quiz/');
    await page.getByRole('button', { name: 'Show them all at once' }).click();
    expect(await page.locator('.quiz__q:visible').count()).toBe(await page.locator('.quiz__q').count());
  });

  test('searches, and goes to what was found', async ({ open }) => {
    const { page } = await open('/search/');
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('satsuma');
    await page.keyboard.press('Enter');
    await page.locator('.found h3 a').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${story}`);
  });

  test.for([
    ['/', narrow],
    ['/', wide],
    [story, narrow],
    [story, wide],
    ['/stories/', narrow],
    ['/stories/', wide],
    ['/myths/quiz/', narrow],
    ['/support/', narrow],
    ['/search/#q=debt', wide],
  ] as const)(
    'always shows where it is, and never behind the safety bar, on %s',
    async ([path, view], { open }) => {
      const { page } = await open(path, { ...view, ...still });
      if (path.startsWith('/search/')) await page.locator('.found li').first().waitFor();
      const steps: FocusStep[] = [];
      for (let step = 0; step < 250; step++) {
        await page.keyboard.press('Tab');
        const now = await page.evaluate(lookAtFocus);
        if (now.what === 'BODY') break;
        steps.push(now);
      }
      expect(steps.length).toBeGreaterThan(20);
      expect(steps.filter(({ isMarked, isInView }) => !isMarked || !isInView)).toEqual([]);
    },
  );
});

interface FocusStep {
  readonly what: string;
  /** True if something is drawn around it or behind it. */
  readonly isMarked: boolean;
  /** True if some of it can be seen: not outside the window, and nothing over it. */
  readonly isInView: boolean;
}

/** Runs in the page: what has the focus, and whether it can be seen that it has. */
function lookAtFocus(): FocusStep {
  const element = document.activeElement ?? document.body;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const rects = [...element.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
  const isSeenAt = (x: number, y: number) => {
    const top = document.elementFromPoint(x, y);
    return top !== null && (element.contains(top) || top.contains(element));
  };
  return {
    what: element === document.body ? 'BODY' : element.outerHTML.slice(0, 120),
    isMarked: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    isInView: rects.some(({ left, top, width, height }) => isSeenAt(left + width / 2, top + height / 2)),
  };
}

/** Types into the search and waits for its answer. */
async function search({ page }: Tab, words: string): Promise<void> {
  await page.getByRole('searchbox').fill(words);
  await page.keyboard.press('Enter');
  await page
    .locator('[data-search-status]')
    .filter({ hasText: /\d+ result/ })
    .waitFor();
}

/** The paths of all results, however many presses on “Show more” that takes. */
async function allResults({ page }: Tab): Promise<string[]> {
  const more = page.getByRole('button', { name: 'Show more' });
  const links = page.locator('.found h3 a');
  while (await more.isVisible()) {
    const before = await links.count();
    await more.click();
    await expect.poll(() => links.count()).toBeGreaterThan(before);
  }
  return links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
}

describe('the search', () => {
  test('finds a story by a word that only it has', async ({ open }) => {
    const tab = await open('/search/');
    await search(tab, 'satsuma');
    expect(await allResults(tab)).toEqual([story]);
  });

  test('shows the label of a story with it', async ({ open }) => {
    const tab = await open('/search/');
    await search(tab, 'satsuma');
    expect(await tab.page.locator('.found .meta').first().textContent()).toBe(
      'Composite, written from published research',
    );
  });

  test('finds a myth by what people say', async ({ open }) => {
    const tab = await open('/search/');
    await search(tab, 'wee quick loan');
    expect(await allResults(tab)).toContain('/myths/a-quick-loan-helps/');
  });

  test('finds help', async ({ open }) => {
    const tab = await open('/search/');
    await search(tab, 'Childline');
    expect(await allResults(tab)).toContain('/support/#childline');
  });

  test('leaves out stories with a content note that somebody does not want', async ({ open }) => {
    const unwanted = contentNotes.debt;
    const noted = fragmentsOf(dist)
      .filter(({ filters }) => filters['note']?.includes(unwanted))
      .map(({ url }) => url);
    const tab = await open('/search/', wide);
    await search(tab, 'money');
    const before = await allResults(tab);
    await tab.page.getByRole('checkbox', { name: new RegExp(`^${unwanted} `) }).check();
    await tab.page.getByRole('button', { name: `Without ${unwanted}` }).waitFor();
    await tab.page
      .locator('[data-search-status]')
      .filter({ hasText: /\d+ result/ })
      .waitFor();
    const after = await allResults(tab);
    expect(before.filter((url) => noted.includes(url)).length).toBeGreaterThan(0);
    // What scores alike comes in no fixed order.
    expect([...after].sort()).toEqual(before.filter((url) => !noted.includes(url)).sort());
  });

  test('narrows to one kind of thing', async ({ open }) => {
    const tab = await open('/search/#q=debt&kind=Myths', wide);
    await tab.page.locator('.found li').first().waitFor();
    const found = await allResults(tab);
    expect(found.filter((url) => !url.startsWith('/myths/'))).toEqual([]);
  });

  test('leads to parts of a page that are there', async ({ open }) => {
    const { page } = await open('/search/#q=bank', wide);
    await page.locator('.found__parts a').first().waitFor();
    const parts = await page
      .locator('.found__parts a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) {
      await page.goto(part);
      expect(await page.locator(':target').count(), part).toBe(1);
    }
  });

  test('brings a part into view below the safety bar', async ({ open }) => {
    const { page } = await open('/search/#q=satsuma', wide);
    await page.locator('.found__parts a').first().click();
    await page.locator(':target').waitFor();
    const [bar, part] = [
      await page.locator('.safety').boundingBox(),
      await page.locator(':target').boundingBox(),
    ];
    expect(part?.y).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0));
    expect(part?.y).toBeLessThan(800);
  });

  test('says so where nothing is found, and what to try', async ({ open }) => {
    const tab = await open('/search/');
    await search(tab, 'xylophone');
    expect(await tab.page.getByRole('heading', { name: 'Not finding it?' }).isVisible()).toBe(true);
  });

  test('says so where it cannot work, and leaves the lists', async ({ open }) => {
    const { page } = await open('/search/', { mayComplain: /Failed to load resource|Failed to fetch/ });
    await page.route('**/pagefind/**', (route) => route.abort());
    await page.getByRole('searchbox').fill('debt');
    await page.getByRole('heading', { name: 'Search isn’t working just now' }).waitFor();
    expect(await page.locator('.browse').isVisible()).toBe(true);
  });

  test('works again when the connection comes back', async ({ open }) => {
    const tab = await open('/search/', { mayComplain: /Failed to load resource|Failed to fetch/ });
    await tab.page.route('**/pagefind/**', (route) => route.abort());
    await tab.page.getByRole('searchbox').fill('debt');
    await tab.page.getByRole('heading', { name: 'Search isn’t working just now' }).waitFor();
    await tab.page.unroute('**/pagefind/**');
    await search(tab, 'satsuma');
    expect(await allResults(tab)).toEqual([story]);
  });

  test('takes what is in the address for words, whatever it is', async ({ open }) => {
    const { page } = await open(
      `/search/#q=${encodeURIComponent('<img src=x onerror="globalThis.ran=true"> satsuma')}`,
    );
    await page
      .locator('[data-search-status]')
      .filter({ hasText: /\d+ result/ })
      .waitFor();
    expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
    expect(await page.getByRole('searchbox').inputValue()).toContain('<img src=x');
  });
});

/** One page of each kind. */
const kinds = [
  '/',
  '/stories/',
  story,
  '/myths/',
  '/myths/a-quick-loan-helps/',
  '/myths/quiz/',
  '/evidence/',
  '/support/',
  '/search/',
  '/about/',
  '/404.html',
];

describe('forced colours', () => {
  test.for(kinds)('are no trouble on %s', async (path, { open }) => {
    const { page } = await open(path, { forcedColors: 'active' });
    expect(await page.locator('h1').isVisible()).toBe(true);
  });

  test('keep the edges of a pause', async ({ open }) => {
    const { page } = await open(story, { forcedColors: 'active' });
    expect(
      await page
        .locator('.pause')
        .first()
        .evaluate((pause) => getComputedStyle(pause).borderTopStyle),
    ).toBe('solid');
  });

  test('keep the two lines apart from the page', async ({ open }) => {
    const { page } = await open('/myths/', { forcedColors: 'active' });
    const [line, ground] = await page
      .locator('.part')
      .first()
      .evaluate((part) => [
        getComputedStyle(part, '::before').backgroundColor,
        getComputedStyle(document.body).backgroundColor,
      ]);
    expect(line).not.toBe(ground);
  });

  test('show what has been chosen', async ({ open }) => {
    const { page } = await open('/stories/#theme=housing', { forcedColors: 'active', ...wide });
    const [dot, ground] = await page
      .locator('input[value="housing"]')
      .evaluate((box) => [
        getComputedStyle(box, '::before').backgroundColor,
        getComputedStyle(box).backgroundColor,
      ]);
    expect(dot).not.toBe(ground);
  });
});

describe('on paper', () => {
  test.for(kinds)('%s can be printed', async (path, { open }) => {
    const { page } = await open(path);
    expect((await page.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('a story keeps its words, its label and where to get help', async ({ open }) => {
    const { page } = await open(story);
    await page.emulateMedia({ media: 'print' });
    const shown = await seen(page, 'body');
    expect(
      [
        'Nobody leaves before lunch',
        'Composite, written from published research',
        'Get help now',
        '0800 1111',
      ].filter((words) => !shown.includes(words)),
    ).toEqual([]);
  });

  test('a story leaves out the menu, the way out and the choices', async ({ open }) => {
    const { page } = await open(story);
    await page.emulateMedia({ media: 'print' });
    for (const gone of ['.safety', '.nav', '.mast__more', '.choices', '.skip'])
      expect(await page.locator(gone).isVisible()).toBe(false);
  });
});

describe('with the spacing that some readers need', () => {
  // WCAG 2.2, 1.4.12.
  const spacing =
    '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }';

  test.for(kinds)('nothing runs past the edge of %s', async (path, { open }) => {
    const { page } = await open(path, { ...narrow, ...still, bypassCSP: true });
    await page.addStyleTag({ content: spacing });
    await page.evaluate(() => document.fonts.ready);
    expect(await page.evaluate(wordsPastTheEdge)).toEqual([]);
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { slidesOf } from '#domain/teach/slides.ts';
import { packFile } from '#printables/files.ts';
import { looks, violationsIn } from '../fixtures/axe.ts';
import { type OpenTab, testInKeptTabs as test, test as testOnNewDevice } from '../fixtures/browser.ts';
import { parts, printedPacks, site } from '../fixtures/printed-packs.ts';

const packs = await printedPacks();
const pack = packs.find(({ activities }) =>
  ['readStory', 'cardSort', 'starter'].every((kind) => activities.some((each) => each.kind === kind)),
);
if (!pack) throw new Error('there is no pack to test the presenter with');
const slides = slidesOf(pack, 'fifty');
const total = slides.length;
const withAnswers = slides.findIndex(({ reveal }) => reveal.length > 1);
const answers = slides[withAnswers]?.reveal.length ?? 0;

const stick = mkdtempSync(join(tmpdir(), 'stick-'));
beforeAll(async () => {
  for (const [name, bytes] of Object.entries(
    unzipSync(await packFile('everything.zip', pack, site, parts)),
  )) {
    mkdirSync(dirname(join(stick, name)), { recursive: true });
    writeFileSync(join(stick, name), bytes);
  }
});
afterAll(() => rmSync(stick, { recursive: true }));

const path = `/lesson-packs/${pack.slug}/present/`;
const file = pathToFileURL(join(stick, 'index.html')).href;
const place = (page: Page) => page.locator('[data-place]').textContent();
const at = (number: number) => `${number} of ${total}`;
const shown = (page: Page) => page.locator('.slide.is-on .slide__reveal li.is-shown').count();
const heading = (page: Page) => page.locator('.slide.is-on .slide__h').textContent();

/** The presenter where it is used: on the site, and from a stick with the network off. */
const ways = [
  { way: 'on the site', start: async (open: OpenTab, fragment = '') => (await open(path + fragment)).page },
  {
    way: 'from a USB stick with the network off',
    start: async (open: OpenTab, fragment = '#50') => (await open(file + fragment, { offline: true })).page,
  },
];

describe.each(ways)('the presenter $way', ({ start }) => {
  test('begins with the title of the 50-minute lesson', async ({ open }) => {
    const page = await start(open);
    expect(await place(page)).toBe(at(1));
    expect(await heading(page)).toBe(pack.data.title);
    expect(await page.locator('.slide:visible').count()).toBe(1);
  });

  test('is turned by arrows, space, the keys of a clicker, Home and End', async ({ open }) => {
    const page = await start(open);
    const steps = [
      ['ArrowRight', 2],
      ['PageDown', 3],
      ['ArrowLeft', 2],
      ['Space', 3],
      ['PageUp', 2],
      ['End', total],
      ['Home', 1],
      ['ArrowLeft', 1],
    ] as const;
    for (const [key, number] of steps) {
      await page.keyboard.press(key);
      expect(await place(page), key).toBe(at(number));
    }
  });

  test('shows answers one at a time, and takes them back', async ({ open }) => {
    const page = await start(open, `#50-${withAnswers + 1}`);
    expect(await place(page)).toBe(at(withAnswers + 1));
    const list = page.locator('.slide.is-on .slide__reveal li');
    expect(await list.first().isVisible()).toBe(false);
    for (let count = 1; count <= answers; count++) {
      await page.keyboard.press('Space');
      expect(await shown(page)).toBe(count);
      expect(await place(page)).toBe(at(withAnswers + 1));
    }
    expect(await list.last().isVisible()).toBe(true);
    await page.keyboard.press('ArrowLeft');
    expect(await shown(page)).toBe(answers - 1);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await place(page)).toBe(at(withAnswers + 2));
    await page.keyboard.press('ArrowLeft');
    expect(await shown(page)).toBe(answers);
  });

  test('goes black on B, and the next key brings it back and turns nothing', async ({ open }) => {
    const page = await start(open);
    await page.keyboard.press('b');
    expect(await page.locator('.dark').isVisible()).toBe(true);
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.dark').isVisible()).toBe(false);
    expect(await place(page)).toBe(at(1));
  });

  testOnNewDevice('counts down when it is told to, and says nothing aloud', async ({ open }) => {
    const page = await start(open);
    await page.clock.install({ time: 0 });
    await page.reload();
    await page.clock.pauseAt(60_000);
    const first = slides.findIndex(({ minutes }) => minutes !== undefined);
    await page.evaluate((hash) => location.replace(hash), `#50-${first + 1}`);
    const timer = page.locator('[data-timer]');
    await expect.poll(() => timer.textContent()).toBe(`${slides[first]?.minutes}:00`);
    await page.clock.runFor(2000);
    expect(await timer.textContent()).toBe(`${slides[first]?.minutes}:00`);
    await page.keyboard.press('t');
    await page.clock.runFor(2000);
    expect(await timer.textContent()).toBe(`${(slides[first]?.minutes ?? 1) - 1}:58`);
    expect(await page.locator('audio, video').count()).toBe(0);
  });

  test('has the notes in a second window, which keeps step and can turn the slides', async ({ open }) => {
    const page = await start(open, '#50-2');
    const [notes] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('n')]);
    await expect.poll(() => place(notes)).toBe(at(2));
    const [first = ''] = slides[1]?.notes ?? [];
    await notes.getByText(first, { exact: true }).locator('visible=true').first().waitFor();
    await page.keyboard.press('End');
    await expect.poll(() => place(notes)).toBe(at(total));
    await notes.locator('.rail__back').click();
    await expect.poll(() => place(page)).toBe(at(total - 1));
    // The class sees no note.
    expect(await page.locator('.slide__notes:visible').count()).toBe(0);
  });

  test('finds its place again after a reload, and its notes', async ({ open }) => {
    const page = await start(open, '#50-4');
    const [notes] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('n')]);
    await expect.poll(() => place(notes)).toBe(at(4));
    await page.reload();
    await expect.poll(() => place(page)).toBe(at(4));
    // The notes call out from time to time, in case the slides were loaded anew.
    await page.evaluate(() => new Promise((resolve) => addEventListener('message', resolve, { once: true })));
    await page.keyboard.press('Home');
    await expect.poll(() => place(notes)).toBe(at(1));
  });

  test('changes to another length', async ({ open }) => {
    const page = await start(open);
    await page.locator('.rail__tools summary').click();
    await page.getByRole('button', { name: '20 minutes' }).click();
    expect(await place(page)).toBe(`1 of ${slidesOf(pack, 'twenty').length}`);
  });

  test('goes to the last slide, where help is, when help is asked for', async ({ open }) => {
    const page = await start(open);
    await page.getByRole('link', { name: 'Get help now' }).click();
    await expect.poll(() => heading(page)).toBe('Get help now');
  });

  test('always has the way out in view', async ({ open }) => {
    const page = await start(open);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 720 });
      const box = await page.getByRole('link', { name: 'Leave this page' }).boundingBox();
      expect(box && box.y + box.height <= 720 && box.x + box.width <= width && box.height >= 44).toBe(true);
    }
  });

  test('cuts nothing off any slide', async ({ open }) => {
    const page = await start(open);
    const sizes = [
      [1280, 720],
      [1024, 768],
    ] as const;
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      const seen = await page.evaluate(showEachSlide, total);
      expect(
        seen.map(({ place: said }) => said),
        `at ${width} × ${height}`,
      ).toEqual(Array.from({ length: total }, (_, index) => at(index + 1)));
      expect(seen.filter(({ isWhole }) => !isWhole)).toEqual([]);
    }
  });
});

/** Runs in the page: goes from slide to slide, and says of each where it is and whether it fits. */
async function showEachSlide(count: number): Promise<{ place: string | null; isWhole: boolean }[]> {
  const seen: { place: string | null; isWhole: boolean }[] = [];
  for (let number = 1; number <= count; number++) {
    const hash = `#50-${number}`;
    if (location.hash !== hash) {
      const changed = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
      location.replace(hash);
      await changed;
      // Whoever listens for the same was told in turn: all have heard by the next frame, and the slide is drawn.
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    const box = document.querySelector('.slide.is-on .slide__in');
    seen.push({
      place: document.querySelector('[data-place]')?.textContent ?? null,
      isWhole: box !== null && box.scrollHeight <= box.clientHeight + 1,
    });
  }
  return seen;
}

describe('the presenter as a page', () => {
  test('is one long page of the 50-minute lesson without script', async ({ open }) => {
    const { page } = await open(path, { javaScriptEnabled: false });
    expect(await page.locator('.slide:visible').count()).toBe(total);
    expect(await page.locator('.rail').isVisible()).toBe(false);
    expect(await page.getByRole('link', { name: 'Leave this page' }).isVisible()).toBe(true);
  });

  test('shows another length without script', async ({ open }) => {
    const { page } = await open(`${path}#cut-20`, { javaScriptEnabled: false });
    expect(await page.locator('.slide:visible').count()).toBe(slidesOf(pack, 'twenty').length);
  });

  test('on a stick begins with what is in the folder, and says to unzip only where it may be needed', async ({
    open,
  }) => {
    const { page } = await open(file, { offline: true });
    expect(await page.getByRole('link', { name: 'Plan', exact: true }).getAttribute('href')).toBe('plan.pdf');
    expect(await page.locator('#unzip').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Present' }).click();
    expect(await place(page)).toBe(at(1));
  });

  test('says to unzip it without script, and when a ZIP program has opened it', async ({ open }) => {
    const plain = await open(file, { offline: true, javaScriptEnabled: false });
    expect(await plain.page.getByText('Unzip me first.').isVisible()).toBe(true);
    const inside = join(stick, 'Temp1_everything.zip');
    mkdirSync(inside, { recursive: true });
    writeFileSync(
      join(inside, 'index.html'),
      unzipSync(await packFile('everything.zip', pack, site, parts))['index.html'] ?? '',
    );
    const viewed = await open(pathToFileURL(join(inside, 'index.html')).href, { offline: true });
    expect(await viewed.page.getByText('Unzip me first.').isVisible()).toBe(true);
  });

  test.for([
    ['one press', (page: Page) => page.locator('#leave').click()],
    [
      'Shift three times',
      async (page: Page) => {
        for (let press = 0; press < 3; press++) await page.keyboard.press('Shift');
      },
    ],
  ] as const)('is left on a stick by %s, without a network', async ([, leave], { open }) => {
    const { page } = await open(`${file}#50`, { offline: true });
    await leave(page);
    await page.waitForURL('about:blank');
  });

  test('asks for nothing when it plays from a stick', async ({ open }) => {
    const { page, requests } = await open(`${file}#50`, { offline: true });
    await page.keyboard.press('End');
    expect(requests.filter((address) => !address.startsWith('data:'))).toEqual([
      `${file}#50`.replace('#50', ''),
    ]);
    // Literata for text, its black for headings, and Atkinson.
    expect(
      await page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'loaded').length),
    ).toBe(3);
  });

  describe.each(looks)('has nothing that axe finds wrong, $seen,', ({ inViews, marks }) => {
    test.for([
      ['a question', withAnswers + 1],
      ['the last slide', total],
    ] as const)('at %s, with its menu open', marks, async ([, number], { open }) => {
      const { page } = await open(`${path}#50-${number}`);
      await page.keyboard.press('ArrowRight');
      await page.locator('.rail__tools summary').click();
      expect(await violationsIn(page, inViews)).toEqual([]);
    });

    test('in the notes', marks, async ({ open }) => {
      const { page } = await open(`${path}#50-2`);
      const [notes] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('n')]);
      await expect.poll(() => place(notes)).toBe(at(2));
      expect(await violationsIn(notes, inViews)).toEqual([]);
    });

    test('as one long page', marks, async ({ open }) => {
      const { page } = await open(path);
      await page.locator('.rail__tools summary').click();
      await page.getByRole('button', { name: 'All slides as one page' }).click();
      expect(await violationsIn(page, inViews)).toEqual([]);
    });
  });
});

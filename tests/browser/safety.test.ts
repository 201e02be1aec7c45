import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { readYaml } from '#files/yaml.ts';
import { elsewhere, type Tab, testInNewTabs as test, test as testOnNewDevice } from '../fixtures/browser.ts';
import { leftBehind } from '../fixtures/left-behind.ts';

const origin = inject('origin');
const { leaveTo } = readYaml(readFileSync(join(process.cwd(), 'content', 'site.yaml'), 'utf8')) as {
  leaveTo: string;
};
/** The only other site that anything here may lead to. */
const mayVisit = [new URL(leaveTo).origin];
const story = '/stories/my-name-on-the-account/';

/** Every address in the tab's history, oldest first, without the empty page that a tab starts with. */
async function historyOf({ page, context }: Tab): Promise<string[]> {
  const devTools = await context.newCDPSession(page);
  const { entries } = await devTools.send('Page.getNavigationHistory');
  return entries.map(({ url }) => url.replace(origin, '')).filter((url) => url !== 'about:blank');
}

/** Presses Shift three times, as somebody who wants to be gone does. */
async function pressShift(page: Page, times = 3): Promise<void> {
  for (let press = 0; press < times; press++) await page.keyboard.press('Shift');
}

/** Presses the way out and looks at the page in the same breath, before the next one can have come. */
async function momentOfLeaving<T>({ page, context }: Tab, look: () => T): Promise<T> {
  const arrived = Promise.withResolvers<void>();
  await context.route(`${mayVisit[0]}/**`, async (route) => {
    await arrived.promise;
    await route.fulfill({ contentType: 'text/html', body: elsewhere });
  });
  const seen = await page.evaluate<T>(
    `(() => { document.getElementById('leave').click(); return (${look})(); })()`,
  );
  arrived.resolve();
  await page.waitForURL(leaveTo);
  return seen;
}

/** Whether a reader is on her way out: the page hides in the same breath as the press that leaves it. */
async function isLeaving({ page, requests }: Tab): Promise<boolean> {
  const isHidden = await page
    .evaluate(() => document.documentElement.hidden !== false)
    // Where it has left the page already, there is nothing to look at.
    .catch(() => true);
  return isHidden || requests.includes(leaveTo);
}

describe('leaving the page', () => {
  test('leads to the configured address', async ({ open }) => {
    const { page } = await open(story, { mayVisit });
    await page.getByRole('link', { name: 'Leave this page' }).click();
    await page.waitForURL(leaveTo);
  });

  test('hides the page at once, before the next one has answered', async ({ open }) => {
    const tab = await open(story, { mayVisit });
    const hidden = await momentOfLeaving(tab, () => getComputedStyle(document.documentElement).display);
    expect(hidden).toBe('none');
  });

  test('takes the title and the address away at once', async ({ open }) => {
    const tab = await open(story, { mayVisit });
    const said = await momentOfLeaving(tab, () => [document.title, location.pathname]);
    expect(said).toEqual(['Loading', '/']);
  });

  test('replaces the page: nothing of it stays in the history', async ({ open }) => {
    const tab = await open('/stories/', { mayVisit });
    await tab.page.goto(story);
    await tab.page.locator('#leave').click();
    await tab.page.waitForURL(leaveTo);
    expect(await historyOf(tab)).toEqual(['/stories/', leaveTo]);
  });

  test('does not lead back to the story', async ({ open }) => {
    const { page } = await open('/stories/', { mayVisit });
    await page.goto(story);
    await page.locator('#leave').click();
    await page.waitForURL(leaveTo);
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe('/stories/');
  });

  test('leaves no step within the story behind', async ({ open }) => {
    const tab = await open('/stories/', { mayVisit });
    const { page } = tab;
    await page.goto(story);
    await page.getByRole('link', { name: /^Read it · / }).click();
    for (const readOn of await page.getByRole('link', { name: /^Read on/ }).all()) await readOn.click();
    await page.locator('.note-ref').first().click();
    expect(new URL(page.url()).hash).toBe('#n1');
    await page.locator('#leave').click();
    await page.waitForURL(leaveTo);
    expect(await historyOf(tab)).toEqual(['/stories/', leaveTo]);
  });

  test('leaves no word of a search behind', async ({ open }) => {
    const tab = await open('/', { mayVisit });
    const { page } = tab;
    await page.goto('/search/');
    await page.getByRole('searchbox').fill('debt');
    await page.waitForURL(/#q=debt/);
    await page.locator('#leave').click();
    await page.waitForURL(leaveTo);
    expect(await historyOf(tab)).toEqual(['/', leaveTo]);
  });

  test('tells the next site nothing of where the reader was', async ({ open }) => {
    const { page, context } = await open(story, { mayVisit });
    const asked = context.waitForEvent('request', (request) => request.url() === leaveTo);
    await page.locator('#leave').click();
    expect(await (await asked).allHeaders()).not.toHaveProperty('referer');
  });

  test.for([320, 1280])('is possible from everywhere in a page %i pixels wide', async (width, { open }) => {
    const { page } = await open(story, { viewport: { width, height: 640 } });
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const box = await page.locator('#leave').boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeLessThan(110);
  });
});

describe('Shift', () => {
  test('pressed three times leaves the page', async ({ open }) => {
    const tab = await open('/stories/', { mayVisit });
    await tab.page.goto(story);
    await pressShift(tab.page);
    await tab.page.waitForURL(leaveTo);
    expect(await historyOf(tab)).toEqual(['/stories/', leaveTo]);
  });

  test('pressed three times leaves while somebody types in the search', async ({ open }) => {
    const { page } = await open('/search/', { mayVisit });
    await page.getByRole('searchbox').focus();
    await pressShift(page);
    await page.waitForURL(leaveTo);
  });

  test('pressed twice stays, and says what a third press does', async ({ open }) => {
    const { page } = await open(story, { mayVisit });
    await pressShift(page, 2);
    expect(await page.locator('#leave-status').textContent()).toBe('Shift: press 1 more time to leave.');
  });

  test('is a part of typing capitals, and stays', async ({ open }) => {
    const tab = await open('/search/', { mayVisit });
    await tab.page.getByRole('searchbox').focus();
    for (const letter of ['A', 'B', 'C', 'D']) await tab.page.keyboard.press(`Shift+${letter}`);
    expect(await isLeaving(tab)).toBe(false);
    expect(await tab.page.getByRole('searchbox').inputValue()).toBe('ABCD');
  });

  test('with a click each time marks words, and stays', async ({ open }) => {
    const tab = await open(story, { mayVisit });
    for (let press = 0; press < 3; press++) {
      await tab.page.keyboard.down('Shift');
      await tab.page.locator('#telling p').nth(press).click();
      await tab.page.keyboard.up('Shift');
    }
    expect(await isLeaving(tab)).toBe(false);
    expect(await tab.page.evaluate(() => String(getSelection()).length)).toBeGreaterThan(20);
  });

  test.for([
    ['a click', (page: Page) => page.locator('#telling p').first().click()],
    ['a key', (page: Page) => page.keyboard.press('a')],
    ['a turn of the wheel', (page: Page) => page.mouse.wheel(0, 100)],
  ] as const)('pressed three times with %s between stays', async ([, act], { open }) => {
    const tab = await open(story, { mayVisit });
    await pressShift(tab.page, 2);
    await act(tab.page);
    // What was turned is heard of with the next frame.
    await tab.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    await pressShift(tab.page, 2);
    expect(await isLeaving(tab)).toBe(false);
  });

  test('held down is one press, and stays', async ({ open }) => {
    const tab = await open(story, { mayVisit });
    for (let press = 0; press < 4; press++) await tab.page.keyboard.down('Shift');
    expect(await isLeaving(tab)).toBe(false);
  });

  testOnNewDevice('pressed now and then, over many seconds, stays', async ({ open }) => {
    const tab = await open('/', { mayVisit });
    await tab.page.clock.install();
    await tab.page.goto(story);
    await pressShift(tab.page, 2);
    await tab.page.clock.fastForward(6000);
    await pressShift(tab.page, 2);
    expect(await isLeaving(tab)).toBe(false);
  });

  test('would be seen to leave', async ({ open }) => {
    const tab = await open(story, { mayVisit });
    await pressShift(tab.page);
    expect(await isLeaving(tab)).toBe(true);
    await tab.page.waitForURL(leaveTo);
  });
});

describe('without script', () => {
  test.for(['/', story, '/search/', '/404.html'])('leaving is a plain link on %s', async (path, { open }) => {
    const { page } = await open(path, { mayVisit, javaScriptEnabled: false });
    await page.getByRole('link', { name: 'Leave this page' }).click();
    await page.waitForURL(leaveTo);
  });

  test('nothing is promised of Shift', async ({ open }) => {
    const { page } = await open(story, { javaScriptEnabled: false, viewport: { width: 1280, height: 800 } });
    expect(await page.locator('#leave-hint').isVisible()).toBe(false);
  });
});

test('with script the hint about Shift shows where there is room for it', async ({ open }) => {
  const { page } = await open(story, { viewport: { width: 1280, height: 800 } });
  expect(await page.locator('#leave-hint').isVisible()).toBe(true);
});

describe('what is left on the device', () => {
  testOnNewDevice.for<[string, () => unknown]>([
    ['a cookie', () => cookieStore.set('a', 'b')],
    ['an entry of localStorage', () => localStorage.setItem('a', 'b')],
    ['an entry of sessionStorage', () => sessionStorage.setItem('a', 'b')],
    ['a database', () => void indexedDB.open('a')],
    ['a cache', async () => void (await caches.open('a'))],
  ])('would find %s', async ([, leave], { open }) => {
    const tab = await open('/');
    await tab.page.evaluate(leave);
    await expect.poll(() => leftBehind(tab)).not.toEqual([]);
  });
});

describe('what somebody looks for', () => {
  const typed = 'satsuma';

  test('stays in the fragment of the address, which no server sees', async ({ open }) => {
    const { page, requests } = await open('/search/');
    await page.getByRole('searchbox').fill(typed);
    await page.locator('.found li').first().waitFor();
    await page.locator('.filters details').evaluate((details: HTMLDetailsElement) => (details.open = true));
    await page.getByRole('checkbox', { name: /^Stories / }).check();
    await page.waitForURL(`**/search/#q=${typed}&kind=Stories`);
    expect(requests.filter((address) => address.includes('/pagefind/')).length).toBeGreaterThan(3);
    expect(requests.filter((address) => /satsuma|kind=|Stories/.test(decodeURIComponent(address)))).toEqual(
      [],
    );
  });

  test('is not sent by the return key either', async ({ open }) => {
    const { page, requests } = await open('/search/');
    await page.getByRole('searchbox').fill(typed);
    await page.keyboard.press('Enter');
    await page.locator('.found li').first().waitFor();
    expect(requests.filter((address) => address.includes(typed))).toEqual([]);
  });

  test('is in no request when an address with a search is opened', async ({ open }) => {
    const { page, requests } = await open(`/search/#q=${typed}`);
    await page.locator('.found li').first().waitFor();
    expect(requests.filter((address) => new URL(address).href.replace(/#.*$/, '').includes(typed))).toEqual(
      [],
    );
  });

  test('stays in the fragment when a list is narrowed', async ({ open }) => {
    const { page, requests } = await open('/stories/', { viewport: { width: 1280, height: 800 } });
    await page.getByText('More ways, for adults').click();
    await page.locator('input[value="housing"]').check();
    await page.waitForURL('**/stories/#theme=housing');
    expect(requests.filter((address) => address.includes('housing'))).toEqual([]);
  });
});

describe('the Content Security Policy', () => {
  const options = { mayComplain: /Content Security Policy|violates the following/ };

  test('stops a script that somebody wrote into a page', async ({ open }) => {
    const { page } = await open(story, options);
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.ran = true';
      document.body.append(script);
      return 'ran' in globalThis;
    });
    expect(ran).toBe(false);
  });

  test('stops text that would run as a script', async ({ open }) => {
    const { page } = await open('/search/', options);
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'javascript:globalThis.ran = true';
      document.body.append(link);
      link.click();
    });
    expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
  });

  test.for([
    [
      'a request',
      () =>
        fetch('https://example.org/').then(
          () => 'sent',
          () => 'stopped',
        ),
    ],
    [
      'a picture',
      () =>
        new Promise<string>((resolve) => {
          const image = new Image();
          image.onerror = () => resolve('stopped');
          image.onload = () => resolve('sent');
          image.src = 'https://example.org/a.png';
        }),
    ],
    [
      'a form',
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', () => resolve('stopped'));
          const form = document.createElement('form');
          form.action = 'https://example.org/';
          document.body.append(form);
          form.submit();
        }),
    ],
  ] as const)('stops %s to another site', async ([, send], { open }) => {
    const { page } = await open(story, {
      mayComplain: /Content Security Policy|violates the following|asked another site/,
    });
    expect(await page.evaluate(send)).toBe('stopped');
  });
});

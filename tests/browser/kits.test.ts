import { describe, expect } from 'vitest';
import { testInKeptTabs as test, test as testOnNewDevice } from '../fixtures/browser.ts';

const kit = '/stories/just-a-wee-favour/kit/';

describe('a share kit', () => {
  test('copies a description and says so', async ({ open }) => {
    const { page, context } = await open(kit);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const [description = ''] = await page.locator('.words__t').allTextContents();
    await page.getByRole('button', { name: 'Copy the description' }).first().click();
    await page.getByRole('status').filter({ hasText: 'Copied the description of A voice.' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(description);
  });

  test('copies the words for a platform, line by line as they are to be posted', async ({ open }) => {
    const { page, context } = await open(kit);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.locator('summary').filter({ hasText: 'Mastodon' }).first().click();
    await page.getByRole('button', { name: 'Copy the words for Mastodon, A voice' }).click();
    await page.getByRole('status').filter({ hasText: 'Copied the words for Mastodon.' }).waitFor();
    const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
    expect([lines[0]?.startsWith('“'), lines.at(-3)?.includes('/stories/just-a-wee-favour/')]).toEqual([
      true,
      true,
    ]);
  });

  test('selects the words and says what to do where it may not copy', async ({ open }) => {
    const { page } = await open(kit);
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: () => Promise.reject(new Error('no leave')) },
      });
    });
    await page.getByRole('button', { name: 'Copy the description' }).first().click();
    await page.getByRole('status').filter({ hasText: 'are selected: copy them now' }).waitFor();
    expect(await page.evaluate(() => getSelection()?.toString().startsWith('Jamie, in'))).toBe(true);
  });

  testOnNewDevice(
    'hands a card and its words to the device where it has a share sheet',
    async ({ browser, open }) => {
      expect(browser.isConnected()).toBe(true);
      const { page, context } = await open('/share/');
      await context.addInitScript(() => {
        Object.assign(navigator, {
          canShare: () => true,
          share: async ({ files, text }: ShareData) => {
            const [file] = files ?? [];
            document.title = `${file?.name} ${file?.type} ${(file?.size ?? 0) > 10_000} ${text?.startsWith('“')}`;
          },
        });
      });
      await page.goto(kit);
      await page.getByRole('button', { name: 'Share A voice, 1080 × 1080' }).click();
      await page.getByRole('status').filter({ hasText: 'Handed over to your device.' }).waitFor();
      expect(await page.title()).toBe('quote-1-square.png image/png true true');
    },
  );

  test('prints its pictures and every caption, and nothing to press', async ({ open }) => {
    const { page } = await open(kit);
    await page.emulateMedia({ media: 'print' });
    const areShown = (selector: string) =>
      page.locator(selector).evaluateAll((all) => all.map((each) => each.checkVisibility()));
    const [pictures, captions] = [await areShown('.board img'), await areShown('.words details .words__t')];
    expect([pictures.length, captions.length > 4 * 6]).toEqual([16, true]);
    expect([...pictures, ...captions].every(Boolean)).toBe(true);
    expect((await areShown('main button, main [download]')).some(Boolean)).toBe(false);
  });

  test('offers no share button where the device has no share sheet', async ({ open }) => {
    const { page } = await open(kit);
    expect(await page.locator('[data-share]:visible').count()).toBe(0);
  });

  test('without script has every card as a link, every caption to open, and no dead button', async ({
    open,
  }) => {
    const { page } = await open(kit, { javaScriptEnabled: false });
    expect(await page.locator('a[download]:visible').count()).toBe(17);
    expect(await page.getByRole('button').count()).toBe(0);
    // Open beside a wide margin, as everything that is folded on a phone.
    await page.locator('.words summary').first().click();
    expect(await page.locator('#quote-1-instagram').isVisible()).toBe(true);
  });

  test('shows nothing wider than a small phone', async ({ open }) => {
    const { page } = await open(kit, { viewport: { width: 320, height: 640 } });
    await page.locator('details').evaluateAll((all: HTMLDetailsElement[]) => {
      for (const each of all) each.open = true;
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});

describe('the list of kits', () => {
  test('is narrowed by theme and by size, and says how many are left', async ({ open }) => {
    const { page } = await open('/share/', { viewport: { width: 1280, height: 800 } });
    const all = await page.locator('.kits > li:visible').count();
    await page.getByRole('checkbox', { name: /^Housing / }).check();
    const left = await page.locator('.kits > li:visible').count();
    expect(left).toBeLessThan(all);
    expect(await page.locator('[data-count]').textContent()).toBe(`${left} kits`);
    await page.getByRole('checkbox', { name: /^Tall, / }).check();
    expect(await page.locator('.kits > li:visible').count()).toBeLessThanOrEqual(left);
  });
});

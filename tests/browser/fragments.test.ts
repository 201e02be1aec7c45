import naughty from 'big-list-of-naughty-strings' with { type: 'json' };
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from '../fixtures/browser.ts';

/**
 * The big list of naughty strings goes through the search box, and through the fragments of addresses from which pages take what was
 * asked of them. A tab that complains of anything fails the test.
 */
const strings: readonly string[] = naughty;

/** What a page says in dialogues, which only code that nobody here wrote would open. */
function dialoguesOf(page: Page): readonly string[] {
  const said: string[] = [];
  page.on('dialog', (dialogue) => {
    said.push(dialogue.message());
    void dialogue.dismiss();
  });
  return said;
}

describe('any words', { tags: ['long'] }, () => {
  test('in the search box are looked for, and stand in the address until it is opened again', async ({
    open,
  }) => {
    const { page } = await open('/search/');
    const dialogues = dialoguesOf(page);
    const { wrong, withResults } = await page.evaluate(async (all) => {
      const form = document.querySelector('[data-search]') as HTMLFormElement;
      const input = form.querySelector('input') as HTMLInputElement;
      const status = document.querySelector('[data-search-status]') as HTMLElement;
      const broken = document.querySelector('[data-search-broken]') as HTMLElement;
      const isDone = async () => {
        while (status.textContent === 'Looking…') await new Promise((resolve) => setTimeout(resolve, 1));
        return broken.hidden;
      };
      const wrong: string[] = [];
      let withResults = 0;
      for (const words of all) {
        input.value = words;
        form.requestSubmit();
        const isFound = await isDone();
        if (document.querySelector('[data-search-results] li')) withResults += 1;
        const { hash } = location;
        const asked = new URLSearchParams(hash.slice(1)).get('q') ?? '';
        input.value = '';
        dispatchEvent(new HashChangeEvent('hashchange'));
        const isFoundAgain = await isDone();
        const isKept = asked === words.trim() && input.value === words.trim();
        if (!(isFound && isFoundAgain && isKept)) wrong.push(words);
      }
      return { wrong, withResults };
    }, strings);
    expect(wrong).toEqual([]);
    expect(withResults).toBeGreaterThan(50);
    expect(dialogues).toEqual([]);
    expect(await page.locator('.res script, .res img, .res svg, .res iframe').count()).toBe(0);
  });

  test.for(['/search/', '/stories/', '/plan/', '/lesson-packs/'])(
    'in the address of %s do no harm',
    async (path, { open }) => {
      const { page } = await open(path);
      const dialogues = dialoguesOf(page);
      for (const words of strings) {
        for (const fragment of [words, `q=${words}`, `theme=${words}&group=few&minutes=${words}&${words}=1`])
          await page.evaluate((hash) => {
            location.hash = hash;
          }, fragment);
      }
      // Whatever the pages did at each change is done once the browser has drawn the last.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
      expect(dialogues).toEqual([]);
      expect(new URL(page.url()).pathname).toBe(path);
      expect(await page.locator('main h1').count()).toBe(1);
    },
  );
});

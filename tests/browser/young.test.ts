import { readdirSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { testInKeptTabs as test } from '../fixtures/browser.ts';

const phone = { viewport: { width: 390, height: 844 } } as const;
const tells = readdirSync('content/tell').map((name) => `/tell/${name.replace('.mdx', '')}/`);

describe('the front door for young people', () => {
  test('has a number on the first screen of a phone, and is at most three screens long', async ({ open }) => {
    const { page } = await open('/for/young-people/', phone);
    const number = await page.locator('.young__num .num').boundingBox();
    expect((number?.y ?? 0) + (number?.height ?? 0)).toBeLessThan(844);
    const main = await page.locator('main').boundingBox();
    expect((main?.y ?? 0) + (main?.height ?? 0)).toBeLessThanOrEqual(3 * 844);
  });
});

describe('a page for one situation', () => {
  test.for(tells)(
    '%s has a number on the first screen of a phone, and goes on one sheet of paper',
    async (path, { open }) => {
      const { page } = await open(path, { ...phone, javaScriptEnabled: false });
      const number = await page.locator('.young__num .num').boundingBox();
      expect((number?.y ?? 0) + (number?.height ?? 0)).toBeLessThan(844);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
    },
  );
});

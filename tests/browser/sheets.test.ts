import { readdirSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { testInKeptTabs as test } from '../fixtures/browser.ts';

const sheets = readdirSync('content/sheets').map((name) => `/sheets/${name.replace('.yaml', '')}/`);

describe('a sheet', () => {
  test.for(sheets)(
    '%s goes on one side of one sheet of paper, and fits a narrow phone',
    async (path, { open }) => {
      const { page } = await open(path, {
        viewport: { width: 320, height: 640 },
        javaScriptEnabled: false,
      });
      const wide = await page.locator('main').evaluate((main) => main.scrollWidth);
      expect(wide).toBeLessThanOrEqual(320);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
    },
  );
});

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hashInPolicy, withFontsInside } from '#offline/page.ts';

const font = '/fonts/literata-text.woff2';

describe('a style sheet with its fonts inside', () => {
  it.each([`url("${font}")`, `url(${font})`])('has the font itself instead of %s', (address) => {
    const css = withFontsInside(process.cwd(), `@font-face { src: ${address} format("woff2"); }`);
    const [, bytes = ''] = /url\(data:font\/woff2;base64,([^)]*)\) format/.exec(css) ?? [];
    expect(Buffer.from(bytes, 'base64').equals(readFileSync(`public${font}`))).toBe(true);
    expect(css).not.toContain(font);
  });

  it('leaves out the fonts that are fetched only for letters of other languages', () => {
    const face = `@font-face { src: url("/fonts/literata-central.woff2"); unicode-range: U+100-17F; }`;
    expect(withFontsInside(process.cwd(), `p { color: red; }${face}`)).toBe('p { color: red; }');
  });

  it('keeps the rest as it is', () => {
    expect(withFontsInside(process.cwd(), 'p { color: red; }')).toBe('p { color: red; }');
  });
});

describe('the hash of a script in a policy', () => {
  it('is its SHA-256 in base64, as Content Security Policy writes it', () => {
    const sum = createHash('sha256').update('alert(1)').digest('base64');
    expect(hashInPolicy('alert(1)')).toBe(`sha256-${sum}`);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/styles/tokens.css', 'utf8');
const light = tokensIn(/^:root \{([\s\S]*?)^\}/m);
const dark = { ...light, ...tokensIn(/prefers-color-scheme: dark\) \{\s*:root \{([\s\S]*?)\}/) };

/** Every colour token of one block, with references to other tokens kept as `@name`. */
function tokensIn(block: RegExp): Record<string, string> {
  const [, body = ''] = block.exec(css) ?? [];
  const entries = [...body.matchAll(/--([\w-]+):\s*(?:(#[0-9A-Fa-f]{6})|var\(--([\w-]+)\))/g)];
  return Object.fromEntries(entries.map(([, name, colour, other]) => [name, colour ?? `@${other}`]));
}

function colour(tokens: Record<string, string>, name: string): string {
  const value = name.startsWith('#') ? name : (tokens[name] ?? '');
  return value.startsWith('@') ? colour(tokens, value.slice(1)) : value;
}

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(tokens: Record<string, string>, front: string, back: string): number {
  const [high = 0, low = 0] = [colour(tokens, front), colour(tokens, back)]
    .map(luminance)
    .sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

describe.each([
  ['in light', light],
  ['in dark', dark],
])('the colours %s', (_name, tokens) => {
  it.each([
    ['ink', 'haar', 7],
    ['ink-soft', 'haar', 7],
    ['link', 'haar', 7],
    ['link-visited', 'haar', 7],
    ['note', 'haar', 7],
    ['care', 'haar', 7],
    ['ink', 'paper', 7],
    ['ink-soft', 'paper', 7],
    ['field-fact-text', 'field-fact-bg', 7],
    ['ink', 'gorse-soft', 7],
    ['on-pause', 'gorse-soft', 7],
    ['ink-soft', 'gorse-soft', 7],
    ['link', 'gorse-soft', 7],
    ['ink', 'heather-soft', 7],
    ['ink-soft', 'heather-soft', 7],
    ['link', 'heather-soft', 7],
    ['field-teach-text', 'field-teach-bg', 7],
    ['field-teach-soft', 'field-teach-bg', 7],
    ['help-text', 'help-bg', 7],
    ['act-text', 'act-bg', 7],
    ['#0E1E21', 'gorse', 7],
    ['edge', 'haar', 3],
    ['edge', 'paper', 3],
    ['told', 'haar', 3],
    ['lived', 'haar', 3],
    ['focus-in', 'focus-out', 3],
  ])('%s on %s has at least %d to 1', (front, back, least) => {
    expect(contrast(tokens, front, back)).toBeGreaterThanOrEqual(least);
  });

  it('one ring of the focus always shows against the page', () => {
    const best = Math.max(contrast(tokens, 'focus-in', 'haar'), contrast(tokens, 'focus-out', 'haar'));
    expect(best).toBeGreaterThanOrEqual(3);
  });
});

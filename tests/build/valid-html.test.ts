import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { describe, expect, inject, it } from 'vitest';
import { htmlRules } from '../fixtures/html-rules.ts';
import { fileOfPage, pagePathsIn, textOfFile } from '../fixtures/site-files.ts';

const dist = inject('dist');
const validator = new HtmlValidate(new StaticConfigLoader(htmlRules));

/** What is wrong with a page, one line each. */
async function complaintsAbout(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`),
  );
}

describe('HTML', () => {
  it.each(pagePathsIn(dist))('is valid on %s', async (path) => {
    expect(await complaintsAbout(textOfFile(dist, fileOfPage(path)))).toEqual([]);
  });

  it.each([
    ['an element that is not closed', '</main>', '<div></main>'],
    ['an id that stands twice', '<main id="main"', '<p id="main"></p><main id="main"'],
    ['a list with a stray child', '<ul>', '<ul><p>stray</p>'],
    ['a style attribute', '<h1', '<h1 style="color:red"'],
  ])('would be found wanting with %s', async (_, from, to) => {
    const spoilt = textOfFile(dist, 'stories/index.html').replace(from, to);
    expect(spoilt).toContain(to);
    expect(await complaintsAbout(spoilt)).not.toEqual([]);
  });
});

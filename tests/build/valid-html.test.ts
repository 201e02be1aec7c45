import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { describe, expect, inject, it } from 'vitest';
import { htmlRules } from '../fixtures/html-rules.ts';
import { isAboutPolicy, judgeHtml } from '../fixtures/nu.ts';
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

describe('the Nu checker', { tags: ['java'] }, () => {
  /** What it says of pages but for what is set aside, a line each, and how much that is. */
  function said(files: readonly string[]) {
    const verdicts = [...judgeHtml(files)];
    const all = verdicts.flatMap(([file, messages]) => messages.map((each) => ({ file, ...each })));
    const complaints = all.filter((each) => !isAboutPolicy(each));
    return {
      lines: complaints.map(
        ({ file, type, message, extract }) => `${file}: ${type}: ${message} (${extract})`,
      ),
      aboutPolicy: all.length - complaints.length,
    };
  }

  it('finds nothing wrong with any page', () => {
    const files = pagePathsIn(dist).map((path) => join(dist, fileOfPage(path)));
    expect(files.length).toBeGreaterThan(100);
    const { lines, aboutPolicy } = said(files);
    expect(lines).toEqual([]);
    // Every page has a policy, so that it has judged every page.
    expect(aboutPolicy).toBeGreaterThanOrEqual(files.length);
  });

  it.each([
    ['a script after its end', '</html>', '</html><script src="/a.js"></script>', 'Stray start tag'],
    ['an element where none may be', '<ul>', '<ul><p>stray</p>', 'not allowed as child of element “ul”'],
    ['an attribute that it may not have', '<h1', '<h1 href="/"', 'Attribute “href” not allowed'],
  ])('would find a page wanting with %s', (_, from, to, complaint) => {
    const folder = mkdtempSync(join(tmpdir(), 'nu-'));
    const file = join(folder, 'page.html');
    writeFileSync(file, textOfFile(dist, 'stories/index.html').replace(from, to));
    try {
      expect(said([file]).lines.join('\n')).toMatch(complaint);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

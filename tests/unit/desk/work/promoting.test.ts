import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf, draftFrom } from '#desk/work/promoting.ts';
import { plainText, readStoryText } from '#domain/text/story-text.ts';
import { givenConsent, makeFrontMatter } from '../../../fixtures/make.ts';
import { propertyRuns } from '../../../fixtures/property-runs.ts';

const matter = makeFrontMatter({
  origin: 'firstPerson',
  consent: givenConsent(),
  myths: ['everyone-gets-a-cut'],
  sources: [],
});

/** The draft of a story with these paragraphs, or why there can be none. */
function draftOf(paragraphs: readonly string[], change: object = {}) {
  return draftFrom(process.cwd(), 'the-bus-home', { ...matter, ...change }, paragraphs);
}

/** What the body of a draft says, paragraph by paragraph. */
function saidIn(paragraphs: readonly string[]): string[] {
  return plainText(readStoryText(bodyOf(paragraphs)).sections).split('\n');
}

describe('the body of a draft', () => {
  it.each([
    '1987. That was the year.',
    '1987.',
    '12) Nothing.',
    '-',
    '- A dash and words',
    '+ A plus',
    '+',
    '---',
    '---word',
    '***',
    '* * *',
    '===',
    '#',
    '# A sign',
    '> An arrow',
    '~~~ waves',
    '~struck~ out',
    '| a | b |',
    '`code` and ![picture](x)',
    '&amp; and &#x202e;',
    '<b>bold</b> and <!-- gone -->',
    'a \\ b \\* c',
    'a_b_c *d* __e__',
  ])('says a paragraph as it was told: %s', (paragraph) => {
    expect(saidIn(['I got the bus home that night.', paragraph])).toEqual([
      'I got the bus home that night.',
      paragraph,
    ]);
  });

  it('says every paragraph as it was told, whatever signs stand in it', () => {
    const piece = fc.constantFrom(...'abc1.)-+*_#>~|`&;<![](){}\\=:" ', '12', '---', '&amp;', '~~');
    const paragraph = fc
      .array(piece, { minLength: 1, maxLength: 12 })
      .map((pieces) => pieces.join('').replaceAll(/\s+/g, ' ').trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 3 }), (paragraphs) => {
        expect(saidIn(paragraphs)).toEqual(paragraphs);
      }),
      { numRuns: propertyRuns(20_000, 1000) },
    );
  });
});

describe('a draft', () => {
  it('is stored in one form of Unicode, however it was typed', async () => {
    const line = 'I left the cafe\u0301 that night.';
    const drafted = await draftOf([line], {
      title: 'The cafe\u0301',
      opening: { line, voice: 'even' },
    });
    expect(drafted).toMatchObject({
      data: { title: 'The café', opening: { line: 'I left the café that night.' } },
      body: 'I left the café that night.',
    });
  });

  it('says where its pseudonym is another story’s already, whatever its capitals', async () => {
    const lines = ['I got the bus home that night.'];
    const teller = (pseudonym: string) => ({ teller: { pseudonym, viewpoint: 'family' } });
    expect(await draftOf(lines, teller('RORY'))).toHaveProperty(
      'pseudonymTaken',
      expect.stringMatching(/^“RORY” tells “[a-z-]+” too: choose a name that no other story has$/),
    );
    expect(await draftOf(lines, teller('Sorley'))).not.toHaveProperty('pseudonymTaken');
  });

  it('cannot be made of a text that hides something, and the message names it and its paragraph', async () => {
    const drafted = await draftOf(['I got the bus home that night.', 'Fri\u00adday.']);
    expect(drafted).toEqual({
      mistakes: [
        'Paragraph 2: a soft hyphen (U+00AD) stands at character 4, after “Fri”: take it out. It is mended at de-identifying',
      ],
    });
  });

  it.each(['the-bus-home.yaml', 'The-Bus-Home (1).yaml.txt'])(
    'cannot have the name of a story that was withdrawn, by %s',
    async (name) => {
      const root = mkdtempSync(join(tmpdir(), 'promoting-'));
      mkdirSync(join(root, 'content', 'withdrawals'), { recursive: true });
      writeFileSync(join(root, 'content', 'withdrawals', name), 'withdrawnOn: 2026-11-01\nreason: teller\n');
      const drafted = await draftFrom(root, 'the-bus-home', matter, ['I got the bus home that night.']);
      rmSync(root, { recursive: true });
      expect(drafted).toEqual({ mistakes: [expect.stringContaining('There is, or was, a story called')] });
    },
  );

  it('cannot be made with a field that hides something', async () => {
    const drafted = await draftOf(['I got the bus home that night.'], { title: 'The\u200b bus' });
    expect(drafted).toEqual({
      mistakes: [
        expect.stringMatching('^Title: a zero-width space \\(U\\+200B\\) stands at character 4, after “The”'),
      ],
    });
  });
});

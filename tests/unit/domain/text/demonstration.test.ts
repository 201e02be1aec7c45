import { describe, expect, it } from 'vitest';
import { demonstrationIn, demonstrationsInMdx } from '#domain/text/demonstration.ts';

describe('words that speak of a demonstration', () => {
  it.each([
    ['This is a demonstration site.', 'demonstration site'],
    ['a DEMO SITE', 'DEMO SITE'],
    ['sealed to demonstration keys', 'demonstration keys'],
    ['signed by demonstration\nmoderators', 'demonstration moderators'],
    ['Signed by made-up moderators.', 'made-up moderators'],
    ['These are made up keys.', 'made up keys'],
    ['no real story is on it yet, and its moderators are made up.', 'moderators are made up'],
    ['the moderators who signed them are made up', 'moderators who signed them are made up'],
    ['Demonstration: a composite, written for trying the desk.', 'Demonstration:'],
  ])('are found in any text: %j', (text, words) => {
    expect(demonstrationIn(text, 'anythingElse')).toBe(words);
    expect(demonstrationIn(text, 'site')).toBe(words);
  });

  it.each([
    ['This is a demonstration.', 'demonstration'],
    ['Two demos of it', 'demos'],
    ['how a live site would take yours', 'live site'],
  ])('are found on a page about the site: %j', (text, words) => {
    expect(demonstrationIn(text, 'site')).toBe(words);
  });

  it.each([
    'We met at the demonstration in George Square.',
    'Give a demonstration with coins first.',
    'It was a live site for years, that quarry.',
    'There are two demos on Saturday.',
  ])('are not a march or a lesson’s: %j', (text) => {
    expect(demonstrationIn(text, 'anythingElse')).toBeUndefined();
  });

  it.each([
    'Composite, written from published research',
    'Every story here is a composite: an invented person.',
    'The name is made up and used for one story only.',
    'Say that Innes, Bela and Dean are made up, and so is the place.',
    'The moderators read it. The names are made up.',
    'This demonstrates how the check works.',
    'Ask a demographer about a live case.',
    'A moderator looks whether a name is one that was made upstairs.',
  ])('are not found in what stays true on a live site: %j', (text) => {
    expect(demonstrationIn(text, 'anythingElse')).toBeUndefined();
    expect(demonstrationIn(text, 'site')).toBeUndefined();
  });
});

describe('a body that speaks of a demonstration', () => {
  it('is found with the line on which the words begin', () => {
    const body = 'One.\n\n## A heading\n\nTwo lines,\nand this is a **demonstration** here.';
    expect(demonstrationsInMdx(body, 'site')).toEqual([{ line: 6, words: 'demonstration' }]);
  });

  it.each([
    ['a heading', '## A demonstration'],
    ['a list', '* one\n* a demonstration'],
    ['a quote', '> a demonstration'],
    ['a link', 'See [the demonstration](/about/).'],
    ['words cut in two by stress', 'a **demo** site'],
    ['a property of a component', '<Gap known="a demonstration" told="b" />'],
    ['a property of a component within a line', 'See <Gap known="a demonstration" told="b" /> here.'],
  ])('is found in %s', (_where, body) => {
    expect(demonstrationsInMdx(body, 'site')).toHaveLength(1);
  });

  it('is not found between the tags of what only a demonstration shows', () => {
    const marked = '<DemoOnly>\n  ## A demonstration\n\n  * This is a demonstration.\n</DemoOnly>';
    expect(demonstrationsInMdx(marked, 'site')).toEqual([]);
    expect(demonstrationsInMdx(`${marked}\n\nA demonstration.`, 'site')).toEqual([
      { line: 7, words: 'demonstration' },
    ]);
  });

  it('is none where the body cannot be read, which is a mistake of its own', () => {
    expect(demonstrationsInMdx('a demonstration {', 'site')).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { speaksOfLaw } from '#domain/review/law-review.ts';
import { review } from '#domain/review/review.ts';
import { mostWordsOfTell, oldestReader } from '#domain/review/tell-review.ts';
import { makeContent, makeData, makeFile, makeFileWith, words } from '../../../fixtures/make.ts';

/** The mistakes in one file beside the smallest content and one rule of law. */
function mistakesIn(
  folder: 'tell' | 'ways' | 'answers' | 'law' | 'myths' | 'sheets' | 'priorities',
  change: Record<string, unknown>,
  body = 'It is hard.',
) {
  const file = makeFile(folder, 'an-entry', {
    data: makeData(folder, change),
    body: folder === 'tell' || folder === 'myths' ? body : '',
  });
  return review(makeContent({ files: [makeFile('law', 'a-rule'), file] }))
    .mistakes.filter((mistake) => mistake.file === file.file)
    .map(({ path, message }) => `${path}: ${message}`);
}
const uncited = 'speaks of the police, a hearing, a charge or a solicitor and cites no rule';

describe('a paragraph speaks of law', () => {
  test.each([
    'The police may ask.',
    'You could be charged.',
    'There may be a charge.',
    'A hearing is held.',
    'Ask for a solicitor.',
    'A lawyer is free.',
    'The Reporter writes.',
    'They decide whether to prosecute.',
    'See section 31.',
    'Police chiefs said so, and the police may ask you too.',
  ])('in “%s”', (text) => expect(speaksOfLaw(text)).toBe(true));

  test.each([
    'The policy of the school.',
    'She is in charge of the rota, free of charge.',
    'What is good about hearing it?',
    'A reporter from the paper rang.',
    'You are charged extra for that.',
    'They play on a tennis court.',
    'Police chiefs said so in a report of 2024.',
    'Police keep a list of the groups they know about.',
    'Police Scotland recorded 2,055 of them.',
    'Behind it was low trust in the police.',
  ])('but not in “%s”', (text) => expect(speaksOfLaw(text)).toBe(false));
});

describe('a tell page', () => {
  const facts = ['It may be done on purpose.', 'The police may want to ask you about it.'];

  test('without law needs no citation', () => expect(mistakesIn('tell', {})).toEqual([]));

  test('that speaks of the police cites a rule', () => {
    expect(mistakesIn('tell', { facts })).toEqual([expect.stringContaining(`facts.1: ${uncited}`)]);
    expect(mistakesIn('tell', { facts, cites: [{ on: 'The police may want', law: 'a-rule' }] })).toEqual([]);
  });

  test('cites a rule for every such paragraph, and not for one of them', () => {
    const two = ['The police may want to ask you about it.', 'A solicitor is free to you.'];
    expect(mistakesIn('tell', { facts: two, cites: [{ on: 'The police may want', law: 'a-rule' }] })).toEqual(
      [expect.stringContaining(`facts.1: ${uncited}`)],
    );
  });

  test('must cite in its body as well', () => {
    expect(mistakesIn('tell', {}, 'You may need a solicitor.')).toEqual([
      expect.stringContaining(`body: ${uncited}`),
    ]);
  });

  test('cites only words that stand in it, of a rule that is there', () => {
    expect(mistakesIn('tell', { cites: [{ on: 'words of no page', law: 'a-rule' }] })).toEqual([
      expect.stringContaining('stands nowhere'),
    ]);
    expect(mistakesIn('tell', { facts, cites: [{ on: 'The police may want', law: 'no-rule' }] })).toEqual([
      expect.stringContaining('there is no content/law/no-rule.yaml'),
    ]);
  });

  test(`is for readers of ${oldestReader}`, () => {
    const hard =
      'Multi-agency safeguarding considerations necessitate comprehensive interdisciplinary deliberation regarding proportionality.';
    expect(mistakesIn('tell', { facts: [hard, hard, hard] })).toEqual([
      expect.stringMatching(/^: has a reading age of \d\d: shorten/),
    ]);
  });

  test('goes on one sheet', () => {
    const body = Array.from({ length: mostWordsOfTell / 8 }, () => `${words(8)}.`).join(' ');
    expect(mistakesIn('tell', {}, body)).toEqual([expect.stringContaining('fit on one sheet')]);
  });

  test('says what this is, and asks nobody for a story', () => {
    expect(mistakesIn('tell', {}, '')).toEqual([expect.stringContaining('say what this is')]);
    expect(mistakesIn('tell', {}, 'It is [here](/share-your-story/).')).toEqual([
      expect.stringContaining('nobody in trouble is asked for theirs'),
    ]);
  });

  test('names a story that somebody of thirteen may read', () => {
    expect(mistakesIn('tell', { stories: ['the-bus-home'] })).toEqual([
      expect.stringContaining('which is for S4 to S6'),
    ]);
  });

  test('says nothing that must not be said, but may quote what others say', () => {
    expect(mistakesIn('tell', { keeps: ['Childline never tells anybody.'] })).toEqual([
      expect.stringContaining('must not be said'),
    ]);
    expect(mistakesIn('tell', { sounds: ['“You can just walk away.”', '“Nobody can find out.”'] })).toEqual(
      [],
    );
  });

  test('has no number but that of a support route', () => {
    expect(mistakesIn('tell', { tonight: ['Tell one adult.', 'Ring 0141 276 7724 tonight.'] })).toEqual([
      expect.stringContaining('which no support route has'),
    ]);
    const file = makeFile('tell', 'an-entry', {
      data: makeData('tell', { tonight: ['Tell one adult.', 'Ring 0141 276 7724 tonight.'] }),
      body: 'It is hard.',
    });
    const route = makeFileWith('support', 'childline', { phone: '0141 276 7724' });
    expect(review(makeContent({ files: [file, route] })).mistakes).toEqual([]);
  });
});

test('a way in that speaks of a hearing cites a rule, and what a strategy asks of a group does not', () => {
  const plainly = [{ asks: 'What is it?', answer: 'It may go to a children’s hearing.' }];
  const does = [
    {
      what: 'Work with the police and others.',
      from: 'strategy',
      source: 'study-one',
      year: 2022,
      aims: ['deter'],
    },
    {
      what: 'Look in on the neighbour below.',
      from: 'strategy',
      source: 'study-one',
      year: 2022,
      aims: ['deter'],
    },
  ];
  expect(mistakesIn('ways', { does })).toEqual([]);
  expect(mistakesIn('ways', { plainly })).toEqual([expect.stringContaining(`plainly.0.answer: ${uncited}`)]);
});

test('what nobody can promise may stand among what nobody can promise', () => {
  const points = (never: string, text = 'One adult listens to you.') => [
    { name: 'You tell', text, never },
    { name: 'They say', text: 'They say what they must pass on.' },
  ];
  expect(mistakesIn('answers', { points: points('“This stays between us.”') })).toEqual([]);
  expect(mistakesIn('answers', { points: points('Anything more.', 'This stays between us.') })).toEqual([
    expect.stringContaining('must not be said'),
  ]);
});

describe('a rule of law', () => {
  test('that a lawyer has read says on which day', () => {
    expect(mistakesIn('law', { readBy: 'lawyer' })).toEqual([expect.stringMatching(/^readByOn: /)]);
    expect(mistakesIn('law', { readByOn: '2026-11-01' })).toEqual([expect.stringMatching(/^readBy: /)]);
    expect(mistakesIn('law', { readBy: 'lawyer', readByOn: '2026-11-01' })).toEqual([]);
  });

  test('that is an Act is in force, not in force or not shown to be; guidance is in use', () => {
    expect(mistakesIn('law', { kind: 'act' })).toEqual([expect.stringMatching(/^state: /)]);
    expect(mistakesIn('law', { kind: 'act', state: 'unknown' })).toEqual([]);
    expect(mistakesIn('law', { state: 'yes' })).toEqual([expect.stringMatching(/^state: /)]);
  });

  test('is read again after it was read', () => {
    expect(mistakesIn('law', { reviewBy: '2026-10-01' })).toEqual([expect.stringMatching(/^reviewBy: /)]);
  });
});

describe('a myth', () => {
  const kernel = 'Plenty of people have never had to speak to the police at all, and never will.';

  test('that speaks of the police cites a rule, in its fields and in its text', () => {
    expect(mistakesIn('myths', { kernel })).toEqual([expect.stringContaining(`kernel: ${uncited}`)]);
    expect(mistakesIn('myths', {}, 'You may need a solicitor.')).toEqual([
      expect.stringContaining(`body: ${uncited}`),
    ]);
    expect(mistakesIn('myths', { kernel, cites: [{ on: 'speak to the police', law: 'a-rule' }] })).toEqual(
      [],
    );
  });

  test('cites none for what is only told, and is answered beside it', () => {
    expect(mistakesIn('myths', { claim: 'The police can do nothing to you' })).toEqual([]);
  });
});

describe('a sheet', () => {
  const part = (change: object) => ({
    parts: [{ title: 'Where and when', form: 'ticks', items: ['After school'], ...change }],
  });
  const ofTable = (change: object) =>
    mistakesIn('sheets', part(change)).filter((mistake) => mistake.startsWith('parts'));

  test('has columns in a table, and nowhere else', () => {
    expect(ofTable({ form: 'table' })).toEqual([expect.stringContaining('name at least one')]);
    expect(ofTable({ columns: ['By when?'] })).toEqual([expect.stringContaining('it is no table')]);
    expect(ofTable({ form: 'table', columns: ['By when?'] })).toEqual([]);
  });

  test('that speaks of the police cites a rule', () => {
    const never = ['Don’t ring the police for somebody who has not said so.'];
    expect(mistakesIn('sheets', { never })).toContainEqual(expect.stringContaining(`never.0: ${uncited}`));
  });
});

test('a threat that was put first cites a rule for what it says of the police', () => {
  expect(mistakesIn('priorities', { careful: 'The police may know more than this page does.' })).toEqual([
    expect.stringContaining(`careful: ${uncited}`),
  ]);
});

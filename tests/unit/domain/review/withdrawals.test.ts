import { describe, expect, it } from 'vitest';
import type { RawFile } from '#domain/review/raw-content.ts';
import { review } from '#domain/review/review.ts';
import { slugFromFileName } from '#domain/review/withdrawals.ts';
import { rawFile } from '#files/read.ts';
import { makeContent, makeFileWith } from '../../../fixtures/make.ts';

/** A withdrawal as it is read from a file of this name. */
function withdrawalNamed(name: string, text = 'withdrawnOn: 2026-01-01\nreason: teller\n'): RawFile {
  return rawFile('withdrawals', name, new TextEncoder().encode(text));
}

/** What is up, and what is said, with a withdrawal of this name beside two stories. */
function withdrawing(...names: readonly string[]) {
  const { content, mistakes, notes } = review(
    makeContent({
      files: [
        makeFileWith('stories', 'just-a-wee-favour', { teller: { pseudonym: 'Rab', viewpoint: 'family' } }),
        makeFileWith('stories', 'eleven-days', { teller: { pseudonym: 'Ash', viewpoint: 'family' } }),
        ...names.map((name) => withdrawalNamed(name)),
      ],
    }),
  );
  return { down: [...content.withdrawals.keys()], mistakes, notes };
}

describe('the name of a withdrawal', () => {
  it.each([
    'Just-A-Wee-Favour.yaml',
    'just-a-wee-favour (1).yaml',
    'just-a-wee-favour(2).yaml',
    'just-a-wee-favour - Copy.yaml',
    'just-a-wee-favour - Copy (2).yaml',
    'just-a-wee-favour copy.yaml',
    'Copy of just-a-wee-favour.yaml',
    'just-a-wee-favour.yaml.txt',
    'just-a-wee-favour.yml',
    'just-a-wee-favour.YAML',
    'just-a-wee-favour',
    ' just-a-wee-favour.yaml',
    'just-a-wee-favour .yaml',
    'just a wee favour.yaml',
    'just_a_wee_favour.yaml',
    'ｊust-a-wee-favour.yaml',
    'jus\u0301t-a-wee-favour.yaml',
    'just-a-wee-favour.md',
    'just-a-wee-favour.yaml.4711.tmp',
    'just-a-wee-favour.yaml.bak',
    'just-a-wee-favour.yaml~',
  ])('takes its story down however it was saved: “%s”', (name) => {
    const { down, mistakes, notes } = withdrawing(name);
    expect(down).toEqual(['just-a-wee-favour']);
    expect(mistakes).toEqual([]);
    expect(notes).toEqual([
      {
        file: `content/withdrawals/${name}`,
        path: '',
        message: expect.stringContaining('withdraws “just-a-wee-favour”: rename it just-a-wee-favour.yaml'),
      },
    ]);
  });

  it('says nothing where it is as it should be', () => {
    expect(withdrawing('just-a-wee-favour.yaml')).toEqual({
      down: ['just-a-wee-favour'],
      mistakes: [],
      notes: [],
    });
  });

  it('is a mistake where it is no slug and names no story', () => {
    const { mistakes } = withdrawing('The other one.yaml');
    expect(mistakes).toEqual([
      {
        file: 'content/withdrawals/The other one.yaml',
        path: '',
        message: expect.stringContaining('WHICH STORY IS WITHDRAWN? No story is called “the-other-one”'),
      },
    ]);
  });

  it('is no mistake where it is a slug without a story: that story was taken down before', () => {
    expect(withdrawing('a-story-of-long-ago.yaml')).toEqual({
      down: ['a-story-of-long-ago'],
      mistakes: [],
      notes: [],
    });
  });

  it.each(['just-a-wee-favor.yaml', 'just-a-wee-favuor.yaml', 'just-a-we-favour.yaml', 'elevn-day.yaml'])(
    'is asked about loudly where it is within two typing slips of a story that is up: “%s”',
    (name) => {
      const { notes } = withdrawing(name);
      expect(notes).toEqual([
        {
          file: `content/withdrawals/${name}`,
          path: '',
          message: expect.stringMatching(/WHICH STORY IS WITHDRAWN\?.*which is still up\?$/),
        },
      ]);
    },
  );

  it('is not asked about where the story that is like it is down too', () => {
    expect(withdrawing('just-a-wee-favor.yaml', 'just-a-wee-favour.yaml').notes).toEqual([]);
  });

  it('may stand twice, once as a copy', () => {
    const { down, mistakes } = withdrawing('eleven-days (1).yaml', 'eleven-days.yaml');
    expect(down).toEqual(['eleven-days']);
    expect(mistakes).toEqual([]);
  });

  it('may be a copy of one whose story is long gone', () => {
    expect(withdrawing('long-gone.yaml', 'long-gone (1).yaml').mistakes).toEqual([]);
  });
});

describe('a file name brought to a slug', () => {
  it.each([
    ['free-gems.yaml.txt', 'free-gems'],
    ['FREE GEMS (1) - Copy.yml', 'free-gems'],
    ['…', ''],
  ])('“%s” is “%s”', (name, slug) => {
    expect(slugFromFileName(name)).toBe(slug);
  });
});

describe('a folder of withdrawals that nobody can read', () => {
  it('leaves no story up, because nobody can tell which are withdrawn', () => {
    const { content, mistakes } = review({
      ...makeContent(),
      unreadable: [{ folder: 'withdrawals', problem: 'this machine does not let you read it' }],
    });
    expect([...content.stories]).toEqual([]);
    expect(mistakes).toEqual([
      {
        file: 'content/withdrawals',
        path: '',
        message: 'cannot be read: this machine does not let you read it',
      },
    ]);
  });
});

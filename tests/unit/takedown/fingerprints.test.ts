import { describe, expect, it } from 'vitest';
import {
  type Fingerprint,
  fingerprintOf,
  type Seeker,
  seekerOf,
  textsWithout,
  wordlessFingerprint,
} from '#takedown/fingerprints.ts';
import { wordsOf } from '#takedown/words.ts';
import { makeStory } from '../../fixtures/make.ts';

const body = `I got the bus home that night.

## The stop

Nobody said a word on the way up the hill, and nobody looked *back*. I don’t know why we went at all.
`;
const everyday = new Set(wordsOf('eleven days a housing worker the bus home blue'));

function fingerprint(
  change: Parameters<typeof makeStory>[0] = {},
  { slug = 'the-bus-home', salt = 'salt' } = {},
): Fingerprint {
  return fingerprintOf(makeStory(change, { slug, body }), everyday, salt);
}

function seek(...fingerprints: Fingerprint[]): Seeker {
  return seekerOf(fingerprints.length > 0 ? fingerprints : [fingerprint()]);
}

describe('the words of a text', () => {
  it.each([
    ['case and marks of emphasis', 'Nobody *said* a __word__', ['nobody', 'said', 'a', 'word']],
    ['kinds of apostrophes', "don’t don\u02bct don't", ["don't", "don't", "don't"]],
    ['invisible marks', 'fa\u00advour fa\u200bvour', ['favour', 'favour']],
    ['ligatures and wide letters', 'ﬁve ＦＩＶＥ', ['five', 'five']],
    ['letters of other alphabets', 'Là Ghlaschu, ਘਰ', ['là', 'ghlaschu', 'ਘਰ']],
  ])('do not differ by %s', (_, text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('have a slug as one word', () => {
    expect(wordsOf('/stories/eleven-days/')).toEqual(['stories', 'eleven-days']);
  });

  it('end where a sentence, a dash or a quotation begins', () => {
    expect(wordsOf("'Go' -- he-said- 'home'")).toEqual(['go', 'he-said', 'home']);
  });
});

describe('a fingerprint', () => {
  it('has no word of the story in it', () => {
    const kept = JSON.stringify(fingerprint()).toLowerCase();
    for (const word of ['nobody', 'hill', 'night', 'looked']) expect(kept).not.toContain(word);
  });

  it('is another for another salt, so that hashes made beforehand are of no use', () => {
    const runsOf = (salt: string) => Object.values(fingerprint({}, { salt }).runs).flat();
    const first = new Set(runsOf('one'));
    expect(first.size).toBeGreaterThan(20);
    expect(runsOf('two').filter((run) => first.has(run))).toEqual([]);
  });

  it('does not tell in which order its words stand', () => {
    for (const each of Object.values(fingerprint().runs)) expect([...each].sort()).toEqual(each);
  });

  it('is taken of a story whose front matter makes no sense', () => {
    const data = { title: 7, teller: null, excerpts: 'x' };
    const broken = fingerprintOf({ slug: 'broken', data, body }, everyday, 's');
    expect(seek(broken).storiesIn('Nobody said a word on the way up the hill')).toEqual(['broken']);
  });

  it('of a story whose file is gone finds no words', () => {
    const seeker = seek(wordlessFingerprint('gone'));
    expect(seeker.storiesIn(body)).toEqual([]);
    expect(seeker.storiesNamed('gone')).toEqual([]);
  });
});

describe('eight words in a row', () => {
  it.each([
    ['as they are written', 'Nobody said a word on the way up'],
    ['in other letters and with other marks', 'NOBODY said, a word — on the “way” up'],
    ['across the end of a sentence', "nobody looked back. I don't know why we"],
    ['across a heading', 'that night. The stop. Nobody said a word on'],
    ['inside another text', 'They wrote that nobody said a word on the way up the hill that day.'],
    ['of the summary', 'Somebody takes the bus home and does not look'],
  ])('are found %s', (_, text) => {
    expect(seek().storiesIn(text)).toEqual(['the-bus-home']);
  });

  it('are not found where one of them is another', () => {
    expect(seek().storiesIn('Nobody said a word on the way down')).toEqual([]);
  });

  it('are not found where there are seven', () => {
    expect(seek().storiesIn('said a word on the way up')).toEqual([]);
  });

  it('are found for each story that has them', () => {
    const both = seek(fingerprint(), fingerprint({}, { slug: 'a-copy', salt: 'other' }));
    expect(both.storiesIn('Nobody said a word on the way up')).toEqual(['the-bus-home', 'a-copy']);
  });

  it('are set aside where published content has them too, and it is said where', () => {
    const seeker = seek();
    const shared = seeker.setAside([
      { file: 'content/myths/one.mdx', text: 'Nobody said a word on the way up' },
      { file: 'content/myths/two.mdx', text: 'Something else altogether, in more than eight words' },
    ]);
    expect(shared).toEqual([{ file: 'content/myths/one.mdx', slug: 'the-bus-home' }]);
    expect(seeker.storiesIn('Nobody said a word on the way up')).toEqual([]);
    expect(seeker.storiesIn('said a word on the way up the hill')).toEqual(['the-bus-home']);
  });
});

describe('an excerpt shorter than eight words', () => {
  it('is found in running text', () => {
    const seeker = seek(fingerprint({ excerpts: [{ text: 'I got the bus home', format: 'quote' }] }));
    expect(seeker.storiesIn('and so I got the bus home again')).toEqual(['the-bus-home']);
  });
});

describe('a title and a teller’s name', () => {
  const teller = { pseudonym: 'A housing worker', viewpoint: 'worker' } as const;
  const named = seek(fingerprint({ title: 'Eleven days', teller }));

  it.each(['Eleven days', 'ELEVEN DAYS.', '“Eleven days”', 'A housing worker'])(
    'are found where they stand alone: %s',
    (name) => {
      expect(named.storiesNamed(name)).toEqual(['the-bus-home']);
    },
  );

  it.each(['eleven days later', 'it took eleven days', 'ask a housing worker'])(
    'of everyday words are not found in running text: %s',
    (text) => {
      expect(named.storiesIn(text)).toEqual([]);
      expect(named.storiesNamed(text)).toEqual([]);
    },
  );

  it('of a word that nothing else says are found in running text', () => {
    const rare = seek(fingerprint({ title: 'The blue jaiket' }));
    expect(rare.storiesIn('we read the blue jaiket together')).toEqual(['the-bus-home']);
  });

  it('of one word are not, for it may be a word of a program', () => {
    const one = seek(fingerprint({ teller: { pseudonym: 'Maxx', viewpoint: 'family' } }));
    expect(one.storiesIn('Math.maxx(1, 2)')).toEqual([]);
    expect(one.storiesNamed('Maxx')).toEqual(['the-bus-home']);
  });

  it('are set aside where the site calls something else the same', () => {
    const seeker = seek(fingerprint({ title: 'Eleven days' }));
    seeker.setNamesAside(['Eleven days']);
    expect(seeker.storiesNamed('Eleven days')).toEqual([]);
  });

  it('longer than seven words are found by their run and as a whole', () => {
    const long = 'They will tell you one story and this is another';
    const seeker = seek(fingerprint({ title: long }));
    expect(seeker.storiesNamed(long)).toEqual(['the-bus-home']);
    expect(seeker.storiesIn(`See “${long}”.`)).toEqual(['the-bus-home']);
  });
});

describe('what a pack says of a story', () => {
  const pack = {
    title: 'The pack',
    activities: [
      { value: { story: 'the-bus-home', steps: ['Read it.'], instead: { title: 'Make one up' } } },
      { value: { story: 'another', steps: ['Read that.'] } },
    ],
    stories: ['the-bus-home'],
  };

  it('is not published once the story is gone, and what stands in its place is', () => {
    const texts = textsWithout(pack, new Set(['the-bus-home']));
    expect(texts).not.toContain('Read it.');
    expect(texts).toContain('Make one up');
    expect(texts).toContain('Read that.');
    expect(texts).toContain('The pack');
  });
});

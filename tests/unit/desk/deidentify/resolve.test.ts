import { describe, expect, it } from 'vitest';
import { flagsIn, resolveFlags } from '#desk/deidentify/deidentify.ts';
import { type FlagDecision, flagsByWords, resolveFlagsWith } from '#desk/deidentify/resolve.ts';
import { suggestionsFor } from '#desk/deidentify/suggestions.ts';

const text = 'Shona was fourteen. We met in Cumnock and Shona was kind.';
const flags = flagsIn(text);
const decisions: readonly FlagDecision[] = [
  { words: 'shona', action: 'replace', with: 'my friend' },
  { words: 'fourteen', action: 'generalise', with: 'a young teenager' },
  { words: 'Cumnock', action: 'generalise', with: 'a town' },
];

describe('resolving a text', () => {
  it('carries out what was decided, once for all flags with the same words', () => {
    expect(resolveFlags(text, flags, decisions)).toEqual({
      state: 'resolved',
      text: 'my friend was a young teenager. We met in a town and my friend was kind.',
    });
  });

  it('refuses while one flag is undecided, and lists it', () => {
    expect(resolveFlags(text, flags, decisions.slice(0, 2))).toEqual({
      state: 'undecided',
      unresolved: [expect.objectContaining({ words: 'Cumnock' })],
    });
  });

  it('looks at a moderator’s own words as well', () => {
    const careless = decisions.map((each) =>
      each.words === 'Cumnock' ? { ...each, with: 'Kilmarnock' } : each,
    );
    expect(resolveFlags(text, flags, careless)).toMatchObject({
      state: 'lookAgain',
      text: 'my friend was a young teenager. We met in Kilmarnock and my friend was kind.',
      unresolved: [{ words: 'Kilmarnock' }],
    });
  });

  it('lets stand what was decided to be kept', () => {
    const keeps: readonly FlagDecision[] = ['Shona', 'fourteen', 'Cumnock'].map((words) => ({
      words,
      action: 'keep',
    }));
    expect(resolveFlags(text, flags, keeps)).toEqual({ state: 'resolved', text });
  });

  it('takes a decision about one flag before that about all with its words', () => {
    const one: FlagDecision = { words: 'Shona', at: 0, action: 'replace', with: 'She' };
    expect(resolveFlags(text, flags, [...decisions, one])).toMatchObject({
      text: 'She was a young teenager. We met in a town and my friend was kind.',
    });
  });

  it('does not keep the same words in a new place because one flag was kept', () => {
    const once: readonly FlagDecision[] = [
      { words: 'Shona', at: 0, action: 'keep' },
      { words: 'Shona', at: text.lastIndexOf('Shona'), action: 'replace', with: 'wee Shona' },
      ...decisions.slice(1),
    ];
    expect(resolveFlags(text, flags, once)).toMatchObject({
      state: 'lookAgain',
      unresolved: [expect.objectContaining({ words: 'wee Shona' })],
    });
  });

  it('asks about words that were kept in one place where a moderator writes them in another', () => {
    const elsewhere: readonly FlagDecision[] = [
      { words: 'Shona', at: 0, action: 'keep' },
      { words: 'Shona', at: text.lastIndexOf('Shona'), action: 'replace', with: 'she' },
      { words: 'fourteen', action: 'generalise', with: 'a young teenager' },
      { words: 'Cumnock', action: 'replace', with: 'the town of Shona' },
    ];
    expect(resolveFlags(text, flags, elsewhere)).toMatchObject({
      state: 'lookAgain',
      unresolved: [expect.objectContaining({ words: 'Shona' })],
    });
  });

  it('throws when the flags are of another text', () => {
    expect(() => resolveFlags(`Well. ${text}`, flags, decisions)).toThrow('flag the text again');
  });
});

describe('our own suggestions', () => {
  it('are not asked about again, though they may say an age or a season', () => {
    const born = 'It was 14 March 2019 and I was fourteen.';
    const coarser = flagsIn(born).map((flag): FlagDecision => {
      const [first = ''] = suggestionsFor(flag);
      return { words: flag.words, action: 'generalise', with: first };
    });
    expect(resolveFlags(born, flagsIn(born), coarser)).toEqual({
      state: 'resolved',
      text: 'It was in spring and I was in my early teens.',
    });
  });
});

describe('a flag that reaches beyond our own suggestion', () => {
  const before = 'We met in Cumnock.';
  const [flag] = flagsIn(before);
  const decision: FlagDecision = { words: 'Cumnock', action: 'generalise', with: 'a town' };
  /** Looks at the new text as a rule would that finds these words in it. */
  const finds = (words: string) => (after: string) => {
    const start = after.indexOf(words);
    return start === -1 || flag === undefined ? [] : [{ ...flag, start, end: start + words.length, words }];
  };

  it.each(['in a town', 'a town.', 'met in a'])('is asked about: “%s”', (words) => {
    expect(resolveFlagsWith(before, flagsIn(before), [decision], finds(words))).toMatchObject({
      state: 'lookAgain',
      unresolved: [{ words }],
    });
  });

  it('is not, where it lies within the suggestion', () => {
    expect(resolveFlagsWith(before, flagsIn(before), [decision], finds('town'))).toEqual({
      state: 'resolved',
      text: 'We met in a town.',
    });
  });
});

describe('flags by their words', () => {
  it('stand together, whatever their capitals', () => {
    const groups = flagsByWords(flagsIn('Then Shona came. I told shona.'));
    expect([...groups].map(([words, same]) => [words, same.length])).toEqual([['shona', 2]]);
  });
});

describe('suggestions', () => {
  it.each([
    ['fourteen', 'age', 'in my early teens'],
    ['was 17', 'age', 'in my late teens'],
    ['45', 'age', 'in my forties'],
    ['the 3rd of June', 'date', 'in summer'],
    ['12/11/2021', 'date', 'in autumn'],
    ['Cumnock', 'place', 'a town'],
  ] as const)('say %s more coarsely', (words, kind, coarser) => {
    expect(suggestionsFor({ words, kind })[0]).toBe(coarser);
  });
});

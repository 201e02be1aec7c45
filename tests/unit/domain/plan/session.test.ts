import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fragmentOf,
  keyOf,
  longestSession,
  type Piece,
  pathOf,
  picksAfterSwap,
  planSession,
  type Session,
  shortestSession,
  type Wish,
  wishFrom,
} from '#domain/plan/session.ts';
import { fromSessionData, toSessionData } from '#domain/plan/session-data.ts';
import { readyMade, sessionInWords, stepInWords } from '#domain/plan/session-words.ts';
import {
  audienceRank,
  audiences,
  type ContentNote,
  contentNotes,
  groupKinds,
  valuesOf,
} from '#domain/words/vocabularies.ts';

const topics = ['debt', 'friends', 'home'];

const somePiece = fc.record({
  kind: fc.constantFrom('guide', 'story', 'myth', 'activity'),
  id: fc.stringMatching(/^[a-f]{2}\/[a-f]{3}$/),
  title: fc.string({ minLength: 1, maxLength: 40 }),
  minutes: fc.integer({ min: 1, max: 40 }),
  audience: fc.constantFrom(...valuesOf(audiences)),
  groups: fc.subarray(valuesOf(groupKinds), { minLength: 1 }),
  notes: fc.subarray(valuesOf(contentNotes), { maxLength: 3 }),
  themes: fc.subarray(topics),
  points: fc.subarray(topics),
  /** Places among the pieces, of those that there are. */
  beside: fc.uniqueArray(fc.nat({ max: 20 }), { maxLength: 3 }),
});
/** Pieces of which some belong with others. */
const somePieces: fc.Arbitrary<Piece[]> = fc
  .uniqueArray(somePiece, { selector: keyOf, maxLength: 60 })
  .map((pieces) =>
    pieces.map((each) => ({
      ...each,
      beside: each.beside.flatMap((place) => (pieces[place] ? keyOf(pieces[place]) : [])),
    })),
  );
const someWish: fc.Arbitrary<Wish> = fc.record(
  {
    group: fc.constantFrom(...valuesOf(groupKinds)),
    audience: fc.constantFrom(...valuesOf(audiences)),
    minutes: fc.integer({ min: shortestSession, max: longestSession }),
    without: fc.subarray(valuesOf(contentNotes), { maxLength: 4 }),
    theme: fc.constantFrom(...topics),
    point: fc.constantFrom(...topics),
  },
  { requiredKeys: ['group', 'audience', 'minutes', 'without'] },
);

const usedIn = ({ steps }: Session) => steps.flatMap((step) => ('piece' in step ? [step.piece] : []));

function piece(kind: Piece['kind'], id: string, more: Partial<Piece> = {}): Piece {
  return {
    kind,
    id,
    title: id,
    minutes: 5,
    audience: 'second',
    groups: valuesOf(groupKinds),
    notes: [],
    themes: [],
    points: [],
    beside: [],
    ...more,
  };
}
const wish: Wish = { group: 'few', audience: 'thirdFourth', minutes: 40, without: [] };

describe('a planned session, whatever is asked and whatever there is', () => {
  test('never takes longer than was asked for, and says truly how long it takes', () => {
    fc.assert(
      fc.property(somePieces, someWish, (pieces, asked) => {
        const session = planSession(pieces, asked);
        expect(session.minutes).toBeLessThanOrEqual(asked.minutes);
        expect(session.minutes).toBe(session.steps.reduce((sum, step) => sum + step.minutes, 0));
      }),
    );
  });

  test('holds nothing that was to be left out, nothing for older people, nothing for another group', () => {
    fc.assert(
      fc.property(somePieces, someWish, (pieces, asked) => {
        const picks = pieces.map(keyOf);
        for (const each of usedIn(planSession(pieces, asked, picks))) {
          expect(each.notes.filter((note) => asked.without.includes(note))).toEqual([]);
          expect(audienceRank(each.audience)).toBeLessThanOrEqual(audienceRank(asked.audience));
          expect(each.groups).toContain(asked.group);
        }
      }),
    );
  });

  test('begins with how to talk and ends with where help is', () => {
    fc.assert(
      fc.property(somePieces, someWish, (pieces, asked) => {
        const steps = planSession(pieces, asked).steps.filter(({ kind }) => kind !== 'guide');
        expect(steps[0]?.kind).toBe('open');
        expect(steps.at(-1)?.kind).toBe('help');
      }),
    );
  });

  test('uses nothing twice, and talks about every story', () => {
    fc.assert(
      fc.property(somePieces, someWish, (pieces, asked) => {
        const session = planSession(pieces, asked);
        const keys = usedIn(session).map(keyOf);
        expect(new Set(keys).size).toBe(keys.length);
        const at = session.steps.findIndex(({ kind }) => kind === 'story');
        if (at !== -1) expect(session.steps[at + 1]).toMatchObject({ kind: 'talk' });
      }),
    );
  });

  test('is the same each time', () => {
    fc.assert(
      fc.property(somePieces, someWish, (pieces, asked) => {
        expect(planSession(pieces, asked)).toEqual(planSession(pieces, asked));
      }),
    );
  });

  test('when a piece is swapped, puts one in its place, adds nothing else and keeps every promise', () => {
    fc.assert(
      fc.property(somePieces, someWish, (pieces, asked) => {
        const session = planSession(pieces, asked);
        for (const old of usedIn(session)) {
          const picks = picksAfterSwap(pieces, asked, session, keyOf(old));
          if (!picks) continue;
          const next = planSession(pieces, asked, picks);
          const keys = usedIn(next).map(keyOf);
          expect(keys).not.toContain(keyOf(old));
          const before = new Set(usedIn(session).map(keyOf));
          expect(keys.filter((key) => !before.has(key))).toHaveLength(1);
          expect(next.minutes).toBeLessThanOrEqual(asked.minutes);
        }
      }),
    );
  });
});

describe('what is chosen', () => {
  test('a story about the moment comes before one about the theme, and that before one for the level', () => {
    const level = piece('story', 'level', { audience: 'thirdFourth' });
    const theme = piece('story', 'theme', { themes: ['debt'] });
    const point = piece('story', 'point', { points: ['home'] });
    const asked = { ...wish, theme: 'debt', point: 'home' };
    const first = (...pieces: Piece[]) => usedIn(planSession(pieces, asked))[0]?.id;
    expect(first(level, theme, point)).toBe('point');
    expect(first(level, theme)).toBe('theme');
    expect(first(level)).toBe('level');
  });

  test('what belongs with the story comes before what only suits the level, and says so', () => {
    const pieces = [
      piece('story', 'a', { beside: ['myth:told', 'activity:pack/cards'] }),
      piece('myth', 'one', { audience: 'thirdFourth' }),
      piece('myth', 'two', { audience: 'thirdFourth' }),
      piece('myth', 'told'),
      piece('activity', 'other/quiz', { audience: 'thirdFourth' }),
      piece('activity', 'pack/cards'),
    ];
    const { steps } = planSession(pieces, { ...wish, minutes: 30 });
    const texts = new Map(
      steps.flatMap((step) => ('piece' in step ? [[step.piece.id, stepInWords(step, wish, {}).text]] : [])),
    );
    expect(texts.get('told')).toContain('It answers a myth in the story.');
    expect(texts.get('pack/cards')).toContain('It’s from a lesson that reads the story.');
    expect([...texts.keys()].slice(0, 2)).toEqual(['a', 'told']);
  });

  test('a swap never brings in something else because two pieces do not go together', () => {
    const pieces = ['cc/aaa', 'cc/aab', 'aa/aaa'].map((id) => piece('activity', id, { minutes: 1 }));
    const session = planSession(pieces, wish);
    expect(usedIn(session).map(({ id }) => id)).toEqual(['cc/aaa', 'aa/aaa']);
    expect(picksAfterSwap(pieces, wish, session, 'activity:aa/aaa')).toBeUndefined();
  });

  test('a swap keeps every other piece if anything can', () => {
    const pieces = [
      piece('story', 'one', { minutes: 8 }),
      piece('story', 'long', { minutes: 12 }),
      piece('story', 'short', { minutes: 8 }),
      piece('activity', 'pack/cards', { minutes: 12 }),
    ];
    const asked = { ...wish, minutes: 30 };
    const session = planSession(pieces, asked);
    expect(usedIn(session).map(({ id }) => id)).toEqual(['one', 'pack/cards']);
    expect(picksAfterSwap(pieces, asked, session, 'story:one')).toEqual([
      'story:short',
      'activity:pack/cards',
    ]);
    const without = pieces.filter(({ id }) => id !== 'short');
    expect(picksAfterSwap(without, asked, session, 'story:one')).toEqual([
      'story:long',
      'activity:pack/cards',
    ]);
  });

  test('two activities of one lesson pack are never in one session', () => {
    const pieces = [
      piece('activity', 'pack/cards'),
      piece('activity', 'pack/quiz'),
      piece('activity', 'other/quiz'),
    ];
    expect(usedIn(planSession(pieces, wish)).map(({ id }) => id)).toEqual(['pack/cards', 'other/quiz']);
  });

  test('a guide is read beforehand, and only one about the moment is named', () => {
    const guide = piece('guide', 'money', { points: ['debt'], minutes: 30 });
    expect(usedIn(planSession([guide], wish))).toEqual([]);
    const { steps } = planSession([guide], { ...wish, point: 'debt' });
    expect(steps[0]).toMatchObject({ kind: 'guide', minutes: 0 });
  });

  test('a story that leaves no time to talk about it is not read', () => {
    expect(usedIn(planSession([piece('story', 'long', { minutes: 4 })], { ...wish, minutes: 11 }))).toEqual(
      [],
    );
    expect(
      usedIn(planSession([piece('story', 'long', { minutes: 4 })], { ...wish, minutes: 12 })),
    ).toHaveLength(1);
  });

  test('what was picked and is gone since makes way for the next best', () => {
    const pieces = [piece('story', 'here'), piece('myth', 'known')];
    const session = planSession(pieces, wish, ['story:gone', 'myth:known']);
    expect(usedIn(session).map(keyOf)).toEqual(['story:here', 'myth:known']);
  });

  test('a swap goes through all that fits and comes round again', () => {
    const pieces = ['a', 'b', 'c'].map((id) => piece('story', id));
    const seen: string[] = [];
    let session = planSession(pieces, wish);
    for (let turn = 0; turn < 4; turn++) {
      const [story] = usedIn(session);
      seen.push((story as Piece).id);
      session = planSession(pieces, wish, picksAfterSwap(pieces, wish, session, keyOf(story as Piece)));
    }
    expect(seen).toEqual(['a', 'b', 'c', 'a']);
    expect(
      picksAfterSwap(pieces.slice(0, 1), wish, planSession(pieces.slice(0, 1), wish), 'story:a'),
    ).toBeUndefined();
  });
});

describe('a session in an address', () => {
  test('comes back as it was', () => {
    fc.assert(
      fc.property(someWish, fc.uniqueArray(fc.stringMatching(/^[a-z]+:[a-z-]+$/)), (asked, picks) => {
        expect(wishFrom(fragmentOf(asked, picks))).toEqual({ wish: asked, picks });
      }),
    );
  });

  test('that is broken asks for something harmless, or nothing', () => {
    expect(wishFrom('')).toBeUndefined();
    expect(wishFrom('#group=everyone')).toBeUndefined();
    expect(wishFrom('#group=few&level=toString&minutes=9000&without=debt+nonsense')?.wish).toEqual({
      group: 'few',
      audience: 'second',
      minutes: longestSession,
      without: ['debt' satisfies ContentNote],
    });
    fc.assert(
      fc.property(fc.string(), (text) => {
        const asked = wishFrom(`#group=one&${text}`);
        if (asked) expect(asked.wish.minutes).toBeGreaterThanOrEqual(shortestSession);
      }),
    );
  });
});

describe('pieces as a page carries them', () => {
  test('come back as they were', () => {
    fc.assert(
      fc.property(somePieces, (pieces) => {
        expect(fromSessionData(JSON.parse(JSON.stringify(toSessionData(pieces))))).toEqual(pieces);
      }),
    );
  });

  test('weigh at most 60 kB compressed with a thousand stories', () => {
    const some = fc.sample(somePiece, { numRuns: 1000, seed: 1 });
    const named = some.map(
      (each, index): Piece => ({
        ...each,
        kind: 'story',
        beside: [],
        id: `${each.id.replace('/', '-')}-and-what-came-of-it-${index}`,
        title: `A title of the usual length, and ${each.id} ${index}`,
      }),
    );
    const pieces = named.map((each, index) => ({
      ...each,
      beside: [3, 14, 15].map((step) => keyOf(named[(index * step) % named.length] as Piece)),
    }));
    expect(gzipSync(JSON.stringify(toSessionData(pieces))).length).toBeLessThanOrEqual(60_000);
  });

  test('lead to where they are read', () => {
    expect(pathOf({ kind: 'activity', id: 'the-favour/cards' })).toBe('/lesson-packs/the-favour/#a-cards');
    expect(pathOf({ kind: 'myth', id: 'a-loan' })).toBe('/myths/a-loan/');
    expect(pathOf({ kind: 'story', id: 'a-key' })).toBe('/stories/a-key/');
    expect(pathOf({ kind: 'guide', id: 'debt' })).toBe('/guides/debt/');
  });
});

describe('a session in words', () => {
  test('says why each piece is there', () => {
    const asked = { ...wish, theme: 'debt', point: 'home' };
    const names = { debt: 'Debt', home: 'Coming home' };
    const story = piece('story', 'a', { themes: ['debt'], points: ['home'], audience: 'thirdFourth' });
    const { steps } = planSession([story], asked);
    expect(stepInWords(steps[1] as Session['steps'][number], asked, names).text).toBe(
      'It’s about coming home, and debt. It’s for S1 to S3.',
    );
    for (const step of planSession([piece('myth', 'm')], wish).steps) {
      expect(stepInWords(step, wish, {}).text).not.toBe('');
    }
  });

  test('says for whom and how long', () => {
    expect(sessionInWords({ minutes: 35 }, wish)).toBe('A small group, S1 to S3, 35 minutes');
    expect(sessionInWords({ minutes: 30 }, { ...wish, group: 'adults', audience: 'adult' })).toBe(
      'Adults, 30 minutes',
    );
  });

  test('is ready-made for every group', () => {
    expect(new Set(readyMade.map(({ group }) => group))).toEqual(new Set(valuesOf(groupKinds)));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterMove,
  type DecisionReason,
  type Deed,
  decisionReasons,
  deeds,
  isHeld,
  type Move,
  possibleDeeds,
  reasonsFor,
  type Stage,
  type Standing,
  stages,
} from '#desk/journal/states.ts';
import type { ModeratorRole } from '#domain/words/vocabularies.ts';
import { propertyRuns } from '../../../fixtures/property-runs.ts';

const lead: readonly ModeratorRole[] = ['safeguarding', 'editor'];
const editor: readonly ModeratorRole[] = ['editor'];

type Steps = readonly (Deed | readonly [Deed, DecisionReason])[];
/** Follows moves from the beginning; throws at the first that is refused. */
function follow(...moves: Steps): Standing {
  let standing: Standing | undefined;
  for (const move of ['take' as const, ...moves]) {
    const [what, why] = typeof move === 'string' ? [move, undefined] : move;
    const after = afterMove(standing, { what, why, roles: lead });
    if (typeof after === 'string') throw new Error(`${what}: ${after}`);
    standing = after;
  }
  return standing as Standing;
}
const stageAfter = (...moves: Steps): Stage => follow(...moves).stage;

const toConsent = ['read', 'deIdentify', ['readBack', 'agreed'], 'recordConsent'] as const;

const anyMove: fc.Arbitrary<Move> = fc.record({
  what: fc.constantFrom(...(Object.keys(deeds) as Deed[])),
  why: fc.option(fc.constantFrom(...(Object.keys(decisionReasons) as DecisionReason[])), { nil: undefined }),
  roles: fc.constantFrom(lead, editor, []),
});
/** A move that is often a possible one, so that long lives come about. */
const likelyMove = (standing: Standing): fc.Arbitrary<Move> =>
  fc.constantFrom(...possibleDeeds(standing, lead), 'take' as const).chain((what) =>
    fc.record({
      what: fc.constant(what),
      why: reasonsFor(what).length > 0 ? fc.constantFrom(...reasonsFor(what)) : fc.constant(undefined),
      roles: fc.constantFrom(lead, editor),
    }),
  );

const lives = propertyRuns(10_000);
/** Plays a life of up to 24 moves and hands each step to a judge. */
function eachStep(judge: (before: Standing | undefined, move: Move, after: Standing | undefined) => void) {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), fc.boolean(), anyMove), { maxLength: 24 }), (steps) => {
      let standing: Standing | undefined;
      for (const [seed, isLikely, wild] of steps) {
        const move =
          isLikely && standing ? (fc.sample(likelyMove(standing), { numRuns: 1, seed })[0] as Move) : wild;
        const after = afterMove(standing, move);
        judge(standing, move, typeof after === 'string' ? undefined : after);
        if (typeof after !== 'string') standing = after;
      }
    }),
    { numRuns: lives },
  );
}

describe('the life of a submission', () => {
  it('leads from the first reading to a draft', () => {
    expect(stageAfter(...toConsent, 'promote')).toBe('promoted');
  });

  it.each([
    ['before it is read', 'deIdentify', []],
    ['before it is de-identified', 'readBack', ['read']],
    ['before it is read back', 'recordConsent', ['read', 'deIdentify']],
    ['before consent is recorded', 'promote', ['read', 'deIdentify', ['readBack', 'agreed']]],
  ] as const)('does not let anybody go on %s', (_when, what, moves) => {
    expect(() => follow(...moves, [what, 'agreed'])).toThrow('notHere');
  });

  it('asks for every step again after it was opened again', () => {
    expect(() => follow(...toConsent, ['reopen', 'somethingMissed'], 'promote')).toThrow('notHere');
  });

  it('lets only the safeguarding lead release what is held', () => {
    const held = follow('read', ['hold', 'liveCase']);
    expect(afterMove(held, { what: 'release', why: 'caseOver', roles: editor })).toBe('notYours');
    expect(afterMove(held, { what: 'release', why: 'caseOver', roles: lead })).toMatchObject({
      stage: 'triage',
    });
  });

  it('keeps what is taken back while it is held, and never lets it be published', () => {
    expect(stageAfter(['hold', 'liveCase'], ['withdraw', 'teller'])).toBe('legalHold');
    expect(stageAfter(['hold', 'liveCase'], ['withdraw', 'teller'], ['release', 'caseOver'])).toBe(
      'withdrawn',
    );
  });

  it('gives a promoted submission back as promoted when its hold ends', () => {
    expect(
      stageAfter(
        ...toConsent,
        'promote',
        ['hold', 'liveCase'],
        ['safeguard', 'childInDanger'],
        ['release', 'noDanger'],
      ),
    ).toBe('promoted');
  });

  it('starts the safeguarding lead’s clock anew with every hold', () => {
    expect(follow(['hold', 'liveCase'], ['attend', 'advised']).isAttended).toBe(true);
    expect(
      follow(['hold', 'liveCase'], ['attend', 'advised'], ['safeguard', 'childInDanger']).isAttended,
    ).toBe(false);
  });

  it('asks for a reason of the right list', () => {
    const read = follow('read');
    expect(afterMove(read, { what: 'junk', roles: editor })).toBe('reasonNeeded');
    expect(afterMove(read, { what: 'junk', why: 'caseOver', roles: editor })).toBe('reasonUnknown');
  });

  it('takes in the same submission twice without starting again', () => {
    expect(stageAfter('read', 'take')).toBe('triage');
  });

  it(`offers exactly what is possible, in ${lives.toLocaleString('en-GB')} lives`, () => {
    eachStep((before, move, after) => {
      if (!before || move.what === 'take') return;
      const isOffered = possibleDeeds(before, move.roles).includes(move.what);
      const because = reasonsFor(move.what);
      const isReasoned = because.length === 0 ? move.why === undefined : because.includes(move.why as never);
      expect(after !== undefined).toBe(isOffered && isReasoned);
    });
  });

  it(`never lets go of what is held except by the safeguarding lead, in ${lives.toLocaleString('en-GB')} lives`, () => {
    eachStep((before, move, after) => {
      if (!before || !after || !isHeld(before.stage) || isHeld(after.stage)) return;
      expect(move.what).toBe('release');
      expect(move.roles).toContain('safeguarding');
    });
  });

  it(`never promotes without de-identifying, read-back and consent since it was last opened, in ${lives.toLocaleString('en-GB')} lives`, () => {
    let path: Stage[] = [];
    eachStep((before, move, after) => {
      if (!before) path = [];
      if (!after) return;
      if (after.stage === 'triage') path = [];
      else if (before?.stage !== after.stage) path.push(after.stage);
      if (move.what === 'promote')
        expect(path).toEqual(['deIdentified', 'readBack', 'consentRecorded', 'promoted']);
    });
  });

  it(`never brings back what is deleted or taken back, in ${lives.toLocaleString('en-GB')} lives`, () => {
    eachStep((before, _move, after) => {
      if (!before || !after) return;
      if (before.stage === 'deleted') expect(after.stage).toBe('deleted');
      if (before.stage === 'withdrawn') expect(['withdrawn', 'deleted']).toContain(after.stage);
      if (before.isTakenBack) expect(after.isTakenBack).toBe(true);
    });
  });
});

it('has words for everything that can stand in the journal', () => {
  for (const words of [
    ...Object.values(stages),
    ...Object.values(deeds),
    ...Object.values(decisionReasons),
  ]) {
    expect(words).toMatch(/^[A-Z].{3,}/);
  }
});

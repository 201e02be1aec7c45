import { sign } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, gate, type Policy, type Verdict } from '#domain/gate/gate.ts';
import type { SignableStory } from '#domain/gate/signing.ts';
import type { Moderator } from '#domain/schema/moderator.ts';
import type { SignOff } from '#domain/schema/sign-off.ts';
import type { Consent, Story } from '#domain/schema/story.ts';
import { type Reason, type Use, uses, valuesOf } from '#domain/words/vocabularies.ts';
import {
  givenConsent,
  makeModerator,
  makeStory,
  makeToldStory,
  registerOf,
  type Signer,
  signedBy,
  storyBody,
  today,
} from '../../../fixtures/make.ts';

const everyUse = valuesOf(uses);
const policy: Policy = { mode: 'live', coolingOffDays: 14, policyVersion: '1' };
const editor = makeModerator({ roles: ['editor'] }, 'editor');
const lead = makeModerator({ roles: ['safeguarding'] }, 'lead');

interface Situation {
  readonly story?: SignableStory;
  readonly signers?: readonly Signer[];
  readonly signOffs?: readonly SignOff[];
  readonly moderators?: ReadonlyMap<string, Moderator>;
  readonly withdrawals?: ReadonlySet<string>;
  readonly policy?: Partial<Policy>;
  readonly today?: string;
}

/** The gate's verdict on a story that two moderators have signed, with one thing changed. Reasons in A to Z order. */
function judge(change: Situation = {}): Verdict {
  const story = change.story ?? makeStory();
  const signers = change.signers ?? [editor, lead];
  const verdict = gate(
    story,
    change.signOffs ?? signedBy(story, signers),
    change.moderators ?? registerOf(...signers),
    change.withdrawals ?? new Set(),
    { ...policy, ...change.policy },
    change.today ?? today,
  );
  return {
    uses: verdict.uses,
    held: verdict.held.map(({ use, reasons }) => ({ use, reasons: reasons.toSorted() })),
  };
}

function reasonsFor(use: Use, verdict: Verdict): readonly Reason[] {
  return verdict.held.find((each) => each.use === use)?.reasons ?? [];
}

/** The verdict on a story that may appear nowhere, for exactly these reasons. */
function heldEverywhere(...reasons: readonly Reason[]): Verdict {
  return { uses: [], held: everyUse.map((use) => ({ use, reasons: reasons.toSorted() })) };
}

const freeEverywhere: Verdict = { uses: everyUse, held: [] };

describe('a story with nothing against it', () => {
  it('appears in every use when it is a signed composite', () => {
    expect(judge()).toEqual(freeEverywhere);
  });

  it.each(['firstPerson', 'asToldTo'] as const)(
    'appears in every use when it is %s and the teller allows all',
    (origin) => {
      expect(judge({ story: makeToldStory({}, { origin }) })).toEqual(freeEverywhere);
    },
  );

  it('appears while an older signature over other content is kept beside two that fit', () => {
    const story = makeStory();
    const before = makeStory({}, { body: 'An earlier wording.\n' });
    const signOffs = [...signedBy(before, [editor]), ...signedBy(story, [editor, lead])];
    expect(judge({ story, signOffs })).toEqual(freeEverywhere);
  });

  it('needs the safeguarding role from one of the two only', () => {
    expect(judge({ signers: [makeModerator({ roles: [] }), lead] })).toEqual(freeEverywhere);
  });
});

describe('withdrawn', () => {
  it('holds a withdrawn story for every use', () => {
    expect(judge({ withdrawals: new Set(['the-bus-home']) })).toEqual(heldEverywhere('withdrawn'));
  });

  it('says nothing else about a withdrawn story, whatever else is wrong with it', () => {
    const story = makeToldStory({ kind: 'missing' });
    expect(judge({ story, signOffs: [], withdrawals: new Set([story.slug]) })).toEqual(
      heldEverywhere('withdrawn'),
    );
  });

  it('does not hold a story because another one is withdrawn', () => {
    expect(judge({ withdrawals: new Set(['the-bus']) })).toEqual(freeEverywhere);
  });
});

describe('consent', () => {
  it('is missing until somebody records it', () => {
    const story = makeToldStory({ kind: 'missing' });
    expect(judge({ story })).toEqual(heldEverywhere('consent-missing'));
  });

  it('is missing from a composite, too, that does not say it needs none', () => {
    const story = makeStory({ consent: { kind: 'missing', uses: [] } });
    expect(judge({ story })).toEqual(heldEverywhere('consent-missing'));
  });

  it.each(['firstPerson', 'asToldTo'] as const)(
    'is missing from a %s story that claims to need none',
    (origin) => {
      const story = makeToldStory({ kind: 'notNeeded' }, { origin });
      expect(judge({ story })).toEqual(heldEverywhere('consent-missing'));
    },
  );

  it('is missing when there is no record of it to look up', () => {
    const { record: _record, ...consent } = givenConsent();
    const story = makeToldStory({}, { consent });
    expect(judge({ story })).toEqual(heldEverywhere('consent-missing'));
  });

  it.each(everyUse.filter((use) => use !== 'site'))('for the site alone does not cover %s', (use) => {
    const verdict = judge({ story: makeToldStory({ uses: ['site'] }) });
    expect(reasonsFor(use, verdict)).toEqual(['consent-use']);
  });

  it('for the site alone lets the story stand on the site', () => {
    expect(judge({ story: makeToldStory({ uses: ['site'] }) }).uses).toEqual(['site']);
  });

  it.each(everyUse.filter((use) => use !== 'site'))('for %s is worth nothing without the site', (use) => {
    expect(judge({ story: makeToldStory({ uses: [use] }) })).toEqual(heldEverywhere('consent-use'));
  });

  it('for the site and one more use covers those two only', () => {
    expect(judge({ story: makeToldStory({ uses: ['quotes', 'site'] }) }).uses).toEqual(['site', 'quotes']);
  });

  it('still holds on the day of its review', () => {
    expect(judge({ story: makeToldStory({ reviewBy: today }) })).toEqual(freeEverywhere);
  });

  it('has lapsed on the day after its review', () => {
    const story = makeToldStory({ reviewBy: '2026-11-21' });
    expect(judge({ story })).toEqual(heldEverywhere('consent-lapsed'));
  });

  it('has lapsed when nobody set a day of review', () => {
    const { reviewBy: _reviewBy, ...consent } = givenConsent();
    expect(judge({ story: makeToldStory({}, { consent }) })).toEqual(heldEverywhere('consent-lapsed'));
  });

  it('may both not cover a use and have lapsed', () => {
    const verdict = judge({ story: makeToldStory({ uses: ['site'], reviewBy: '2026-11-21' }) });
    expect(reasonsFor('print', verdict)).toEqual(['consent-lapsed', 'consent-use']);
  });
});

describe('two signatures', () => {
  it('are needed: none will not do', () => {
    expect(judge({ signOffs: [] })).toEqual(heldEverywhere('unsigned'));
  });

  it('are needed: one will not do', () => {
    expect(judge({ signOffs: signedBy(makeStory(), [lead]) })).toEqual(heldEverywhere('unsigned'));
  });

  it('must be by two moderators: one who signs twice is one', () => {
    const story = makeStory();
    const signOffs = [
      ...signedBy(story, [lead], { signedOn: '2026-03-01' }),
      ...signedBy(story, [lead], { signedOn: '2026-03-02' }),
    ];
    expect(judge({ story, signOffs })).toEqual(heldEverywhere('unsigned'));
  });

  it('must be by two moderators: two names with one key are one', () => {
    const twin: Signer = { ...lead, slug: 'lead-again' };
    expect(judge({ signers: [lead, twin] })).toEqual(heldEverywhere('unsigned'));
  });

  it('may be by two moderators who share a display name', () => {
    const other = makeModerator({ name: lead.data.name });
    expect(judge({ signers: [lead, other] })).toEqual(freeEverywhere);
  });
});

describe('a moderator who is not active', () => {
  it('signs nothing once revoked, not even on days before', () => {
    const revoked = makeModerator({ revoked: true });
    expect(judge({ signers: [lead, revoked] })).toEqual(heldEverywhere('unsigned'));
  });

  it('cannot sign after the day of retirement', () => {
    const retired = makeModerator({ retiredOn: '2026-02-28' });
    expect(judge({ signers: [lead, retired] })).toEqual(heldEverywhere('unsigned'));
  });

  it('has signed in time on the day of retirement itself', () => {
    const retired = makeModerator({ retiredOn: '2026-03-01' });
    expect(judge({ signers: [lead, retired] })).toEqual(freeEverywhere);
  });

  it('keeps the signatures from before retirement', () => {
    const retired = makeModerator({ retiredOn: '2026-06-01' });
    expect(judge({ signers: [lead, retired] })).toEqual(freeEverywhere);
  });

  it('cannot sign for a day before becoming a moderator', () => {
    const newcomer = makeModerator({ since: '2026-03-02' });
    expect(judge({ signers: [lead, newcomer] })).toEqual(heldEverywhere('unsigned'));
  });

  it('can sign on the first day', () => {
    const newcomer = makeModerator({ since: '2026-03-01' });
    expect(judge({ signers: [lead, newcomer] })).toEqual(freeEverywhere);
  });

  it('cannot sign for a day to come', () => {
    const story = makeStory();
    const signOffs = [...signedBy(story, [lead]), ...signedBy(story, [editor], { signedOn: '2026-11-23' })];
    expect(judge({ story, signOffs })).toEqual(heldEverywhere('unsigned'));
  });

  it('can sign today', () => {
    const story = makeStory();
    const signOffs = [...signedBy(story, [lead]), ...signedBy(story, [editor], { signedOn: today })];
    expect(judge({ story, signOffs })).toEqual(freeEverywhere);
  });
});

describe('safeguarding', () => {
  it('holds a story that nobody with the safeguarding role has signed', () => {
    expect(judge({ signers: [editor, makeModerator({ roles: ['editor'] })] })).toEqual(
      heldEverywhere('no-safeguarding'),
    );
  });

  it('does not count a safeguarding lead whose signature does not count', () => {
    const story = makeStory();
    const others = [editor, makeModerator({ roles: [] })];
    const signOffs = [...signedBy(story, others), ...signedBy(story, [lead], { signedOn: '2026-11-23' })];
    expect(judge({ story, signOffs, moderators: registerOf(...others, lead) })).toEqual(
      heldEverywhere('no-safeguarding'),
    );
  });

  it('is missing as well as the second signature when one editor has signed', () => {
    expect(judge({ signers: [editor] })).toEqual(heldEverywhere('unsigned', 'no-safeguarding'));
  });
});

/** One change to each thing that a reader sees or that decides where a story appears. */
const changesOfData: readonly (readonly [string, Partial<Story>])[] = [
  ['title', { title: 'The bus hame' }],
  ['summary', { summary: 'Somebody takes the bus home and does look back.' }],
  ['origin', { origin: 'asToldTo', consent: givenConsent() }],
  ['pseudonym', { teller: { pseudonym: 'Pam', viewpoint: 'family' } }],
  ['viewpoint', { teller: { pseudonym: 'Sam', viewpoint: 'worker' } }],
  ['line about the teller', { teller: { pseudonym: 'Sam', viewpoint: 'family', about: 'Likes buses' } }],
  ['kind of area', { areaType: 'diffuse' }],
  ['themes', { themes: ['policing'] }],
  ['transition points', { transitionPoints: ['falling-into-debt'] }],
  ['myths', { myths: ['hard-money'] }],
  ['support routes', { support: ['samaritans'] }],
  ['kinds of crime', { crimeTypes: ['fraud'] }],
  ['content notes', { contentNotes: ['debt'] }],
  ['audience', { suitableFrom: 'second' }],
  ['opening line', { opening: { line: 'I got the bus home that day.', voice: 'even' } }],
  ['voice', { opening: { line: 'I got the bus home that night.', voice: 'full' } }],
  ['short version', { shortVersion: 'Shorter.' }],
  ['pauses', { pauses: [{ after: 'The stop', question: 'Who said nothing?' }] }],
  ['margin notes', { margins: [{ on: 'Nobody said a word', myth: 'easy-money' }] }],
  ['excerpts', { excerpts: [{ text: 'Nobody said a word on the way up', format: 'quote' }] }],
  ['sources', { sources: ['study-one', 'study-three'] }],
  ['order of the sources', { sources: ['study-two', 'study-one'] }],
  ['month', { month: '2026-10' }],
  ['language', { language: 'sco' }],
];

describe('any change after signing', () => {
  const changed = heldEverywhere('unsigned', 'changed-since-sign-off');

  it.each(changesOfData)('of the %s voids the signatures', (_what, change) => {
    const signOffs = signedBy(makeStory(), [editor, lead]);
    expect(judge({ story: makeStory(change), signOffs })).toEqual(changed);
  });

  it.each<[string, Partial<Consent>]>([
    ['record', { record: 'C-0002' }],
    ['uses', { uses: ['site', 'lessons', 'quotes'] }],
    ['day', { givenOn: '2026-01-02' }],
    ['day of review', { reviewBy: '2028-01-01' }],
  ])('of the %s of the consent voids the signatures', (_what, change) => {
    const signOffs = signedBy(makeToldStory(), [editor, lead]);
    const verdict = judge({ story: makeToldStory(change), signOffs });
    expect(reasonsFor('site', verdict)).toEqual(['changed-since-sign-off', 'unsigned']);
  });

  it('of one byte of the body voids the signatures', () => {
    fc.assert(
      fc.property(fc.nat(storyBody.length - 1), fc.constantFrom('x', 'Z', '7', '!'), (at, letter) => {
        fc.pre(storyBody[at] !== letter);
        const body = storyBody.slice(0, at) + letter + storyBody.slice(at + 1);
        const signOffs = signedBy(makeStory(), [editor, lead]);
        expect(judge({ story: makeStory({}, { body }), signOffs })).toEqual(changed);
      }),
    );
  });

  it('of the white space at the end of the body voids the signatures', () => {
    const signOffs = signedBy(makeStory(), [editor, lead]);
    expect(judge({ story: makeStory({}, { body: `${storyBody}\n` }), signOffs })).toEqual(changed);
  });

  it('of the slug voids the signatures: a copy under another name is unsigned', () => {
    const signOffs = signedBy(makeStory(), [editor, lead]);
    expect(judge({ story: makeStory({}, { slug: 'the-bus-home-2' }), signOffs })).toEqual(changed);
  });

  it('of the policy voids the signatures', () => {
    expect(judge({ policy: { policyVersion: '2' } })).toEqual(changed);
  });

  it('is said when one moderator has signed again and the other has not', () => {
    const story = makeStory({ title: 'The bus hame' });
    const signOffs = [...signedBy(story, [lead]), ...signedBy(makeStory(), [editor])];
    expect(judge({ story, signOffs })).toEqual(changed);
  });

  it('is not said of a story that was never signed', () => {
    expect(reasonsFor('site', judge({ signOffs: [] }))).not.toContain('changed-since-sign-off');
  });
});

describe('a signature that does not verify', () => {
  /** Three moderators have signed, and the third record was changed afterwards. */
  function judgeTampered(tamper: (signOff: SignOff) => SignOff): Verdict {
    const story = makeStory();
    const third = makeModerator({}, 'third');
    const [record] = signedBy(story, [third]);
    return judge({
      story,
      signOffs: [...signedBy(story, [editor, lead]), tamper(record as SignOff)],
      moderators: registerOf(editor, lead, third),
    });
  }

  it('is not found where nothing was tampered with', () => {
    expect(judgeTampered((record) => record)).toEqual(freeEverywhere);
  });

  it.each<[string, (record: SignOff) => SignOff]>([
    ['moderator', (record) => ({ ...record, moderator: 'lead' })],
    [
      'content hash',
      (record) => ({
        ...record,
        contentHash: record.contentHash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
      }),
    ],
    ['day', (record) => ({ ...record, signedOn: '2026-03-02' })],
    ['list of checks', (record) => ({ ...record, checks: record.checks.slice(1) })],
    [
      'signature',
      (record) => ({
        ...record,
        signature: record.signature.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')),
      }),
    ],
  ])('holds the story even beside two good ones: a changed %s', (_what, tamper) => {
    expect(judgeTampered(tamper)).toEqual(heldEverywhere('bad-signature'));
  });

  it('comes from a moderator whom nobody registered', () => {
    const story = makeStory();
    const stranger = makeModerator({}, 'stranger');
    expect(judge({ story, signOffs: signedBy(story, [editor, lead, stranger]) })).toEqual(
      heldEverywhere('bad-signature'),
    );
  });

  it('comes from a moderator whose registered key is another', () => {
    const impostor: Signer = { ...makeModerator({}, 'lead'), data: lead.data };
    const story = makeStory();
    const signOffs = [...signedBy(story, [editor]), ...signedBy(story, [impostor])];
    expect(judge({ story, signOffs })).toEqual(
      heldEverywhere('bad-signature', 'unsigned', 'no-safeguarding'),
    );
  });

  it('does not verify over the content hash alone: the whole record is signed', () => {
    const story = makeStory();
    const [record] = signedBy(story, [lead]);
    const { contentHash } = record as SignOff;
    const signature = sign(null, Buffer.from(canonicalize({ contentHash }) ?? ''), lead.privateKey).toString(
      'base64',
    );
    const forged = { ...(record as SignOff), signature };
    const verdict = judge({ story, signOffs: [...signedBy(story, [editor]), forged] });
    expect(reasonsFor('site', verdict)).toContain('bad-signature');
  });

  it('is reported when the registered key is no key at all', () => {
    const broken: Signer = { ...lead, slug: 'broken', data: { ...lead.data, publicKey: '' } };
    const verdict = judge({ signers: [editor, lead, broken] });
    expect(reasonsFor('site', verdict)).toEqual(['bad-signature']);
  });
});

describe('cooling off', () => {
  it.each(['firstPerson', 'asToldTo'] as const)('holds a %s story on the thirteenth day', (origin) => {
    const story = makeToldStory({ givenOn: '2026-11-09' }, { origin });
    expect(judge({ story })).toEqual(heldEverywhere('cooling-off'));
  });

  it.each(['firstPerson', 'asToldTo'] as const)('lets a %s story go on the fourteenth day', (origin) => {
    const story = makeToldStory({ givenOn: '2026-11-08' }, { origin });
    expect(judge({ story })).toEqual(freeEverywhere);
  });

  it('lasts as long as the site says', () => {
    const story = makeToldStory({ givenOn: '2026-11-08' });
    expect(judge({ story, policy: { coolingOffDays: 15 } })).toEqual(heldEverywhere('cooling-off'));
  });

  it.each([0, 1, 13])('is fourteen days where the site says %s', (coolingOffDays) => {
    const early = makeToldStory({ givenOn: '2026-11-09' });
    expect(judge({ story: early, policy: { coolingOffDays } })).toEqual(heldEverywhere('cooling-off'));
    const due = makeToldStory({ givenOn: '2026-11-08' });
    expect(judge({ story: due, policy: { coolingOffDays } })).toEqual(freeEverywhere);
  });

  it('is not over for consent that is dated ahead', () => {
    const story = makeToldStory({ givenOn: '2026-11-23' });
    expect(reasonsFor('site', judge({ story, policy: { coolingOffDays: 0 } }))).toContain('cooling-off');
  });

  it('is not over when nobody wrote down the day of the consent', () => {
    const { givenOn: _givenOn, ...consent } = givenConsent();
    expect(judge({ story: makeToldStory({}, { consent }) })).toEqual(heldEverywhere('cooling-off'));
  });

  it('does not apply to a composite, whatever day it has', () => {
    expect(judge({ story: makeStory({ consent: givenConsent({ givenOn: today }) }) })).toEqual(
      freeEverywhere,
    );
  });

  it('counts days across the end of winter time', () => {
    const story = makeToldStory({ givenOn: '2026-03-22' }, { month: '2026-03' });
    expect(judge({ story, today: '2026-04-04' })).toEqual(heldEverywhere('cooling-off'));
  });
});

describe('days that cannot be', () => {
  it.each([
    ['2024-11-23', '2099-12-31', freeEverywhere],
    ['2024-11-22', '2099-12-31', freeEverywhere],
    ['2024-11-21', '2099-12-31', heldEverywhere('consent-lapsed')],
    ['2020-01-01', '2099-12-31', heldEverywhere('consent-lapsed')],
  ])('consent of %s, to be reviewed by %s, is good for 730 days', (givenOn, reviewBy, verdict) => {
    expect(judge({ story: makeToldStory({ givenOn, reviewBy }) })).toEqual(verdict);
  });

  it('a signature from before the consent does not count', () => {
    const story = makeToldStory({ givenOn: '2026-11-05' });
    const verdict = judge({ story, signOffs: signedBy(story, [editor, lead], { signedOn: '2026-11-04' }) });
    expect(reasonsFor('site', verdict)).toEqual(['signed-before-consent', 'unsigned']);
  });

  it('a signature of the very day of the consent counts', () => {
    const story = makeToldStory({ givenOn: '2026-11-05' });
    const verdict = judge({ story, signOffs: signedBy(story, [editor, lead], { signedOn: '2026-11-05' }) });
    expect(verdict).toEqual(freeEverywhere);
  });

  it('consent that is dated ahead holds a story, in words of its own', () => {
    const verdict = judge({ story: makeToldStory({ givenOn: '2026-11-23' }) });
    expect(reasonsFor('site', verdict)).toContain('dated-ahead');
  });

  it.each([
    ['2026-11', freeEverywhere],
    ['2026-12', heldEverywhere('dated-ahead')],
  ])('a composite of the month %s is judged by the day’s own', (month, verdict) => {
    expect(judge({ story: makeStory({ month }) })).toEqual(verdict);
  });
});

describe('the sources of a composite', () => {
  it.each([
    ['none', []],
    ['one', ['study-one']],
    ['one, named twice', ['study-one', 'study-one']],
  ])('are too few: %s', (_what, sources) => {
    expect(judge({ story: makeStory({ sources }) })).toEqual(heldEverywhere('composite-unsourced'));
  });

  it('are enough when there are two', () => {
    expect(judge({ story: makeStory({ sources: ['study-one', 'study-two'] }) })).toEqual(freeEverywhere);
  });

  it('are asked of no story that somebody told', () => {
    expect(judge({ story: makeToldStory({}, { sources: [] }) })).toEqual(freeEverywhere);
  });
});

describe('demonstration moderators', () => {
  const pretend = [
    makeModerator({ demo: true }, 'pretend-one'),
    makeModerator({ demo: true }, 'pretend-two'),
  ];

  it('count on a demonstration site', () => {
    expect(judge({ signers: pretend, policy: { mode: 'demo' } })).toEqual(freeEverywhere);
  });

  it('do not count on a live site', () => {
    expect(judge({ signers: pretend })).toEqual(heldEverywhere('demo-key', 'unsigned'));
  });

  it('hold a story on a live site even beside two real ones', () => {
    expect(judge({ signers: [editor, lead, ...pretend.slice(1)] })).toEqual(heldEverywhere('demo-key'));
  });

  it('do not make up the second signature on a live site', () => {
    expect(judge({ signers: [lead, ...pretend.slice(1)] })).toEqual(heldEverywhere('demo-key', 'unsigned'));
  });
});

describe('the verdict', () => {
  const anyStory = fc
    .record({
      origin: fc.constantFrom('composite' as const, 'firstPerson' as const, 'asToldTo' as const),
      kind: fc.constantFrom('missing' as const, 'given' as const, 'notNeeded' as const),
      uses: fc.subarray(everyUse),
      givenOn: fc.constantFrom('2026-01-01', '2026-11-20', '2026-12-01'),
      reviewBy: fc.constantFrom('2026-11-21', '2026-11-22', '2027-01-01'),
      sources: fc.subarray(['study-one', 'study-two', 'study-three']),
    })
    .map(({ origin, sources, ...consent }) =>
      makeStory({ origin, sources, consent: { record: 'C-0001', ...consent } }),
    );
  const everybody = [
    editor,
    lead,
    makeModerator({ demo: true }),
    makeModerator({ revoked: true }),
    makeModerator({ roles: [] }),
  ];
  const anySituation = fc.record({
    story: anyStory,
    signed: fc.subarray(everybody),
    mode: fc.constantFrom('demo' as const, 'live' as const),
    withdrawals: fc.constantFrom(new Set<string>(), new Set(['the-bus-home'])),
  });

  function judgeAny({
    story,
    signed,
    mode,
    withdrawals,
  }: typeof anySituation extends fc.Arbitrary<infer T> ? T : never) {
    return judge({
      story,
      signOffs: signedBy(story, signed),
      moderators: registerOf(...everybody),
      policy: { mode },
      withdrawals,
    });
  }

  it('names every use once: as free, or as held', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const verdict = judgeAny(situation);
        expect([...verdict.uses, ...verdict.held.map(({ use }) => use)].sort()).toEqual([...everyUse].sort());
      }),
    );
  });

  it('gives at least one reason for every use that it holds', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        expect(judgeAny(situation).held.every(({ reasons }) => reasons.length > 0)).toBe(true);
      }),
    );
  });

  it('frees no use unless it frees the site', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const verdict = judgeAny(situation);
        expect(verdict.uses.length > 0 && !verdict.uses.includes('site')).toBe(false);
      }),
    );
  });

  it('frees nothing more when a sign-off is taken away from a site without bad ones', () => {
    const good = [editor, lead, makeModerator({ roles: ['editor'] })];
    fc.assert(
      fc.property(anyStory, fc.subarray(good), (story, fewer) => {
        const all = judge({ story, signOffs: signedBy(story, good), moderators: registerOf(...good) });
        const some = judge({ story, signOffs: signedBy(story, fewer), moderators: registerOf(...good) });
        expect(some.uses.filter((use) => !all.uses.includes(use))).toEqual([]);
      }),
    );
  });

  it('never frees a story that two active moderators, one of them for safeguarding, have not signed', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const real = situation.signed.filter(
          ({ data }) => !data.revoked && !(data.demo && situation.mode === 'live'),
        );
        const isSigned = real.length >= 2 && real.some(({ data }) => data.roles.includes('safeguarding'));
        expect(judgeAny(situation).uses.length > 0 && !isSigned).toBe(false);
      }),
    );
  });
});

describe('days between two days', () => {
  it.each([
    ['2026-11-22', '2026-11-22', 0],
    ['2026-11-21', '2026-11-22', 1],
    ['2026-11-22', '2026-11-21', -1],
    ['2026-03-28', '2026-03-30', 2],
    ['2026-10-24', '2026-10-26', 2],
    ['2024-02-28', '2024-03-01', 2],
    ['2025-11-22', '2026-11-22', 365],
  ])('from %s to %s there are %i', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });
});

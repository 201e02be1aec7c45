import { sign } from 'node:crypto';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gate } from '#domain/gate/gate.ts';
import { contentHash, signStory } from '#domain/gate/signing.ts';
import {
  type Checklist,
  checklists,
  currentOn,
  type SignedForm,
  signedForms,
} from '#domain/gate/versions.ts';
import type { SignOff } from '#domain/schema/sign-off.ts';
import { type Reason, signOffChecks } from '#domain/words/vocabularies.ts';
import { makeModerator, makeStory, registerOf, today } from '../../../fixtures/make.ts';

const from = '2026-06-01';
/** A second signed form and a second checklist, made up for these tests, current from 1 June 2026. */
beforeAll(() => {
  (signedForms as SignedForm[]).push({ version: 2, from, dataOf: (data) => ({ second: data }) });
  (checklists as Checklist[]).push({ version: 2, from, lines: ['readWhole', 'noMethod'] });
});
afterAll(() => {
  (signedForms as SignedForm[]).pop();
  (checklists as Checklist[]).pop();
});

const before = '2026-05-31';
const after = from;
const signers = [makeModerator({}, 'first'), makeModerator({}, 'second')];
const story = makeStory();

/** Sign-offs by both moderators in the usual way. */
function signedOn(day: string): SignOff[] {
  const checks = [...currentOn(checklists, day).lines];
  return signers.map(({ slug, privateKey }) =>
    signStory(story, '1', { moderator: slug, privateKey, signedOn: day, checks }),
  );
}

/** Sign-offs by both moderators that verify, over the form and by the checklist that they are told to name. */
function signedNaming(
  day: string,
  named: Partial<Pick<SignOff, 'signedForm' | 'checklist' | 'checks' | 'contentHash'>>,
): SignOff[] {
  const form = signedForms.find(({ version }) => version === (named.signedForm ?? 1)) as SignedForm;
  const checks = checklists.find(({ version }) => version === (named.checklist ?? 1))?.lines ?? [];
  return signers.map(({ slug, privateKey }) => {
    const record = {
      moderator: slug,
      contentHash: contentHash(story, '1', form),
      signedOn: day,
      checks: [...checks],
      ...named,
    };
    const signature = sign(null, Buffer.from(canonicalize(record) ?? ''), privateKey);
    return { ...record, signature: signature.toString('base64') };
  });
}

function reasonsFor(signOffs: readonly SignOff[]): readonly Reason[] {
  const policy = { mode: 'live', coolingOffDays: 14, policyVersion: '1' } as const;
  return gate(story, signOffs, registerOf(...signers), new Set(), policy, today).held[0]?.reasons ?? [];
}

describe('what is current on a day', () => {
  const versions = [
    { version: 1, from: '0001-01-01' },
    { version: 2, from: '2026-06-01' },
    { version: 3, from: '2026-07-01' },
  ];

  it.each([
    ['2026-05-31', 1],
    ['2026-06-01', 2],
    ['2026-06-30', 2],
    ['2026-07-01', 3],
    ['2099-01-01', 3],
  ])('on %s is version %i', (day, version) => {
    expect(currentOn(versions, day).version).toBe(version);
  });
});

describe('a sign-off from before a change', () => {
  it('names the versions of its day, and stands', () => {
    expect(signedOn(before)).toMatchObject(Array(2).fill({ signedForm: 1, checklist: 1 }));
    expect(reasonsFor(signedOn(before))).toEqual([]);
  });

  it('stands if it names none, because there was only one of each', () => {
    expect(reasonsFor(signedNaming(before, {}))).toEqual([]);
  });

  it('stands beside one from after it', () => {
    const [first] = signedOn(before) as [SignOff];
    const [, second] = signedOn(after) as [SignOff, SignOff];
    expect(reasonsFor([first, second])).toEqual([]);
  });
});

describe('a sign-off from the day of a change on', () => {
  it('names the new versions, and counts', () => {
    expect(signedOn(after)).toMatchObject(Array(2).fill({ signedForm: 2, checklist: 2 }));
    expect(reasonsFor(signedOn(after))).toEqual([]);
  });

  it('does not count if it names none', () => {
    expect(reasonsFor(signedNaming(after, {}))).toEqual(['unsigned', 'changed-since-sign-off']);
  });

  it('does not count if it is over the old form', () => {
    expect(reasonsFor(signedNaming(after, { signedForm: 1, checklist: 2 }))).toEqual([
      'unsigned',
      'changed-since-sign-off',
    ]);
  });

  it('does not count if it confirms the old checklist', () => {
    expect(reasonsFor(signedNaming(after, { signedForm: 2, checklist: 1 }))).toEqual([
      'unsigned',
      'checklist-incomplete',
    ]);
  });

  it('does not count if it names the new form, over the hash of the old one', () => {
    const { contentHash: old } = signedOn(before)[0] as SignOff;
    const named = { signedForm: 2, checklist: 2, contentHash: old };
    expect(reasonsFor(signedNaming(after, named))).toEqual(['unsigned', 'changed-since-sign-off']);
  });

  it('does not count if it is over the new form and does not say so', () => {
    const { contentHash: current } = signedOn(after)[0] as SignOff;
    expect(reasonsFor(signedNaming(after, { checklist: 2, contentHash: current }))).toEqual([
      'unsigned',
      'changed-since-sign-off',
    ]);
  });

  it('holds nothing where two others count', () => {
    expect(
      reasonsFor([...signedOn(after), ...signedNaming(before, { signedForm: 2, checklist: 2 })]),
    ).toEqual([]);
  });
});

describe('a version before its day', () => {
  it('does not count as signed form', () => {
    expect(reasonsFor(signedNaming(before, { signedForm: 2, checklist: 1 }))).toEqual([
      'unsigned',
      'changed-since-sign-off',
    ]);
  });

  it('does not count as checklist', () => {
    expect(reasonsFor(signedNaming(before, { signedForm: 1, checklist: 2 }))).toEqual([
      'unsigned',
      'checklist-incomplete',
    ]);
  });
});

describe('a line of the checklist', () => {
  it.each(currentOn(checklists, before).lines.map((line) => [line]))('may not be left out: %s', (left) => {
    const checks = currentOn(checklists, before).lines.filter((line) => line !== left);
    expect(reasonsFor(signedNaming(before, { checks }))).toEqual(['unsigned', 'checklist-incomplete']);
  });

  it('may be left out if the checklist of the day has it no more', () => {
    expect(
      reasonsFor(signedNaming(after, { signedForm: 2, checklist: 2, checks: ['readWhole', 'noMethod'] })),
    ).toEqual([]);
  });
});

it('the first checklist says what moderators signed, word for word', () => {
  const [first] = checklists;
  expect(first?.lines.map((line) => signOffChecks[line])).toEqual([
    'I have read the whole story as it will appear',
    'Nobody in it can be recognised, by name or by pieces put together',
    'It touches no live case and no police operation',
    'It teaches nobody how to do harm',
    'The content notes and the support routes fit',
    'The label says truly how it was made',
  ]);
});

it.each([
  ['signed form', signedForms],
  ['checklist', checklists],
])('the versions of the %s are counted from 1, each from a later day', (_what, versions) => {
  expect(versions.map(({ version }) => version)).toEqual(versions.map((_each, index) => index + 1));
  expect(versions.map(({ from }) => from)).toEqual([...new Set(versions.map(({ from }) => from))].sort());
});

import type { Moderator } from '../schema/moderator.ts';
import type { SignOff } from '../schema/sign-off.ts';
import type { Consent } from '../schema/story.ts';
import { type Reason, type SiteMode, type Use, uses, valuesOf } from '../words/vocabularies.ts';
import { isByWholeChecklist, type SignableStory, signsAsItStands, verifySignOff } from './signing.ts';

/** What the gate needs to know of the site. */
export interface Policy {
  readonly mode: SiteMode;
  readonly coolingOffDays: number;
  readonly policyVersion: string;
}

/** What the gate says of one story. */
export interface Verdict {
  /** The uses in which the story may appear; empty if none. */
  readonly uses: readonly Use[];
  /** For each other use, why not. */
  readonly held: readonly { readonly use: Use; readonly reasons: readonly Reason[] }[];
}

/**
 * Decides whether a story may appear, and in which uses (design, section 6). Pure: the day is an argument.
 * Whatever it cannot be sure of counts against publication.
 *
 * @param today the day to judge by, `YYYY-MM-DD`
 */
export function gate(
  story: SignableStory,
  signOffs: readonly SignOff[],
  moderators: ReadonlyMap<string, Moderator>,
  withdrawals: ReadonlySet<string> | ReadonlyMap<string, unknown>,
  policy: Policy,
  today: string,
): Verdict {
  if (withdrawals.has(story.slug)) {
    return { uses: [], held: valuesOf(uses).map((use) => ({ use, reasons: ['withdrawn'] })) };
  }
  const common = [
    ...reasonsOfSources(story),
    ...reasonsOfTime(story, policy, today),
    ...reasonsOfSignOffs(story, signOffs, moderators, policy, today),
  ];
  const verdict = { uses: [] as Use[], held: [] as { use: Use; reasons: Reason[] }[] };
  for (const use of valuesOf(uses)) {
    const found = [...reasonsOfConsent(story.data.consent, story.data.origin, use, today), ...common];
    if (found.length === 0) verdict.uses.push(use);
    else verdict.held.push({ use, reasons: found });
  }
  return verdict;
}

function reasonsOfConsent(consent: Consent, origin: string, use: Use, today: string): Reason[] {
  switch (consent.kind) {
    case 'notNeeded':
      return origin === 'composite' ? [] : ['consent-missing'];
    case 'missing':
      return ['consent-missing'];
    case 'given': {
      // Consent that nobody can look up, or that says no day of review, is not consent to rely on.
      if (consent.record === undefined) return ['consent-missing'];
      const found: Reason[] = [];
      // Every use requires the site.
      if (!consent.uses.includes(use) || !consent.uses.includes('site')) found.push('consent-use');
      if (consent.reviewBy === undefined || consent.reviewBy < today) found.push('consent-lapsed');
      return found;
    }
  }
}

function reasonsOfSources({ data }: SignableStory): Reason[] {
  return data.origin === 'composite' && new Set(data.sources).size < 2 ? ['composite-unsourced'] : [];
}

function reasonsOfTime({ data }: SignableStory, policy: Policy, today: string): Reason[] {
  if (data.origin === 'composite') return [];
  const { givenOn } = data.consent;
  return givenOn !== undefined && daysBetween(givenOn, today) >= policy.coolingOffDays ? [] : ['cooling-off'];
}

function reasonsOfSignOffs(
  story: SignableStory,
  signOffs: readonly SignOff[],
  moderators: ReadonlyMap<string, Moderator>,
  policy: Policy,
  today: string,
): Reason[] {
  const found = new Set<Reason>();
  const isOverThis = signsAsItStands(story, policy.policyVersion);
  /** Key → roles: two names with one key are one moderator. */
  const signers = new Map<string, readonly string[]>();
  /** Why signatures that are good in themselves do not count; said only where too few are left. */
  const uncounted = new Set<Reason>();
  for (const signOff of signOffs) {
    const moderator = moderators.get(signOff.moderator);
    if (!moderator || !verifySignOff(signOff, moderator)) {
      found.add('bad-signature');
      continue;
    }
    if (moderator.demo && policy.mode === 'live') found.add('demo-key');
    else if (!isOverThis(signOff)) uncounted.add('changed-since-sign-off');
    else if (!isByWholeChecklist(signOff)) uncounted.add('checklist-incomplete');
    else if (wasActive(moderator, signOff.signedOn, today)) signers.set(moderator.publicKey, moderator.roles);
  }
  if (signers.size < 2) {
    found.add('unsigned');
    for (const reason of uncounted) found.add(reason);
  }
  if (signers.size > 0 && ![...signers.values()].some((roles) => roles.includes('safeguarding'))) {
    found.add('no-safeguarding');
  }
  return [...found];
}

/** A retired moderator's earlier signatures stand; a revoked one's never do; none may be dated ahead. */
function wasActive(moderator: Moderator, signedOn: string, today: string): boolean {
  if (moderator.revoked || signedOn < moderator.since || signedOn > today) return false;
  return moderator.retiredOn === undefined || signedOn <= moderator.retiredOn;
}

/** Whole days from one day to another, both `YYYY-MM-DD`; negative if `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

import type { Moderator } from '../schema/moderator.ts';
import type { SignOff } from '../schema/sign-off.ts';
import { type Consent, fewestCoolingOffDays, mostConsentDays } from '../schema/story.ts';
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
 * Decides whether a story may appear, and in which uses. Pure: the day is an argument.
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
      if (hasLapsed(consent, today)) found.push('consent-lapsed');
      return found;
    }
  }
}

/** Consent ends with the day by which the teller is to be asked again, and never later than two years after it was given. */
function hasLapsed({ givenOn, reviewBy }: Consent, today: string): boolean {
  if (reviewBy === undefined || reviewBy < today) return true;
  return givenOn !== undefined && daysBetween(givenOn, today) > mostConsentDays;
}

function reasonsOfSources({ data }: SignableStory): Reason[] {
  return data.origin === 'composite' && new Set(data.sources).size < 2 ? ['composite-unsourced'] : [];
}

function reasonsOfTime({ data }: SignableStory, policy: Policy, today: string): Reason[] {
  const { givenOn } = data.consent;
  const found: Reason[] = [];
  if (data.month > today.slice(0, 'YYYY-MM'.length) || (givenOn !== undefined && givenOn > today))
    found.push('dated-ahead');
  if (data.origin === 'composite') return found;
  const days = Math.max(policy.coolingOffDays, fewestCoolingOffDays);
  if (givenOn === undefined || daysBetween(givenOn, today) < days) found.push('cooling-off');
  return found;
}

function reasonsOfSignOffs(
  story: SignableStory,
  signOffs: readonly SignOff[],
  moderators: ReadonlyMap<string, Moderator>,
  policy: Policy,
  today: string,
): Reason[] {
  const found = new Set<Reason>();
  const { givenOn } = story.data.consent;
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
    else if (givenOn !== undefined && signOff.signedOn < givenOn) uncounted.add('signed-before-consent');
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

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  contentHash,
  isByWholeChecklist,
  privateKeyFrom,
  publicKeyOf,
  signStory,
  signsAsItStands,
  verifySignOff,
} from '#domain/gate/signing.ts';
import { checklists, currentOn, signedForms } from '#domain/gate/versions.ts';
import type { Entry } from '#domain/schema/content.ts';
import type { SignOff } from '#domain/schema/sign-off.ts';
import type { Story } from '#domain/schema/story.ts';
import { openKey, sealedKeySchema } from '#files/keys.ts';
import { addSignOff } from '#files/write.ts';
import type { Item } from '../journal/items.ts';
import { isHeld } from '../journal/states.ts';
import type { AtWork, DeskOptions } from './desk.ts';
import { activeModerators } from './moderators.ts';
import { Refused } from './refused.ts';
import { linesOf } from './story-lines.ts';

/** The valid sign-offs over a story as it now stands. */
export function currentSignOffs(
  story: Entry<Story>,
  signOffs: readonly SignOff[],
  moderators: ReadonlyMap<string, { readonly publicKey: string }>,
  policyVersion: string,
): readonly SignOff[] {
  const isOverThis = signsAsItStands(story, policyVersion);
  return signOffs.filter((signOff) => {
    const moderator = moderators.get(signOff.moderator);
    return (
      isOverThis(signOff) &&
      isByWholeChecklist(signOff) &&
      moderator !== undefined &&
      verifySignOff(signOff, moderator)
    );
  });
}

/**
 * Why somebody may not sign a story now; undefined if they may. Whoever promoted a story never signs it first: the
 * first who signs is somebody who did not work on it.
 */
export function whyNotSign(
  moderator: string,
  item: Item | undefined,
  current: readonly SignOff[],
): string | undefined {
  if (item && isHeld(item.stage))
    return 'What it was made of is held: it is signed when the safeguarding lead has released it.';
  if (item?.isTakenBack) return 'The teller has taken it back.';
  if (current.some((signOff) => signOff.moderator === moderator)) return 'You have signed it as it stands.';
  if (item?.promotedBy === moderator && current.length === 0)
    return 'You promoted this story: somebody else has to sign it first.';
  return undefined;
}

/**
 * Signs a story with a moderator’s own key and keeps a copy of what was signed.
 *
 * @param shown the hash of what was on the page: whatever has changed since is not signed
 * @throws {@link Refused}
 */
export async function signAtDesk(
  at: AtWork,
  story: Entry<Story>,
  item: Item | undefined,
  {
    shown,
    checks,
    passphrase,
  }: { readonly shown: string; readonly checks: readonly string[]; readonly passphrase: string },
): Promise<void> {
  const { content } = await at.desk.content();
  const { policyVersion } = content.site;
  const moderators = activeModerators(content);
  const signedOn = at.desk.today();
  const hash = contentHash(story, policyVersion, currentOn(signedForms, signedOn));
  const { lines } = currentOn(checklists, signedOn);
  const current = currentSignOffs(
    story,
    content['sign-offs'].get(story.slug)?.data ?? [],
    moderators,
    policyVersion,
  );
  const refusal = whyNotSign(at.moderator, item, current);
  if (refusal !== undefined) throw new Refused(refusal);
  if (shown !== hash) throw new Refused('The story has changed since you opened this page. Read it again.');
  if (lines.some((line) => !checks.includes(line)))
    throw new Refused('Confirm every line of the checklist, or do not sign.');
  const privateKey = await openSigningKey(at, passphrase);
  if (publicKeyOf(privateKey) !== moderators.get(at.moderator)?.publicKey)
    throw new Refused('This key is not the one that the site knows of you.');
  const signOff = signStory(story, policyVersion, {
    moderator: at.moderator,
    privateKey,
    signedOn,
    checks: [...lines],
  });
  const { matter, text } = linesOf(story);
  await at.store.putSigned(story.slug, hash, [...matter, ...text]);
  await addSignOff(at.desk.options.root, story.slug, signOff);
}

/** Where somebody’s sealed signing key lies. */
export function signingKeyFile({ signingKeys }: DeskOptions, moderator: string): string {
  return join(signingKeys, `${moderator}.key.json`);
}

async function openSigningKey({ desk, moderator }: AtWork, passphrase: string) {
  const path = signingKeyFile(desk.options, moderator);
  const json = await readFile(path, 'utf8').catch(() => undefined);
  if (json === undefined) throw new Refused(`There is no signing key at ${path}.`);
  const sealed = sealedKeySchema.parse(JSON.parse(json));
  try {
    return privateKeyFrom(openKey(sealed, passphrase));
  } catch {
    throw new Refused('That passphrase does not open your signing key.');
  }
}

/**
 * A story as it was signed before, by the newest sign-off over other content of which the desk kept a copy; undefined
 * if there is none.
 */
export async function lastSigned(
  at: AtWork,
  slug: string,
  signOffs: readonly SignOff[],
  hash: string,
): Promise<readonly string[] | undefined> {
  const earlier = signOffs
    .filter((signOff) => signOff.contentHash !== hash)
    .map((signOff) => signOff.contentHash);
  for (const each of earlier.toReversed()) {
    const lines = await at.store.signed(slug, each);
    if (lines) return lines;
  }
  return undefined;
}

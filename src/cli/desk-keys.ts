import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { publishedAt } from '#desk/keys/compare-keys.ts';
import {
  bundleOf,
  destroyEpoch,
  epochsIn,
  holdersOf,
  lastDayOfEpoch,
  makeEpoch,
  readIdentities,
  testRecovery,
} from '#desk/keys/identities.ts';
import { KeysNotSigned, publishKeys, type Signer, signersWith } from '#desk/keys/publish-keys.ts';
import { visibleText } from '#desk/text/visible.ts';
import { activeModerators } from '#desk/work/moderators.ts';
import { isSignedKeys, type SignedKeys, whyNotSigned } from '#domain/keys/signed-keys.ts';
import { uses, valuesOf } from '#domain/words/vocabularies.ts';
import type { KeyBundle } from '#envelope/bundle.ts';
import { fingerprintOf } from '#envelope/fingerprint.ts';
import { ageBands, liveCaseAnswers, type Message, type StoryMessage } from '#envelope/message.ts';
import { openMessage } from '#envelope/open.ts';
import { looksSealed } from '#envelope/shape.ts';
import { pinsFor } from '#files/key-pins.ts';
import { readReviewed } from '#files/reviewed.ts';
import { siteToday } from '#files/today.ts';
import { revokeModerator } from '#files/write.ts';
import type { Asker } from './asker.ts';

/** Something that a command will not do. The message says what was found, and what to do. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** How `npm run desk -- keys …` is called. */
export const keysUsage = `  npm run desk -- keys make <name> <name> <name>   make the first keys: two moderators, and one for recovery
  npm run desk -- keys rotate                     make new keys for the same three people, and publish them
  npm run desk -- keys list                       which keys there are
  npm run desk -- keys test [<name>]              does each key open what is sealed today?
  npm run desk -- keys publish [<name> <name>]    write public/keys.json, signed by two moderators
  npm run desk -- keys revoke <name>              a moderator’s signatures count no more: their key was lost or taken
  npm run desk -- keys destroy <epoch>            destroy old keys for good
`;

/** Where a desk is, and what it may be told. */
export interface DeskPlace {
  /** The desk folder. */
  readonly folder: string;
  /** The project whose `public/keys.json` is written. */
  readonly root: string;
  /** Where moderators’ sealed signing keys lie. */
  readonly signingKeys: string;
  /** Whether it is the demonstration desk, whose passphrases are public. */
  readonly isDemo: boolean;
}

/** How long a sealed message may wait at the intake. */
const waitingDays = 7;

/** The holders of the demonstration keys, and their passphrases. */
const demonstration = {
  names: ['demo-one', 'demo-two', 'recovery'],
  passphrases: ['demonstration key one', 'demonstration key two', 'demonstration recovery'],
} as const;

/**
 * Where a desk is: in the folder that was asked for, else in `ANOTHER_STORY_DESK`, else in the home folder. A
 * demonstration’s is in the project.
 */
export function deskPlace(root: string, isDemo: boolean, folder: string | undefined): DeskPlace {
  const usual = isDemo ? join(root, '.another-story', 'desk') : join(homedir(), '.another-story', 'desk');
  const set = isDemo ? undefined : process.env['ANOTHER_STORY_DESK'];
  const signingKeys = isDemo
    ? join(root, 'tests', 'fixtures', 'moderators')
    : resolve(process.env['ANOTHER_STORY_KEYS'] ?? join(homedir(), '.another-story', 'keys'));
  return { folder: resolve(folder ?? (set || usual)), root, signingKeys, isDemo };
}

/**
 * Runs `keys <action>`.
 *
 * @throws {@link Refusal}
 */
export async function runKeys(prompt: Asker, place: DeskPlace, words: readonly string[]): Promise<void> {
  const [action, ...rest] = words;
  switch (action) {
    case 'make':
      return makeFirst(prompt, place, rest);
    case 'rotate':
      return rotate(prompt, place);
    case 'list':
      return list(prompt, place);
    case 'test':
      return test(prompt, place, rest[0]);
    case 'publish':
      return publish(prompt, place, rest);
    case 'revoke':
      return revoke(prompt, place, rest[0]);
    case 'destroy':
      return destroy(prompt, place, rest[0]);
    default:
      throw new Refusal(`Write one of these:\n\n${keysUsage}`);
  }
}

/** Sees to it that there are demonstration keys that hold today, and publishes them. */
export async function makeDemonstration(prompt: Asker, place: DeskPlace): Promise<void> {
  await refuseToReplaceRealKeys(place);
  const day = siteToday('demo');
  const [newest] = await epochsIn(place.folder);
  if (newest === undefined || (await bundleOf(place.folder, newest)).notAfter < day)
    await makeEpoch(place.folder, demonstration.names, demonstration.passphrases, {
      demo: true,
      today: day,
      notAfter: lastDayOfEpoch(day),
    });
  await publishKeys(place, await demonstrationSigners(place), day);
  prompt.say(
    `Demonstration keys are in ${place.folder} and in ${publishedAt(place.root)}. Neither enters git. Their passphrases are public:\n\n`,
  );
  demonstration.names.forEach((name, index) => {
    prompt.say(`  ${name}: ${demonstration.passphrases[index]}\n`);
  });
  prompt.say('\nDo not send a true story to them.\n');
}

/**
 * Opens one sealed file and answers with what it says. Every character that could hide or turn words around is
 * written out.
 *
 * @throws {@link Refusal}
 */
export async function openFile(
  prompt: Asker,
  { folder }: DeskPlace,
  file: string | undefined,
  name: string | undefined,
): Promise<void> {
  if (file === undefined || name === undefined)
    throw new Refusal('Write: npm run desk -- open <file> --as <name>');
  const sealed = await readFile(file).catch((cause: unknown) => {
    throw new Refusal(`${file} cannot be read. Name a file that the intake stored or the form saved.`, {
      cause,
    });
  });
  if (!looksSealed(sealed))
    throw new Refusal(
      `${file} has ${sealed.length} bytes and is no sealed message of ours, or is cut short. Fetch it again.`,
    );
  await someKeyOf(folder, name);
  const identities = await readIdentities(folder, name, await prompt.secret(`Passphrase of ${name}: `));
  const secrets = identities.map(({ secret }) => secret);
  const message = await openMessage(sealed, secrets).catch((cause: unknown) => {
    throw new Refusal(
      `${file} does not open with the keys of ${name} (epochs ${identities.map(({ epoch }) => epoch).join(', ')}): ${messageOf(cause)}. It may be sealed to an epoch that was destroyed, or to another desk.`,
      { cause },
    );
  });
  prompt.answer(messageInLines(message));
}

/** A message in lines for a terminal. Nothing in it can move the cursor, change colours or turn words around. */
export function messageInLines(message: Message): string {
  const fields =
    message.kind === 'withdraw'
      ? [['Kind', 'a story is taken back']]
      : [
          ['Kind', 'a story'],
          ['Age', ageBands[message.ageBand]],
          ['Viewpoint', message.viewpoint],
          ['May be used for', usesIn(message.consent)],
          ['Live case', liveCaseAnswers[message.liveCase]],
          ['Language', message.language],
        ];
  const common = [
    ['Sent by', message.via === 'self' ? 'the teller' : 'a partner'],
    ['Receipt', message.receiptId ?? 'none'],
    ['Notice', message.noticeVersion],
    ['Epoch', String(message.epoch)],
  ];
  const lines = [...fields, ...common].map(([label, value]) => `${label}: ${visibleText(value ?? '')}\n`);
  return `${lines.join('')}${message.kind === 'story' ? `\n${visibleText(message.text)}\n` : ''}`;
}

async function makeFirst(prompt: Asker, place: DeskPlace, names: readonly string[]): Promise<void> {
  const [one, two, three] = names;
  if (one === undefined || two === undefined || three === undefined || names.length > 3)
    throw new Refusal(
      'An epoch has three holders. Write: npm run desk -- keys make <moderator> <moderator> recovery',
    );
  const [newest] = await epochsIn(place.folder);
  if (newest !== undefined)
    throw new Refusal(
      `There are keys in ${place.folder} already (epoch ${newest}). To replace them: npm run desk -- keys rotate`,
    );
  await refuseToReplaceRealKeys(place);
  prompt.say('All three people are needed now, one after another. Nobody can reset a passphrase.\n');
  const passphrases: [string, string, string] = ['', '', ''];
  for (const [index, name] of [one, two, three].entries()) {
    const passphrase = await prompt.secret(`A new passphrase of ${name}: `);
    if (prompt.isPerson && passphrase !== (await prompt.secret('The same again: ')))
      throw new Refusal('The two passphrases differ. Nothing was made.');
    passphrases[index] = passphrase;
  }
  if (new Set(passphrases).size < passphrases.length)
    throw new Refusal('Two of the passphrases are the same: each holder needs their own. Nothing was made.');
  await makeAndPublish(prompt, place, [one, two, three], passphrases);
}

async function rotate(prompt: Asker, place: DeskPlace): Promise<void> {
  const newest = await newestEpoch(place.folder);
  if (place.isDemo) await refuseToReplaceRealKeys(place);
  const [one, two, three] = await holdersOf(place.folder, newest);
  if (one === undefined || two === undefined || three === undefined)
    throw new Refusal(
      `Epoch ${newest} in ${place.folder} does not have three holders. Fetch the folder from a copy of the desk.`,
    );
  const names = [one, two, three] as const;
  prompt.say('All three people are needed now, one after another. Their passphrases stay as they are.\n');
  const passphrases: [string, string, string] = ['', '', ''];
  for (const [index, name] of names.entries()) {
    const passphrase = await prompt.secret(`Passphrase of ${name}: `);
    // A key that was sealed with a mistyped passphrase would be lost, so each has to open the present key first.
    await testRecovery(place.folder, newest, name, passphrase);
    passphrases[index] = passphrase;
  }
  await makeAndPublish(prompt, place, names, passphrases);
  prompt.say(
    `Epoch ${newest} still opens what was sealed to it. Destroy it ${waitingDays} days after the site is published, when everything that waits is taken in: npm run desk -- keys destroy ${newest}\n`,
  );
}

async function makeAndPublish(
  prompt: Asker,
  place: DeskPlace,
  names: readonly [string, string, string],
  passphrases: readonly [string, string, string],
): Promise<void> {
  const day = siteToday(place.isDemo ? 'demo' : 'live');
  const { epoch, notAfter } = await makeEpoch(place.folder, names, passphrases, {
    demo: place.isDemo,
    today: day,
    notAfter: lastDayOfEpoch(day),
  });
  const passphraseOf = names.map((name, index): [string, string] => [name, passphrases[index] as string]);
  const signers = place.isDemo
    ? await demonstrationSigners(place)
    : await signersWith(place.signingKeys, passphraseOf);
  const outcome = await publishKeys(place, signers, day).then(
    () => `Wrote ${publishedAt(place.root)}: build and publish the site, and the form uses it.`,
    (error: unknown) => {
      if (error instanceof KeysNotSigned) return `${error.message} Then: npm run desk -- keys publish`;
      throw error;
    },
  );
  prompt.say(
    `Made epoch ${epoch} in ${place.folder}, for ${names.join(', ')}. It may be sealed to until ${notAfter}.\n${outcome}\nKeep a copy of the desk folder elsewhere, and each passphrase on paper in a safe place.\n`,
  );
}

async function list(prompt: Asker, place: DeskPlace): Promise<void> {
  const epochs = await epochsIn(place.folder);
  if (epochs.length === 0) prompt.say(`There are no keys in ${place.folder} yet.\n`);
  const day = siteToday(place.isDemo ? 'demo' : 'live');
  const published = await publishedBundle(place);
  for (const epoch of epochs) {
    const bundle = await bundleOf(place.folder, epoch);
    const marks = [
      `${bundle.notAfter < day ? 'was' : 'is'} sealed to until ${bundle.notAfter}`,
      ...(isSame(bundle, published) ? ['published'] : []),
      ...(bundle.demo ? ['for demonstrations'] : []),
      `check words: ${fingerprintOf(bundle.recipients)}`,
    ];
    const holders = await holdersOf(place.folder, epoch);
    prompt.answer(`Epoch ${epoch}: ${holders.join(', ')}; ${marks.join('; ')}\n`);
  }
}

async function test(prompt: Asker, place: DeskPlace, only: string | undefined): Promise<void> {
  const newest = await newestEpoch(place.folder);
  const holders = await holdersOf(place.folder, newest);
  if (only !== undefined && !holders.includes(only))
    throw new Refusal(
      `${only} holds no key of epoch ${newest}. Those who do: ${holders.join(', ') || 'nobody'}.`,
    );
  for (const name of only === undefined ? holders : [only]) {
    await testRecovery(place.folder, newest, name, await prompt.secret(`Passphrase of ${name}: `));
    prompt.say(`The key of ${name} opens what is sealed to epoch ${newest}.\n`);
  }
  if (!isSame(await bundleOf(place.folder, newest), await publishedBundle(place)))
    prompt.say(
      `But ${publishedAt(place.root)} is not epoch ${newest} of this desk: the form there seals to other keys, or to none. To mend it: npm run desk -- keys publish\n`,
    );
}

async function publish(prompt: Asker, place: DeskPlace, names: readonly string[]): Promise<void> {
  const newest = await newestEpoch(place.folder);
  const { content } = await readReviewed(place.root);
  const active = [...activeModerators(content).keys()];
  const holders = await holdersOf(place.folder, newest);
  const signing = names.length > 0 ? names : active.filter((name) => holders.includes(name)).slice(0, 2);
  if (new Set(signing).size !== 2 || !signing.every((name) => active.includes(name)))
    throw new Refusal(
      `Two different moderators have to sign. Write: npm run desk -- keys publish <moderator> <moderator>. There are: ${active.join(', ') || 'none yet; make them with npm run sign -- --new-moderator'}.`,
    );
  let signers: readonly Signer[] = [];
  if (place.isDemo) signers = await demonstrationSigners(place);
  else
    for (const name of signing) {
      const own = await signersWith(place.signingKeys, [
        [name, await prompt.secret(`Passphrase of the signing key of ${name}: `)],
      ]);
      if (own.length === 0)
        throw new Refusal(
          `The signing key of ${name} does not open: the passphrase is wrong, or there is none in ${place.signingKeys}. Nothing was published.`,
        );
      signers = [...signers, ...own];
    }
  const { seq } = await publishKeys(place, signers, siteToday(place.isDemo ? 'demo' : 'live')).catch(
    (error: unknown) => {
      throw error instanceof KeysNotSigned ? new Refusal(error.message, { cause: error }) : error;
    },
  );
  prompt.say(
    `Wrote ${publishedAt(place.root)}, bundle ${seq}: build and publish the site, and the form uses it.\n`,
  );
}

/** Voids a moderator’s signatures for good, having said what that closes. */
async function revoke(prompt: Asker, { root }: DeskPlace, name: string | undefined): Promise<void> {
  const { content } = await readReviewed(root);
  const active = activeModerators(content);
  const moderator = active.get(name ?? '');
  if (name === undefined || moderator === undefined)
    throw new Refusal(`Name an active moderator: ${[...active.keys()].join(', ') || 'there is none'}.`);
  const { [name]: _, ...left } = await pinsFor(root, content);
  const published = await publishedKeys(root);
  const isClosed = published === undefined || whyNotSigned(published, left) !== undefined;
  prompt.say(
    `Every signature by ${name} is void from the next build on, under stories and under keys. Stories that then lack one are held.\n${
      isClosed
        ? `The form, the partner kits made from then on and the intake will be CLOSED: without ${name} fewer than two whom the site knows have signed ${publishedAt(root)}. If the key is only lost, stop here: first let two others publish (npm run desk -- keys publish <moderator> <moderator>), or make a new moderator, let two old ones publish a bundle that names them, and publish once more with the new one. If somebody else has the key, go on: closed is right until two others have published.\n`
        : 'The form stays open: two others have signed its keys. Publish again afterwards, so that the next bundle no longer names them.\n'
    }`,
  );
  const answer = await prompt.ask('To revoke the key, write the short name again: ');
  if (answer.trim() !== name) throw new Refusal('Nothing was revoked.');
  await revokeModerator(root, name, moderator);
  prompt.say(`Revoked ${name}. Commit content/moderators/ with git, build and publish the site.\n`);
}

/** The made-up moderators, whose passphrases are public. */
function demonstrationSigners({ signingKeys }: DeskPlace): Promise<readonly Signer[]> {
  const { names, passphrases } = demonstration;
  return signersWith(
    signingKeys,
    names.map((name, index) => [name, passphrases[index] as string]),
  );
}

async function destroy(prompt: Asker, place: DeskPlace, word: string | undefined): Promise<void> {
  const epoch = Number(word);
  const epochs = await epochsIn(place.folder);
  if (word === undefined || !epochs.includes(epoch))
    throw new Refusal(
      `Name an epoch of ${place.folder}: ${epochs.slice(1).join(', ') || 'there is none that can be destroyed'}.`,
    );
  prompt.say(
    `What was sealed to epoch ${epoch} and is not taken in by the desk will never be read by anybody. It may still wait at the intake for ${waitingDays} days after a newer epoch was published.\n`,
  );
  const answer = await prompt.ask(`To destroy its keys, write the number of the epoch again: `);
  if (answer.trim() !== String(epoch)) throw new Refusal('Nothing was destroyed.');
  await destroyEpoch(place.folder, epoch);
  prompt.say(
    `The keys of epoch ${epoch} are gone from ${place.folder}. Destroy their copies elsewhere too.\n`,
  );
}

async function newestEpoch(folder: string): Promise<number> {
  const [newest] = await epochsIn(folder);
  if (newest === undefined)
    throw new Refusal(
      `There are no keys in ${folder} yet. To make them: npm run desk -- keys make <moderator> <moderator> recovery`,
    );
  return newest;
}

async function someKeyOf(folder: string, name: string): Promise<void> {
  await newestEpoch(folder);
  const epochs = await epochsIn(folder);
  const holders = new Set((await Promise.all(epochs.map((epoch) => holdersOf(folder, epoch)))).flat());
  if (!holders.has(name))
    throw new Refusal(`${name} holds no key in ${folder}. Those who do: ${[...holders].join(', ')}.`);
}

/**
 * Refuses if keys that are not for demonstrations are published. They may belong to another desk, and what is sealed
 * to them must go on reaching it.
 *
 * @throws {@link Refusal}
 */
export async function refuseToReplaceRealKeys({ root }: DeskPlace): Promise<void> {
  const path = publishedAt(root);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  // Also a bundle of before the time when they were signed, which stands in the file by itself.
  if (text !== undefined && /"recipients"/.test(text) && !/"demo":\s*true/.test(text))
    throw new Refusal(
      `${path} holds keys that are not for demonstrations, and not of this desk. Move it away first, if that is what you want.`,
    );
}

/** What `public/keys.json` holds, whoever signed it; undefined where there is none, or nothing that can be read. */
async function publishedKeys(root: string): Promise<SignedKeys | undefined> {
  try {
    const keys: unknown = JSON.parse(await readFile(publishedAt(root), 'utf8'));
    return isSignedKeys(keys) ? keys : undefined;
  } catch {
    return undefined;
  }
}

async function publishedBundle({ root }: DeskPlace): Promise<KeyBundle | undefined> {
  return (await publishedKeys(root))?.bundle as KeyBundle | undefined;
}

function isSame(one: KeyBundle, other: KeyBundle | undefined): boolean {
  if (other === undefined) return false;
  const { signers: _, ...bundle } = other;
  return isDeepStrictEqual(one, bundle);
}

function usesIn(consent: StoryMessage['consent']): string {
  const given = valuesOf(uses).filter((use) => consent[use]);
  return given.join(', ') || 'nothing: it is only to be read';
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

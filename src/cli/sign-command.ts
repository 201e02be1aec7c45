import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { visibleText } from '#desk/text/visible.ts';
import { privateKeyFrom, publicKeyOf, signStory } from '#domain/gate/signing.ts';
import { checklists, currentOn } from '#domain/gate/versions.ts';
import { mistakeInWords } from '#domain/review/report.ts';
import { fileOf } from '#domain/schema/content.ts';
import { slugPattern } from '#domain/schema/fields.ts';
import { type ModeratorRole, moderatorRoles, signOffChecks, valuesOf } from '#domain/words/vocabularies.ts';
import { openKey, sealedKeySchema, sealKey } from '#files/keys.ts';
import { readReviewed } from '#files/reviewed.ts';
import { siteToday } from '#files/today.ts';
import { addModerator, addSignOff, writeWhole } from '#files/write.ts';
import type { Asker } from './asker.ts';

const usage = `Sign a story, or make a moderator.

  npm run sign -- <story> --as <moderator>     sign the story as it stands
  npm run sign -- --new-moderator              make a moderator and a sealed key

  --keys <folder>    where sealed keys are kept (default: ANOTHER_STORY_KEYS, or .another-story/keys in your home folder)
  --yes              confirm the checklist without being asked
  --demo             with --new-moderator: a made-up moderator, which a live site refuses; the passphrase guards nothing

The passphrase is asked for. Where nobody can be asked, it is read from standard input.
`;

class Refusal extends Error {}

/**
 * Does what `npm run sign -- …` was asked to do: signs a story, or makes a moderator.
 *
 * @param words what stands after the `--`
 * @param root the project whose story it is
 * @param ask begins to ask whoever is there
 * @throws an error that says what stood in the way
 */
export async function runSign(words: readonly string[], root: string, ask: () => Asker): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      as: { type: 'string' },
      'new-moderator': { type: 'boolean', default: false },
      keys: { type: 'string' },
      yes: { type: 'boolean', default: false },
      demo: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(usage);
  const keys = resolve(
    values.keys ?? process.env['ANOTHER_STORY_KEYS'] ?? join(homedir(), '.another-story', 'keys'),
  );
  const prompt = ask();
  try {
    if (values['new-moderator']) await makeModerator(prompt, root, keys, values.demo);
    else if (positionals[0] && values.as)
      await sign(prompt, root, keys, positionals[0], values.as, values.yes);
    else throw new Refusal(usage);
  } finally {
    prompt.close();
  }
}

async function sign(
  prompt: Asker,
  root: string,
  keys: string,
  slug: string,
  name: string,
  yes: boolean,
): Promise<void> {
  const { content, mistakes, notes } = await readReviewed(root);
  const story = content.stories.get(slug);
  if (!story) {
    const found = mistakes.filter((mistake) => mistake.file === fileOf('stories', slug));
    throw new Refusal(
      found.length > 0
        ? `The story has mistakes. Mend them first:\n${found.map(mistakeInWords).join('\n')}`
        : `There is no ${fileOf('stories', slug)}.`,
    );
  }
  if (content.withdrawals.has(slug)) throw new Refusal(`"${slug}" has been withdrawn: it cannot be signed.`);
  const moderator = content.moderators.get(name)?.data;
  if (!moderator) throw new Refusal(`There is no ${fileOf('moderators', name)}.`);
  if (moderator.revoked || moderator.retiredOn !== undefined) {
    throw new Refusal(`"${name}" has ${moderator.revoked ? 'been revoked' : 'retired'} and cannot sign.`);
  }
  const signedOn = siteToday(content.site.mode);
  const { lines } = currentOn(checklists, signedOn);
  const own = notes.filter(({ file }) => file === fileOf('stories', slug));
  if (own.length > 0) prompt.say(`Look at this before you sign:\n${own.map(mistakeInWords).join('\n')}\n`);
  if (!yes) {
    prompt.say(visibleText(`\n${story.data.title}\n\n${story.body.trim()}\n\n`));
    for (const line of lines) {
      const answer = await prompt.ask(`${signOffChecks[line]}? (yes/no) `);
      if (!/^y(es)?$/i.test(answer.trim())) throw new Refusal('Nothing was signed.');
    }
  }
  const path = join(keys, `${name}.key.json`);
  if (!existsSync(path)) throw new Refusal(`There is no key at ${path}: name its folder with --keys.`);
  const sealed = sealedKeySchema.parse(JSON.parse(await readFile(path, 'utf8')));
  const privateKey = privateKeyFrom(openKey(sealed, await prompt.secret(`Passphrase of ${name}: `)));
  if (publicKeyOf(privateKey) !== moderator.publicKey) {
    throw new Refusal(`The key at ${path} is not the key of ${fileOf('moderators', name)}.`);
  }
  const signOff = signStory(story, content.site.policyVersion, {
    moderator: name,
    privateKey,
    signedOn,
    checks: [...lines],
  });
  await addSignOff(root, slug, signOff);
  prompt.say(`Signed: ${fileOf('sign-offs', slug)}\n`);
}

async function makeModerator(prompt: Asker, root: string, keys: string, demo: boolean): Promise<void> {
  const slug = (await prompt.ask('Short name of the moderator (small letters, digits, hyphens): ')).trim();
  if (!slugPattern.test(slug))
    throw new Refusal(`"${slug}" is not a short name: use small letters, digits and hyphens.`);
  const name = (await prompt.ask('How the page about moderation calls them: ')).trim();
  const roles = (await prompt.ask(`Roles, with commas between (${valuesOf(moderatorRoles).join(', ')}): `))
    .split(',')
    .map((role) => role.trim())
    .filter(Boolean);
  const unknown = roles.find((role) => !(role in moderatorRoles));
  if (unknown !== undefined) throw new Refusal(`"${unknown}" is not a role.`);
  const passphrase = await prompt.secret('A new passphrase, at least 12 characters: ');
  if (prompt.isPerson && passphrase !== (await prompt.secret('The same again: '))) {
    throw new Refusal('The two passphrases differ. Nothing was made.');
  }
  const path = join(keys, `${slug}.key.json`);
  if (existsSync(path)) throw new Refusal(`There is a key at ${path} already. Nothing was made.`);
  const seed = randomBytes(32);
  const sealed = sealKey(seed, passphrase, slug, demo);
  await addModerator(root, slug, {
    name,
    publicKey: publicKeyOf(privateKeyFrom(seed)),
    roles: roles as ModeratorRole[],
    since: siteToday('live'),
    revoked: false,
    demo,
  });
  await writeWhole(path, `${JSON.stringify(sealed, null, 2)}\n`, 0o600);
  prompt.say(
    `Made ${fileOf('moderators', slug)} and the sealed key ${path}.\nKeep a copy of the key elsewhere, and never in git.\n`,
  );
}

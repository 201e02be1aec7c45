import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BundleRefused, type KeyBundle, readSignedBundle } from '#envelope/bundle.ts';
import { fingerprintOf } from '#envelope/fingerprint.ts';
import { pinsFor } from '#files/key-pins.ts';
import { readReviewed } from '#files/reviewed.ts';
import { siteToday } from '#files/today.ts';
import { writeWhole } from '#files/write.ts';
import { makePartnerKit } from '#integrations/partner-kit.ts';
import { unfitPathInWords } from './project-path.ts';

/**
 * `npm run partner-kit`: the form as one offline file for youth workers, with its SHA-256 beside it. Whoever carries it compares
 * the two: that is how they know that nobody has changed it.
 */
const keysFile = 'public/keys.json';
const folder = 'partner-kit';
const name = 'another-story-partner-kit.html';

class Refusal extends Error {}

async function main(): Promise<void> {
  const root = process.cwd();
  const unfit = unfitPathInWords(root);
  if (unfit !== undefined) throw new Refusal(unfit);
  const keys = await readKeys(root);
  const words = fingerprintOf((JSON.parse(keys) as { bundle: KeyBundle }).bundle.recipients);
  const kit = await makePartnerKit(root, keys);
  const sum = createHash('sha256').update(kit).digest('hex');
  await writeWhole(join(root, folder, name), kit);
  // In the form that sha256sum --check reads.
  await writeWhole(join(root, folder, `${name}.sha256`), `${sum}  ${name}\n`);
  process.stdout.write(
    `Made ${folder}/${name}, ${Math.round(kit.length / 1000)} kB.\nSHA-256: ${sum}\nCheck words of its keys: ${words}\n`,
  );
}

/** The public keys as their file has them, once they have been checked. */
async function readKeys(root: string): Promise<string> {
  const { content } = await readReviewed(root);
  const { mode } = content.site;
  const pins = await pinsFor(root, content);
  const text = await readFile(join(root, keysFile), 'utf8').catch(() => {
    throw new Refusal(
      `There is no ${keysFile}. Make keys first: npm run desk -- keys, or npm run desk -- --demo to try it out.`,
    );
  });
  try {
    readSignedBundle(JSON.parse(text), pins, siteToday(mode), mode === 'live');
  } catch (error) {
    if (error instanceof BundleRefused || error instanceof SyntaxError)
      throw new Refusal(`${keysFile}: ${error.message}. Put new keys up: npm run desk -- keys`);
    throw error;
  }
  return text;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

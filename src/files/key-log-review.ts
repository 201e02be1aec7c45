import { join } from 'node:path';
import { readIfThere } from '#disk/if-there.ts';
import { keyLogFile } from '#domain/keys/key-log.ts';
import { hashOfKeys, isSignedKeys } from '#domain/keys/signed-keys.ts';
import type { Mistake } from '#domain/schema/content.ts';
import { readKeyLogOf } from './key-pins.ts';

const keysFile = 'public/keys.json';

/**
 * What is wrong with the log of published keys, and with the keys beside it: a log whose lines do not fit together, and keys that are in
 * no line of it. Demonstration keys are in none. Nothing here needs a passphrase, so every `npm run check` and every build asks it.
 */
export async function mistakesInKeys(root: string): Promise<readonly Mistake[]> {
  const { entries, fault } = await readKeyLogOf(root);
  if (fault)
    return [
      {
        file: keyLogFile,
        path: `line ${fault.line}`,
        message: `${fault.says}: fetch the file as git has it, and ask who changed it; until then the form is closed`,
      },
    ];
  const text = (await readIfThere(join(root, keysFile)))?.toString();
  if (text === undefined || /"demo":\s*true/.test(text)) return [];
  const mistake = (message: string) => [{ file: keysFile, path: '', message }];
  let keys: unknown;
  try {
    keys = JSON.parse(text);
  } catch {
    return mistake('is no JSON: npm run desk -- keys publish writes it again');
  }
  if (!isSignedKeys(keys))
    return mistake(
      'holds keys that nobody has signed: two moderators sign them with npm run desk -- keys publish',
    );
  const last = entries.at(-1);
  if (last && hashOfKeys(last.keys) === hashOfKeys(keys)) return [];
  return mistake(
    entries.some((entry) => hashOfKeys(entry.keys) === hashOfKeys(keys as never))
      ? `holds bundle ${keys.seq}, and the last in ${keyLogFile} is ${last?.keys.seq}: npm run desk -- keys publish`
      : `holds keys that are in no line of ${keyLogFile}. If the desk did not write them, somebody wants to read what is sent: do not publish, and telephone the other moderator`,
  );
}

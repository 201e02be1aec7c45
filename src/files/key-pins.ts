import { join } from 'node:path';
import { readIfThere } from '#disk/if-there.ts';
import { type KeyLog, keyLogFile, readKeyLog, signersNamedBy } from '#domain/keys/key-log.ts';
import type { KeyPins } from '#domain/keys/signed-keys.ts';
import type { Content } from '#domain/schema/content.ts';

/** The log of published bundles as it stands in the project; without entries where there is none. */
export async function readKeyLogOf(root: string): Promise<KeyLog> {
  return readKeyLog((await readIfThere(join(root, keyLogFile)))?.toString() ?? '');
}

/**
 * The keys that the form, the partner kit and the intake of this project accept a bundle from: those of active moderators
 * whom the last bundle in the log names. So a moderator who is new in `content/` signs for nothing until two who were
 * there before have signed a bundle that names them. Where nothing is logged, all active moderators count.
 *
 * @param content reviewed; made-up moderators count on a site that is a demonstration
 */
export async function pinsFor(root: string, content: Pick<Content, 'moderators' | 'site'>): Promise<KeyPins> {
  return pinsOf(content, await readKeyLogOf(root));
}

/** The same for a log that was read already. A log that is broken pins nobody. */
export function pinsOf(content: Pick<Content, 'moderators' | 'site'>, { entries, fault }: KeyLog): KeyPins {
  if (fault) return {};
  const last = entries.at(-1);
  const named = last && signersNamedBy(last.keys);
  return Object.fromEntries(
    [...content.moderators.values()]
      .filter(({ data }) => !data.revoked && data.retiredOn === undefined)
      .filter(({ data }) => content.site.mode === 'demo' || !data.demo)
      .map(({ slug, data }): [string, string] => [slug, data.publicKey])
      .filter(([slug, key]) => named === undefined || named[slug] === key)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

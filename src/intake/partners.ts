import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readPartnerCode } from '#envelope/partner-code.ts';

/** Milliseconds for which the list is used again: so soon a code that was revoked no longer counts. */
const holds = 30_000;

/** Says whether a header holds the code of a partner. */
export type PartnerCheck = (code: string | undefined) => Promise<boolean>;

/**
 * Knows partners by a file that the desk writes, with the SHA-256 of a code on each line. Nobody is named in it. Without the file, or where
 * a line is no hash, nobody is a partner by it.
 *
 * @param now the time in milliseconds
 */
export function partnersIn(path: string, now: () => number = Date.now): PartnerCheck {
  let known: { readonly at: number; readonly hashes: Promise<readonly Buffer[]> } | undefined;
  return async (code) => {
    if (code === undefined) return false;
    if (!known || Math.abs(now() - known.at) >= holds) known = { at: now(), hashes: hashesIn(path) };
    return isAmong(await known.hashes, code);
  };
}

async function hashesIn(path: string): Promise<readonly Buffer[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text
    .split(/\s+/)
    .filter((line) => /^[0-9a-f]{64}$/.test(line))
    .map((line) => Buffer.from(line, 'hex'));
}

/**
 * Whether a code is one of those whose hashes are known. Each is compared, and in constant time, so that neither a letter nor which partner it
 * is can be read off how long it takes. The code is not kept.
 */
export function isAmong(hashes: readonly Buffer[], code: string): boolean {
  const digits = readPartnerCode(code);
  const hash = createHash('sha256')
    .update(digits ?? '')
    .digest();
  const found = hashes.map((each) => timingSafeEqual(each, hash)).includes(true);
  return found && digits !== undefined;
}

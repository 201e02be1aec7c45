import { readPartnerCode } from '#envelope/partner-code.ts';
import type { SpoolServers } from './nats-spool.ts';

/** How an intake is set up, from environment variables. */
export interface IntakeConfig {
  /** The folder of the spool. */
  readonly spool: string;
  /** Servers that keep the spool in its place. */
  readonly servers?: SpoolServers;
  /** A program that is run with nothing but the number of messages that wait. */
  readonly tell?: string;
  readonly host: string;
  readonly port: number;
  readonly most: number;
  readonly keptForPartners: number;
  /** The file with the SHA-256 of each partner’s code, which the desk writes. It need not be there. */
  readonly partners: string;
}

/** Where a desk on the same machine writes the hashes of partners’ codes, from the project’s folder. */
export const partnersFile = '.another-story/partners.txt';

/** A setting that cannot be used. The message names the variable, what was found, and what to write. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting';
}

/**
 * Reads the settings. `INTAKE_SPOOL` (a folder) or `SPOOL` (`nats://…`), `INTAKE_HOST`, `INTAKE_PORT`, `INTAKE_MOST`,
 * `INTAKE_KEPT_FOR_PARTNERS`, `INTAKE_PARTNERS` (a file) and `INTAKE_TELL` (a program); each has a value for a
 * first try on one's own machine, or may be left out.
 *
 * @throws {@link BadSetting}
 */
export function intakeConfig(env: Readonly<Record<string, string | undefined>>): IntakeConfig {
  const most = whole(env, 'INTAKE_MOST', 2000, 1, 1_000_000);
  const config = {
    spool: env['INTAKE_SPOOL'] || '.another-story/intake',
    ...(env['SPOOL'] && { servers: servers(env['SPOOL']) }),
    ...(env['INTAKE_TELL'] && { tell: env['INTAKE_TELL'] }),
    host: env['INTAKE_HOST'] || '127.0.0.1',
    port: whole(env, 'INTAKE_PORT', 4322, 0, 65_535),
    most,
    keptForPartners: whole(env, 'INTAKE_KEPT_FOR_PARTNERS', Math.floor(most / 10), 0, most),
    partners: env['INTAKE_PARTNERS'] || partnersFile,
  };
  if (config.spool.includes('://'))
    throw new BadSetting(
      'INTAKE_SPOOL is an address: it names a folder. Write the address of servers in SPOOL',
    );
  if (/^[0-9a-f]{64}(\s|$)/.test(config.partners) || readPartnerCode(config.partners) !== undefined)
    // What stands there is not repeated: it may be a partner’s code, and this message goes to the log of the system.
    throw new BadSetting(
      `INTAKE_PARTNERS has a hash or a code in it: it names a file. Write the path of the file that the desk gives under “Partners”, or leave it out for ${partnersFile}`,
    );
  return config;
}

/** Reads `nats://user:password@one:4222,nats://two:4222,nats://three:4222`. With three servers each message is kept by all. */
function servers(text: string): SpoolServers {
  const urls = text.split(',').map((each) => (URL.canParse(each.trim()) ? new URL(each.trim()) : undefined));
  if (!urls.every((url) => url?.protocol === 'nats:' && url.hostname !== '' && /^\/?$/.test(url.pathname))) {
    // What stands there may hold a password.
    throw new BadSetting(
      'SPOOL is not understood: write nats://user:password@host:4222, for a cluster three of them with commas between; or leave it out, and name a folder with INTAKE_SPOOL',
    );
  }
  const known = urls.flatMap((url) => url ?? []);
  const named = known.find(({ username }) => username !== '');
  return {
    hosts: known.map(({ hostname, port }) => `${hostname}:${port || 4222}`),
    ...(named && { user: decodeURIComponent(named.username), password: decodeURIComponent(named.password) }),
    copies: known.length >= 3 ? 3 : 1,
  };
}

function whole(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  normally: number,
  least: number,
  most: number,
): number {
  const text = env[name];
  if (text === undefined || text === '') return normally;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new BadSetting(`${name} is "${text}": write a whole number from ${least} to ${most}`);
  }
  return value;
}

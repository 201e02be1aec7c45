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
  /** SHA-256 of each partner's code. */
  readonly partners: readonly string[];
}

/** A setting that cannot be used. The message names the variable, what was found, and what to write. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting';
}

/**
 * Reads the settings. `INTAKE_SPOOL` (a folder) or `SPOOL` (`nats://…`), `INTAKE_HOST`, `INTAKE_PORT`, `INTAKE_MOST`,
 * `INTAKE_KEPT_FOR_PARTNERS`, `INTAKE_PARTNERS` (hashes with spaces between) and `INTAKE_TELL` (a program); each has a value for a
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
    partners: (env['INTAKE_PARTNERS'] ?? '').split(/\s+/).filter(Boolean),
  };
  if (config.spool.includes('://'))
    throw new BadSetting(
      'INTAKE_SPOOL is an address: it names a folder. Write the address of servers in SPOOL',
    );
  const wrong = config.partners.findIndex((partner) => !/^[0-9a-f]{64}$/.test(partner));
  if (wrong !== -1) {
    // The word itself is not repeated: it may be a partner’s code, and this message goes to the log of the system.
    throw new BadSetting(
      `INTAKE_PARTNERS has ${config.partners[wrong]?.length} characters as its word ${wrong + 1}: write the SHA-256 of each partner’s code as 64 small hexadecimal digits, with spaces between`,
    );
  }
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

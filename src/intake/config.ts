/** How an intake is set up, from environment variables. */
export interface IntakeConfig {
  /** The folder of the spool. */
  readonly spool: string;
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
 * Reads the settings. `INTAKE_SPOOL`, `INTAKE_HOST`, `INTAKE_PORT`, `INTAKE_MOST`, `INTAKE_KEPT_FOR_PARTNERS` and
 * `INTAKE_PARTNERS` (hashes with spaces between); each has a value for a first try on one's own machine.
 *
 * @throws {@link BadSetting}
 */
export function intakeConfig(env: Readonly<Record<string, string | undefined>>): IntakeConfig {
  const most = whole(env, 'INTAKE_MOST', 2000, 1, 1_000_000);
  const config = {
    spool: env['INTAKE_SPOOL'] || '.another-story/intake',
    host: env['INTAKE_HOST'] || '127.0.0.1',
    port: whole(env, 'INTAKE_PORT', 4322, 0, 65_535),
    most,
    keptForPartners: whole(env, 'INTAKE_KEPT_FOR_PARTNERS', Math.floor(most / 10), 0, most),
    partners: (env['INTAKE_PARTNERS'] ?? '').split(/\s+/).filter(Boolean),
  };
  const wrong = config.partners.findIndex((partner) => !/^[0-9a-f]{64}$/.test(partner));
  if (wrong !== -1) {
    // The word itself is not repeated: it may be a partner’s code, and this message goes to the log of the system.
    throw new BadSetting(
      `INTAKE_PARTNERS has ${config.partners[wrong]?.length} characters as its word ${wrong + 1}: write the SHA-256 of each partner’s code as 64 small hexadecimal digits, with spaces between`,
    );
  }
  return config;
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

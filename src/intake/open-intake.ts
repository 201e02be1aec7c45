import type { Hono } from 'hono';
import type { KeyPins } from '#envelope/bundle.ts';
import { intakeApp } from './app.ts';
import type { IntakeConfig } from './config.ts';
import { openWhileKeysHold } from './opening.ts';
import { folderSpool } from './spool.ts';

/** An intake that runs. */
export interface Intake {
  readonly app: Hono;
  readonly isOpen: () => Promise<boolean>;
  /** Stops looking for what has waited too long. */
  stop(): void;
}

const hour = 3_600_000;

/**
 * Milliseconds within which the whole of a message must have come: 20 seconds are enough for a phone with a weak
 * signal.
 */
export const messagePatience = 20_000;

/**
 * Opens the spool and takes messages as long as there are keys. Deletes what has waited too long, now and every hour.
 *
 * @param bundle the file with the public keys
 * @param pins the keys whose signatures count
 * @param isLive whether the site is live
 */
export async function openIntake(
  config: IntakeConfig,
  bundle: string,
  pins: KeyPins,
  isLive: boolean,
): Promise<Intake> {
  const spool = await folderSpool(config.spool, config);
  await spool.expire(new Date());
  // A failure to delete is tried again an hour later; it may not stop the intake.
  const timer = setInterval(() => void spool.expire(new Date()).catch(() => {}), hour);
  timer.unref();
  const isOpen = openWhileKeysHold(bundle, pins, isLive);
  return {
    app: intakeApp({ spool, isOpen, partners: config.partners }),
    isOpen,
    stop: () => clearInterval(timer),
  };
}

import type { Hono } from 'hono';
import type { KeyPins } from '#envelope/bundle.ts';
import { intakeApp } from './app.ts';
import type { IntakeConfig } from './config.ts';
import { openSpool } from './open-spool.ts';
import { epochWhileKeysHold } from './opening.ts';
import { partnersIn } from './partners.ts';
import type { Spool } from './spool.ts';
import { type Teller, tellerOf } from './tell.ts';

/** An intake that runs. */
export interface Intake {
  readonly app: Hono;
  readonly isOpen: () => Promise<boolean>;
  /** Stops looking for what has waited too long. */
  stop(): void;
}

const hour = 3_600_000;

/**
 * Opens the spool and takes messages as long as there are keys. Deletes what has waited too long, now and every hour.
 *
 * @param bundle the file with the public keys
 * @param pins the keys whose signatures count
 * @param isLive whether the site is live
 * @param say where to say what whoever runs the machine has to know; never anything about a message
 * @throws `FolderTaken` if another process has the folder; `SpoolDiffers` if the servers’ spool is set up otherwise
 */
export async function openIntake(
  config: IntakeConfig,
  bundle: string,
  pins: KeyPins,
  isLive: boolean,
  say: (words: string) => void = (words) => process.stderr.write(`${words}\n`),
): Promise<Intake> {
  const spool = await openSpool(config);
  const epoch = epochWhileKeysHold(bundle, pins, isLive);
  return {
    app: intakeApp({ spool, epoch, isPartner: partnersIn(config.partners) }),
    isOpen: async () => (await epoch()) !== undefined,
    stop: lookEveryHour(spool, say, tellerOf(config.tell, say)),
  };
}

/**
 * Deletes what has waited too long, now and every hour; sooner if something is held back that will be due. Then tells how many wait.
 *
 * @returns what stops it
 */
export function lookEveryHour(
  spool: Pick<Spool, 'expire' | 'list'>,
  say: (words: string) => void,
  tell?: Teller,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let isHeld = false;
  const look = async () => {
    // A failure to delete is tried again an hour later; it may not stop the intake.
    const { holdLeft } = await spool.expire(new Date()).catch(() => ({ holdLeft: 0 }));
    if (holdLeft > 0 && !isHeld) say(clockHasMoved(holdLeft));
    isHeld = holdLeft > 0;
    if (tell)
      await spool.list().then(
        ({ length }) => tell(length),
        () => {},
      );
    if (isStopped) return;
    timer = setTimeout(() => void look(), holdLeft > 0 ? Math.min(hour, holdLeft) : hour);
    timer.unref();
  };
  void look();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

/** What is said when nothing is deleted for a while. */
export function clockHasMoved(holdLeft: number): string {
  const hours = Math.ceil(holdLeft / hour);
  return `The clock of this machine moved by more than 36 hours since it was last looked at, or the machine was off. Nothing is deleted for the next ${hours} ${hours === 1 ? 'hour' : 'hours'}; then everything goes that is seven days old by this clock. It is now ${new Date().toISOString().slice(0, 16)}Z here: if that is wrong, set it right.`;
}

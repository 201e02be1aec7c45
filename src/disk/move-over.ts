import { rename } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** How a system moves files, so that a test can stand in for another system. */
export interface MovingSystem {
  readonly platform: NodeJS.Platform;
  rename(from: string, to: string): Promise<void>;
}

/** What Windows answers while another program, such as a virus scanner, has a file open that was just written. */
const passing = new Set(['EPERM', 'EACCES', 'EBUSY']);

/** Milliseconds to wait before each further try: a second in all, which is longer than a scanner looks at a small file. */
const patience = [10, 20, 50, 100, 200, 300, 320];

/**
 * Moves a file or folder to its place within one disk; a file replaces what was there, as a whole. On Windows it is tried again for
 * a second where another program has the file open. Everywhere else a refusal is final at once.
 *
 * @throws what the last try failed with
 */
export async function moveOver(
  from: string,
  to: string,
  system: MovingSystem = { platform: process.platform, rename },
): Promise<void> {
  for (const pause of system.platform === 'win32' ? patience : []) {
    try {
      return await system.rename(from, to);
    } catch (error) {
      if (!passing.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      await wait(pause);
    }
  }
  return system.rename(from, to);
}

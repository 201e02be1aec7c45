/** How a system asks a program to stop, so that a test can stand in for another system. */
export interface StoppingSystem {
  readonly platform: NodeJS.Platform;
  on(signal: NodeJS.Signals, listen: () => void): unknown;
}

/**
 * Does something when the program is asked to stop: by Ctrl+C, or by whatever looks after it. Only the first time: a terminal
 * sends the signal here and to `npm run`, which passes it on.
 *
 * Windows has no SIGTERM. There a closed window asks as well (SIGHUP; the program is ended some seconds later, whatever it does), and
 * Ctrl+Break. On other systems a closed terminal ends the program at once, as before.
 */
export function whenAskedToStop(
  stop: () => void,
  system: StoppingSystem = { platform: process.platform, on: (signal, listen) => process.on(signal, listen) },
): void {
  const signals: readonly NodeJS.Signals[] =
    system.platform === 'win32' ? ['SIGINT', 'SIGBREAK', 'SIGHUP'] : ['SIGINT', 'SIGTERM'];
  let isStopping = false;
  for (const signal of signals) {
    system.on(signal, () => {
      if (!isStopping) stop();
      isStopping = true;
    });
  }
}

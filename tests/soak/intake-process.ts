import { intakeApp } from '#intake/app.ts';
import { intakeConfig } from '#intake/config.ts';
import { openSpool } from '#intake/open-spool.ts';
import { serveApp } from '#server/serve-site.ts';
import { littleWork } from '../fixtures/sealed.ts';

/**
 * An intake in a process of its own, to be loaded and killed, with little work to prove. A folder as its argument, or the settings of
 * the environment. Told `memory` it says how much it takes; told a number it moves its clock by so many milliseconds.
 */
const RealDate = Date;
let moved = 0;
class MovedDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    super(...((given.length === 0 ? [RealDate.now() + moved] : given) as [number]));
  }
  static override now(): number {
    return RealDate.now() + moved;
  }
}

const folder = process.argv[2];
const spool = await openSpool({
  ...intakeConfig(process.env),
  ...(folder && { spool: folder, most: 1_000_000, keptForPartners: 0 }),
});
const app = intakeApp({ spool, epoch: () => 1, isPartner: async () => false, work: littleWork });
const server = serveApp(app, '127.0.0.1', 0);
server.on('listening', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address ? address.port : 0);
});
process.on('message', (message) => {
  if (typeof message !== 'number') {
    process.send?.({ memory: process.memoryUsage.rss() });
    return;
  }
  moved += message;
  globalThis.Date = MovedDate as DateConstructor;
  // As at the next hourly look.
  void spool.expire(new Date());
});

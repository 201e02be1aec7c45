import type { IntakeConfig } from './config.ts';
import { folderArrivals } from './folder-arrivals.ts';
import { folderSpool, keptIn, standingOfFolder } from './folder-spool.ts';
import type { Arrivals, Spool } from './spool.ts';

/**
 * Opens the spool that the settings name, as an intake does.
 *
 * @throws `FolderTaken`; `SpoolDiffers`
 */
export async function openSpool(config: IntakeConfig): Promise<Spool> {
  if (!config.servers) return folderSpool(config.spool, config);
  return (await import('./nats-spool.ts')).natsSpool(config.servers, config);
}

/** What waits in a spool, for whoever fetches from it or only looks. To be closed, so that a program can end. */
export async function openArrivals(config: IntakeConfig): Promise<Arrivals & Pick<Spool, 'close'>> {
  if (config.servers) return (await import('./nats-spool.ts')).natsArrivals(config.servers);
  return {
    ...folderArrivals(keptIn(config.spool)),
    standing: () => standingOfFolder(config.spool),
    close: async () => {},
  };
}

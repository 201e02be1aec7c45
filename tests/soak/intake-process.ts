import { intakeApp } from '#intake/app.ts';
import { folderSpool } from '#intake/folder-spool.ts';
import { messagePatience } from '#intake/open-intake.ts';
import { serveApp } from '#server/serve-site.ts';

/** An intake in a process of its own, to be loaded and killed: a folder as its argument, little work to prove. */
const spool = await folderSpool(process.argv[2] as string, { most: 1_000_000, keptForPartners: 0 });
const app = intakeApp({ spool, isOpen: () => true, partners: [], bits: 1 });
const server = serveApp(app, '127.0.0.1', 0, messagePatience);
server.on('listening', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address ? address.port : 0);
});
process.on('message', () => process.send?.({ memory: process.memoryUsage.rss() }));

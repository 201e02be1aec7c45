import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { intakeConfig } from '#intake/config.ts';
import { type Intake, openIntake } from '#intake/open-intake.ts';
import { serveSite } from '#server/serve-site.ts';
import type { ReadySite } from './ready-site.ts';
import { whenAskedToStop } from './when-asked-to-stop.ts';

/**
 * `npm start`: builds the site if anything that it is made of has changed, and serves it at
 * http://localhost:4321 (`PORT` sets another port, `SITE_HOST` another address to listen at), with the intake on the same
 * origin. Ends cleanly on Ctrl+C.
 */
const { mode, pins } = await readySite();
const port = Number(process.env['PORT'] ?? 4321);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  process.stderr.write(`PORT is "${process.env['PORT']}": write a number from 0 to 65535.\n`);
  process.exit(1);
}
const intake = await openedIntake();
const server = serveSite('dist', port, {
  beside: intake.app,
  host: process.env['SITE_HOST'] || 'localhost',
  isDemo: mode === 'demo',
});
server.on('error', (error: NodeJS.ErrnoException) => {
  const isTaken = error.code === 'EADDRINUSE';
  process.stderr.write(
    isTaken
      ? `Port ${port} is in use. Stop what uses it, or choose another: PORT=4322 npm start\n`
      : `${error.message}\n`,
  );
  process.exit(1);
});
server.on('listening', () => {
  const address = server.address();
  const at = typeof address === 'object' && address ? address.port : port;
  process.stdout.write(`Another Story is at http://localhost:${at}\n`);
});
whenAskedToStop(() => {
  intake.stop();
  server.close(() => process.exit(0));
  if ('closeAllConnections' in server) server.closeAllConnections();
});

/** The intake. A mistake in its settings is told and ends the command, and so does a folder that another process has. */
async function openedIntake(): Promise<Intake> {
  try {
    return await openIntake(intakeConfig(process.env), 'public/keys.json', pins, mode === 'live');
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** Has the site built and compressed, if it is not; ends the command if it cannot be. */
async function readySite(): Promise<ReadySite> {
  const child = fork(fileURLToPath(new URL('./ready-site.ts', import.meta.url)));
  let site: ReadySite | undefined;
  child.once('message', (message) => {
    site = message as ReadySite;
  });
  const [status] = (await once(child, 'exit')) as [number | null];
  if (status !== 0 || site === undefined) process.exit(status || 1);
  return site;
}

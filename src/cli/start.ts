import { spawnSync } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Site } from '#domain/schema/site.ts';
import { fingerprint } from '#files/fingerprint.ts';
import { readReviewed } from '#files/reviewed.ts';
import { siteToday } from '#files/today.ts';
import { compressSite } from '#hosting/compressed.ts';
import { type IntakeConfig, intakeConfig } from '#intake/config.ts';
import { openIntake } from '#intake/open-intake.ts';
import { serveSite } from '#server/serve-site.ts';
import { leftOut } from './exit-codes.ts';
import { whenAskedToStop } from './when-asked-to-stop.ts';

/**
 * `npm start`: builds the site if anything that it is made of has changed, and serves it at
 * http://localhost:4321 (`PORT` sets another port, `SITE_HOST` another address to listen at), with the intake on the same
 * origin. Ends cleanly on Ctrl+C.
 */
const stampFile = '.cache/built';
const wanted = await fingerprint(process.cwd(), siteToday((await site()).mode));
const built = await readFile(stampFile, 'utf8').catch(() => '');
if (built !== wanted || !(await isThere('dist/index.html'))) {
  process.stdout.write('Building the site…\n');
  const program = fileURLToPath(new URL('./build.ts', import.meta.url));
  const { status } = spawnSync(process.execPath, [program, '--compressed'], { stdio: 'inherit' });
  // What was left out was named. The rest is there, and may be served until somebody has found out where it came from.
  if (status !== 0 && status !== leftOut) process.exit(status ?? 1);
  await mkdir('.cache', { recursive: true });
  if (status === 0) await writeFile(stampFile, wanted);
}

// `npm run build` alone makes none.
if (!(await isThere('dist/index.html.br'))) await compressSite('dist');

const port = Number(process.env['PORT'] ?? 4321);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  process.stderr.write(`PORT is "${process.env['PORT']}": write a number from 0 to 65535.\n`);
  process.exit(1);
}
const { mode } = await site();
const intake = await openIntake(configOfIntake(), 'public/keys.json', mode === 'live');
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

/** The intake's settings; a mistake in them is told, and ends the command. */
function configOfIntake(): IntakeConfig {
  try {
    return intakeConfig(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function site(): Promise<Site> {
  const { content } = await readReviewed(process.cwd());
  return content.site;
}

import { pinsFor } from '#files/key-pins.ts';
import { readReviewed } from '#files/reviewed.ts';
import { intakeConfig } from '#intake/config.ts';
import { openIntake } from '#intake/open-intake.ts';
import { openArrivals } from '#intake/open-spool.ts';
import { keysAt } from '#intake/opening.ts';
import { statusOf, urgency } from '#intake/status.ts';
import { serveApp } from '#server/serve-site.ts';
import { whenAskedToStop } from './when-asked-to-stop.ts';

/**
 * `npm run intake`: takes sealed messages and nothing else, on a machine of its own behind the site's address. Settings come
 * from the environment; `docs/deploying.md` names them. It writes no log of what arrives.
 *
 * `npm run intake -- status` says how the spool is, beside an intake that runs or without one, and ends with a number for a timer: 0 if
 * nothing is to be done, 1 if something is to be done soon, 2 if at once, 3 if it cannot be known.
 */
const bundle = process.env['INTAKE_KEYS'] || 'public/keys.json';
const [asked, ...more] = process.argv.slice(2);
const wanted = asked === undefined ? run : asked === 'status' && more.length === 0 ? tellStatus : undefined;
try {
  if (!wanted)
    throw new Error(
      `There is no "${[asked, ...more].join(' ')}". There are: npm run intake, npm run intake -- status`,
    );
  await wanted();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = wanted === tellStatus ? urgency.unknown : 1;
}

async function run(): Promise<void> {
  const config = intakeConfig(process.env);
  const { content } = await readReviewed(process.cwd());
  const pins = await pinsFor(process.cwd(), content);
  const intake = await openIntake(config, bundle, pins, content.site.mode === 'live');
  const server = serveApp(intake.app, config.host, config.port);
  server.on('error', (error) => {
    process.stderr.write(`The intake cannot start: ${error.message}\n`);
    process.exit(1);
  });
  server.on('listening', async () => {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : config.port;
    const state = (await intake.isOpen())
      ? 'open'
      : 'closed, because there are no keys that two moderators signed and that hold today: npm run desk -- keys';
    process.stdout.write(`The intake is at http://${config.host}:${port} (${state}).\n`);
  });
  whenAskedToStop(() => {
    intake.stop();
    // Messages that are being written are finished and acknowledged first.
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  });
}

async function tellStatus(): Promise<void> {
  const config = intakeConfig(process.env);
  const arrivals = await openArrivals(config);
  try {
    const now = new Date();
    const standing = await arrivals.standing();
    const { content } = await readReviewed(process.cwd());
    const pins = await pinsFor(process.cwd(), content);
    const keys = await keysAt(bundle, pins, content.site.mode === 'live', now);
    const status = statusOf(standing, config, keys?.notAfter, now);
    process.stdout.write(`${status.lines.join('\n')}\n`);
    process.exitCode = urgency[status.urgency];
  } finally {
    await arrivals.close();
  }
}

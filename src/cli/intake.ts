import { pinsFor } from '#files/key-pins.ts';
import { readReviewed } from '#files/reviewed.ts';
import { intakeConfig } from '#intake/config.ts';
import { messagePatience, openIntake } from '#intake/open-intake.ts';
import { serveApp } from '#server/serve-site.ts';
import { whenAskedToStop } from './when-asked-to-stop.ts';

/**
 * `npm run intake`: takes sealed messages and nothing else, on a machine of its own behind the site's address. Settings come
 * from the environment; `docs/deploying.md` names them. It writes no log of what arrives.
 */
try {
  const config = intakeConfig(process.env);
  const { content } = await readReviewed(process.cwd());
  const intake = await openIntake(
    config,
    process.env['INTAKE_KEYS'] || 'public/keys.json',
    await pinsFor(process.cwd(), content),
    content.site.mode === 'live',
  );
  const server = serveApp(intake.app, config.host, config.port, messagePatience);
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
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

import { parseArgs } from 'node:util';
import { dev } from 'astro';
import { unfitPathInWords } from './project-path.ts';
import { whenAskedToStop } from './when-asked-to-stop.ts';

/**
 * `npm run edit`: the admin and a live preview of the site, on this machine only. `--port` chooses another port;
 * a port that is taken is left to whoever has it.
 */
const { values } = parseArgs({ options: { port: { type: 'string', default: '4321' } } });
const unfit = unfitPathInWords(process.cwd());
if (unfit !== undefined) {
  process.stderr.write(`${unfit}\n`);
  process.exit(1);
}
const server = await dev({
  root: process.cwd(),
  logLevel: 'warn',
  // Not `localhost`, which some systems resolve to an IPv6 address alone: both names lead here.
  server: { host: '127.0.0.1', port: Number(values.port) },
});
process.stdout.write(
  `The editor is at http://localhost:${server.address.port}/keystatic\nPress Ctrl+C to stop.\n`,
);
whenAskedToStop(() => void server.stop().then(() => process.exit(0)));

import { runWithdraw } from './withdraw-command.ts';

/**
 * `npm run withdraw -- <story> --reason teller`: takes a story down for good; the next build carries it out. With `--build` that comes at
 * once, in this process: whoever waits for a story to be gone waits for no second start.
 */
const { status, text, build } = await runWithdraw(process.argv.slice(2), process.cwd());
(status === 0 ? process.stdout : process.stderr).write(text);
process.exitCode = status;
if (build) {
  process.argv.splice(2, process.argv.length, '--removals');
  await import('./build.ts');
}

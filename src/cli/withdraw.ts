import { runWithdraw } from './withdraw-command.ts';

/** `npm run withdraw -- <story> --reason teller`: takes a story down for good; the next build carries it out. */
const { status, text } = await runWithdraw(process.argv.slice(2), process.cwd());
(status === 0 ? process.stdout : process.stderr).write(text);
process.exitCode = status;

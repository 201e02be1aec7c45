import { makeAsker } from './asker.ts';
import { runDesk } from './desk-command.ts';

/** `npm run desk`: the moderation desk, and beside it the commands for its keys. */
try {
  await runDesk(process.argv.slice(2), process.cwd(), makeAsker);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

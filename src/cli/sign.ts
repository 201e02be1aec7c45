import { makeAsker } from './asker.ts';
import { runSign } from './sign-command.ts';

/** `npm run sign`: signs a story, or makes a moderator and a sealed key. */
try {
  await runSign(process.argv.slice(2), process.cwd(), makeAsker);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

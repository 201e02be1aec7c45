import { parseArgs } from 'node:util';
import { asker } from './asker.ts';
import { openDesk } from './desk-app.ts';
import { deskPlace, keysUsage, makeDemonstration, openFile, Refusal, runKeys } from './desk-keys.ts';

/** `npm run desk`: the moderation desk, and beside it the commands for its keys. */
const usage = `The moderation desk.

  npm run desk                                    open the desk, for a browser on this machine
  npm run desk -- --demo                          a desk to try things out with, with three made-up submissions
  npm run desk -- open <file> --as <name>         read one sealed message
  npm run desk -- keys demo                       make demonstration keys, whose passphrases are public, and no more
${keysUsage}
  --desk <folder>    the desk folder (default: ANOTHER_STORY_DESK, or .another-story/desk in your home folder)
  --demo             the demonstration desk, in .another-story/desk of the project

A passphrase is asked for. Where nobody can be asked, each is read from a line of standard input.
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      as: { type: 'string' },
      desk: { type: 'string' },
      demo: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(usage);
  const [what, ...rest] = positionals;
  const isDemoKeys = what === 'keys' && rest[0] === 'demo';
  const place = deskPlace(process.cwd(), values.demo || isDemoKeys, values.desk);
  if (what === undefined) return openDesk(place);
  const prompt = asker();
  try {
    if (isDemoKeys) await makeDemonstration(prompt, place);
    else if (what === 'keys') await runKeys(prompt, place, rest);
    else if (what === 'open') await openFile(prompt, place, rest[0], values.as);
    else throw new Refusal(usage);
  } finally {
    prompt.close();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

import { parseArgs } from 'node:util';
import type { Asker } from './asker.ts';
import { deskPlace, keysUsage, makeDemonstration, openFile, Refusal, runKeys } from './desk-keys.ts';

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

/**
 * Does what `npm run desk -- …` was asked to do: opens the moderation desk, or runs one of the commands for its keys.
 *
 * @param words what stands after the `--`
 * @param root the project whose desk it is
 * @param ask begins to ask whoever is there
 * @throws {@link Refusal}, or what else stood in the way
 */
export async function runDesk(words: readonly string[], root: string, ask: () => Asker): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...words],
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
  const place = deskPlace(root, values.demo || isDemoKeys, values.desk);
  if (what === undefined) {
    // Loaded only now: a command for keys needs none of it, and is ready sooner.
    const { openDesk } = await import('./desk-app.ts');
    return openDesk(place);
  }
  const prompt = ask();
  try {
    if (isDemoKeys) await makeDemonstration(prompt, place);
    else if (what === 'keys') await runKeys(prompt, place, rest);
    else if (what === 'open') await openFile(prompt, place, rest[0], values.as);
    else throw new Refusal(usage);
  } finally {
    prompt.close();
  }
}

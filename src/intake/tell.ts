import { execFile } from 'node:child_process';

/** Is told, every hour, how many messages wait. */
export type Teller = (waiting: number) => Promise<void>;

const day = 24 * 3_600_000;

/** Milliseconds that a program may take to tell somebody. */
const longest = 60_000;

/**
 * Makes what tells somebody that messages wait: it runs a program with their number as its only word, whenever there are more than were
 * told of, and once a day while any wait. Nothing else is given to the program, no name and no time, and little of the environment.
 *
 * @param program its path; without one nobody is told
 * @param say where to say that it failed
 * @param upFor milliseconds by a clock that nobody can set
 */
export function tellerOf(
  program: string | undefined,
  say: (words: string) => void,
  upFor: () => number = () => performance.now(),
): Teller | undefined {
  if (program === undefined) return undefined;
  let told = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  return async (waiting) => {
    const isNews = waiting > told || (waiting > 0 && upFor() - toldAt >= day);
    // What moderators fetched is no longer known to anybody: the next message is news again.
    told = Math.min(told, waiting);
    if (!isNews) return;
    const failure = await run(program, String(waiting));
    if (failure !== undefined) {
      say(`INTAKE_TELL could not be run: ${failure}. It is tried again in an hour.`);
      return;
    }
    [told, toldAt] = [waiting, upFor()];
  };
}

/** @returns why it failed, if it did */
function run(program: string, word: string): Promise<string | undefined> {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
  return new Promise((resolve) => {
    execFile(program, [word], { env, timeout: longest }, (error) =>
      resolve(error === null ? undefined : `it ended with ${error.code ?? error.signal ?? error.message}`),
    );
  });
}

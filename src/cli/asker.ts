import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** No answer came where one was needed. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** Somebody, or something, that a command asks. */
export interface Asker {
  /** False where answers are read from standard input and nobody can be asked again. */
  readonly isPerson: boolean;
  /** @throws {@link NoAnswer} */
  ask(question: string): Promise<string>;
  /**
   * Asks without showing what is typed.
   *
   * @throws {@link NoAnswer}
   */
  secret(question: string): Promise<string>;
  /** Says something that is no answer of the command itself: on standard error. */
  say(text: string): void;
  close(): void;
}

/** Asks at the terminal; where there is none, takes one line of standard input for each question. */
export function asker(): Asker {
  const isPerson = process.stdin.isTTY === true;
  let isSecret = false;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!isSecret) process.stderr.write(chunk as Buffer);
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output, terminal: isPerson });
  const waiting = lines[Symbol.asyncIterator]();
  const next = async (question: string, hide: boolean): Promise<string> => {
    process.stderr.write(question);
    isSecret = hide;
    const { value, done } = (await waiting.next()) as IteratorResult<string, undefined>;
    isSecret = false;
    process.stderr.write('\n');
    if (done || value === undefined) throw new NoAnswer('No answer came. Nothing was done.');
    return value;
  };
  return {
    isPerson,
    ask: (question) => next(question, false),
    secret: (question) => next(question, true),
    say: (text) => void process.stderr.write(text),
    close: () => lines.close(),
  };
}

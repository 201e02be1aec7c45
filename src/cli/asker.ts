import { createInterface } from 'node:readline/promises';
import { type Readable, Writable } from 'node:stream';

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
  /** Writes something that is not the command’s answer, such as what was done: on standard error. */
  say(text: string): void;
  /** Writes the command’s answer: on standard output. */
  answer(text: string): void;
  close(): void;
}

/** What a command reads from and writes to. */
export interface Terminal {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** Asks at the terminal; where there is none, takes one line of standard input for each question. */
export function makeAsker({ stdin, stdout, stderr }: Terminal = process): Asker {
  const isPerson = stdin.isTTY === true;
  let isSecret = false;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!isSecret) stderr.write(chunk as Buffer);
      done();
    },
  });
  const lines = createInterface({ input: stdin, output, terminal: isPerson });
  const waiting = lines[Symbol.asyncIterator]();
  const next = async (question: string, hide: boolean): Promise<string> => {
    stderr.write(question);
    isSecret = hide;
    const { value, done } = (await waiting.next()) as IteratorResult<string, undefined>;
    isSecret = false;
    stderr.write('\n');
    if (done || value === undefined) throw new NoAnswer('No answer came. Nothing was done.');
    return value;
  };
  return {
    isPerson,
    ask: (question) => next(question, false),
    secret: (question) => next(question, true),
    say: (text) => void stderr.write(text),
    answer: (text) => void stdout.write(text),
    close: () => lines.close(),
  };
}

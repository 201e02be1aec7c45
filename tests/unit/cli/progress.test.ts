import { describe, expect, it } from 'vitest';
import { startProgress } from '../../../src/cli/progress.mjs';

/** A place that a command writes to, and what has been written. */
function stream(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 40, write: (text: string) => written.push(text), written };
}

describe('how far a command has got', () => {
  it('is a line in a log for each new thing, and one for each further tenth of it', () => {
    const log = stream(false);
    let now = 0;
    const progress = startProgress(log, () => now);
    progress.now('Getting ready');
    for (let done = 1; done <= 40; done++) {
      now += 1000;
      progress.now('Making pages', done / 40, `${done} of 40`);
    }
    progress.end();
    expect(log.written).toEqual([
      'Getting ready, 0 s\n',
      'Making pages: 1 of 40, 1 s\n',
      ...[4, 8, 12, 16, 20, 24, 28, 32, 36, 40].map((done) => `Making pages: ${done} of 40, ${done} s\n`),
    ]);
  });

  it('is one line on a terminal, no wider than it, and goes when it ends', () => {
    const terminal = stream(true);
    const progress = startProgress(terminal, () => 0);
    progress.now('Something that takes a very long name to say');
    progress.say('Kept.');
    progress.end();
    const [line = '', wiped, kept] = terminal.written;
    expect(line).toBe('\r\u001B[2KSomething that takes a very long name t');
    expect([wiped, kept]).toEqual(['\r\u001B[2K', 'Kept.\n']);
    expect(terminal.written.slice(1).join('')).not.toContain('Something');
  });
});

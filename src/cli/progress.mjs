// How far a command has got. Plain JavaScript without packages, because the launcher shows it before there are any.

/**
 * @typedef {object} Progress
 * @property {(what: string, share?: number, amount?: string) => void} now Says what is being done, how much of it is done
 * from 0 to 1, and the same in words: `3 of 12`.
 * @property {(words: string) => void} say Prints something that stays.
 * @property {() => void} end Takes the line away. Nothing more is shown until something else is done.
 */

/**
 * Shows how far a command has got, with the seconds so far. On a terminal that is one line, written over and over; in a log it is
 * a line for each new thing that is done, and one for each further tenth of it.
 *
 * @param {{ isTTY?: boolean, columns?: number, write(text: string): unknown }} [stream] where to
 * @param {() => number} [clock] milliseconds
 * @returns {Progress}
 */
export function startProgress(stream = process.stderr, clock = Date.now) {
  const from = clock();
  const isTerminal = stream.isTTY === true;
  let what = '';
  let amount = '';
  let tenth = 0;
  let shown = '';
  /** @type {NodeJS.Timeout | undefined} */
  let ticking;

  const line = () => `${what}${amount && `: ${amount}`}, ${Math.round((clock() - from) / 1000)} s`;
  const wipe = () => {
    if (shown !== '') stream.write('\r\u001B[2K');
    shown = '';
  };
  const draw = () => {
    const next = line().slice(0, (stream.columns || 80) - 1);
    if (next === shown) return;
    stream.write(`\r\u001B[2K${next}`);
    shown = next;
  };

  return {
    now(doing, share = 0, inWords = '') {
      const reached = Math.floor(share * 10);
      const isNew = doing !== what;
      const isFurther = reached > tenth;
      [what, amount] = [doing, inWords];
      if (isTerminal) {
        // Drawn by the clock, so that what is done often costs nothing to show.
        ticking ??= setInterval(draw, 200);
        ticking.unref();
        if (isNew) draw();
      } else if (isNew || isFurther) stream.write(`${line()}\n`);
      if (isNew || isFurther) tenth = reached;
    },
    say(words) {
      wipe();
      stream.write(`${words}\n`);
    },
    end() {
      clearInterval(ticking);
      ticking = undefined;
      wipe();
      what = '';
    },
  };
}

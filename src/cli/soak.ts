import { spawn } from 'node:child_process';
import { packageBin } from './package-bin.ts';

/**
 * `npm run soak`: the proofs that take too long for `npm test`, each in a bounded time, the whole in thirty minutes at most. Prints
 * every figure again at the end. Words as arguments run only the files whose names hold them: `npm run soak -- sealing`.
 */
const longest = 30 * 60_000;
/** How a test says a figure: a line of its own that begins with this word. */
const mark = 'FIGURE ';

const figures: string[] = [];
let line = '';
const run = spawn(
  process.execPath,
  [packageBin('vitest'), 'run', '--project', 'soak', ...process.argv.slice(2)],
  { stdio: ['ignore', 'pipe', 'inherit'], timeout: longest },
);
run.stdout.setEncoding('utf8').on('data', (text: string) => {
  process.stdout.write(text);
  const lines = (line + text).split('\n');
  line = lines.pop() ?? '';
  figures.push(...lines.filter((each) => each.startsWith(mark)).map((each) => each.slice(mark.length)));
});
run.on('error', (error) => {
  process.stderr.write(`vitest does not start: ${error.message}\n`);
  process.exitCode = 1;
});
run.on('close', (code, signal) => {
  process.stdout.write(`\nFigures\n${figures.map((figure) => `  ${figure}\n`).join('')}`);
  if (signal !== null)
    process.stderr.write(`It took longer than ${longest / 60_000} minutes and was ended.\n`);
  process.exitCode = code ?? 1;
});

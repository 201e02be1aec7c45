import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cardsAtOnce, drawCard, pixelsOf, pngOf } from '#cards/draw.ts';
import { layOut } from '#cards/layout.ts';
import { openPress } from '#cards/press.ts';
import { cardSizes, sizeNames } from '#domain/share/platforms.ts';
import { benchCards } from './bench-cards.ts';
import { timedRun } from './timed.ts';

/** The packages that are measured beside ours: the usual way of drawing such cards with Node. */
const peers = { satori: '0.63.2', '@resvg/resvg-js': '2.6.2' } as const;

/** What was measured of the cards. Each list has one number for each run. */
export interface CardFindings {
  readonly cards: number;
  /** Cards a second, laid out, drawn and encoded. */
  readonly ours: readonly number[];
  readonly peer: readonly number[];
  /** Cards a second of the encoder by itself, given finished pixels. */
  readonly encoder: readonly number[];
  /** The most bytes that drawing a thousand stories' cards held; undefined where that is not known. */
  readonly memory: number | undefined;
  readonly drawnForMemory: number;
}

/** Cards that a run draws in every size: enough for seconds, so that no pause of the machine decides it. */
const cardsInRun = 48;

/** Measures cards: ours, satori with resvg, and our encoder alone, in turns. */
export async function measureCards(
  root: string,
  { runs, stories = 1000 }: { runs: number; stories?: number },
  say: (words: string) => void,
): Promise<CardFindings> {
  // New cards in every run: words measured before would cost nothing.
  const jobsFrom = (first: number, count: number): Job[] =>
    benchCards(count, first).flatMap((card) => sizeNames.map((size) => ({ card, size })));
  const peer = await peerOf(root);
  // A quarter of the cards, each encoded four times, because pixels fill the memory.
  const pixels = await Promise.all(
    jobsFrom(0, cardsInRun / 4).map(async ({ card, size }) => {
      const layout = await layOut(card, size, await openPress());
      if ('tooLong' in layout) throw new Error(`${card.id} is too long for ${size}`);
      return { size, pixels: await pixelsOf(layout, size) };
    }),
  );
  const finished = [pixels, pixels, pixels, pixels].flat();
  const perSecond = async <T>(list: readonly T[], work: (each: T) => Promise<unknown>) => {
    const from = performance.now();
    await inParallel(list, work);
    return list.length / ((performance.now() - from) / 1000);
  };
  const findings = { ours: [] as number[], peer: [] as number[], encoder: [] as number[] };
  for (let run = 0; run <= runs; run++) {
    const jobs = jobsFrom(run * cardsInRun, cardsInRun);
    const ours = await perSecond(jobs, ({ card, size }) => drawCard(card, size));
    const theirs = await perSecond(jobs, peer);
    const encoder = await perSecond(finished, (each) => pngOf(each.pixels, each.size));
    // The first run warms everything up.
    if (run === 0) continue;
    say(
      `  cards, run ${run}: ${ours.toFixed(1)} a second, satori + resvg ${theirs.toFixed(1)}, encoder alone ${encoder.toFixed(1)}`,
    );
    findings.ours.push(ours);
    findings.peer.push(theirs);
    findings.encoder.push(encoder);
  }
  say(`  the cards of ${stories} stories, for memory`);
  return {
    cards: finished.length,
    ...findings,
    drawnForMemory: stories,
    memory: await memoryFor(root, stories),
  };
}

/** Work on a list, as many at once as a build draws. */
async function inParallel<T>(list: readonly T[], work: (each: T) => Promise<unknown>): Promise<void> {
  const left = [...list];
  await Promise.all(
    Array.from({ length: cardsAtOnce }, async () => {
      for (let each = left.pop(); each !== undefined; each = left.pop()) await work(each);
    }),
  );
}

type Job = { card: ReturnType<typeof benchCards>[number]; size: (typeof sizeNames)[number] };

/** Satori and resvg drawing the same words in the same faces on the same ground, with no fitting to do. */
async function peerOf(root: string): Promise<(job: Job) => Promise<unknown>> {
  const packages = join(root, '.cache/bench');
  await mkdir(packages, { recursive: true });
  const wanted = Object.entries(peers).map(([name, version]) => `${name}@${version}`);
  // In the folder, and not named: where a shell starts npm, it would take a folder with a space in its name apart.
  const { status } = spawnSync('npm', ['install', '--prefix=.', '--loglevel=error', ...wanted], {
    cwd: packages,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm could not fetch satori to measure against. Is this machine online?');
  const require = createRequire(join(packages, 'node_modules', 'x.js'));
  const { default: satori } = require('satori') as {
    default: (node: unknown, options: unknown) => Promise<string>;
  };
  const { renderAsync } = require('@resvg/resvg-js') as {
    renderAsync: (svg: string, options: unknown) => Promise<{ asPng(): Buffer }>;
  };
  const font = (family: string, name: string, cut: string) =>
    readFile(join(root, 'node_modules/@expo-google-fonts', family, cut, `${name}_${cut}.ttf`));
  const fonts = [
    { name: 'Voice', weight: 500, data: await font('literata', 'Literata', '500Medium') },
    {
      name: 'Plain',
      weight: 600,
      data: await font('atkinson-hyperlegible-next', 'AtkinsonHyperlegibleNext', '600SemiBold'),
    },
  ];
  return async ({ card, size }) => {
    const { width, height } = cardSizes[size];
    const text = (children: string, style: object) => ({ type: 'div', props: { style, children } });
    const svg = await satori(
      {
        type: 'div',
        props: {
          style: {
            display: 'flex',
            flexDirection: 'column',
            justifyContent: 'space-between',
            width,
            height,
            padding: 80,
            background: '#EADDEF',
            color: '#0E1E21',
          },
          children: [
            text(card.words.map((run) => run.text).join(''), {
              fontFamily: 'Voice',
              fontSize: height / 13,
              lineHeight: 1.06,
            }),
            text([card.siteName, ...card.foot].join('. '), { fontFamily: 'Plain', fontSize: 30 }),
          ],
        },
      },
      { width, height, fonts },
    );
    return (await renderAsync(svg, { font: { loadSystemFonts: false } })).asPng();
  };
}

/** The most memory that a process held which drew the cards of so many stories into an empty folder. */
async function memoryFor(root: string, stories: number): Promise<number | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'another-story-bench-cards-'));
  try {
    for (const name of ['src', 'public', 'node_modules', 'package.json'])
      await symlink(join(root, name), join(folder, name));
    const { largest } = await timedRun(folder, [
      [process.execPath, join('src', 'bench', 'draw-many.ts'), String(stories)],
    ]);
    return largest;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The figures as Markdown. */
export function cardFiguresOf({ cards, ours, peer, encoder, memory, drawnForMemory }: CardFindings): string {
  const middle = (list: readonly number[]) =>
    list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
  const spread = (list: readonly number[]) =>
    `${middle(list).toFixed(1)} (${Math.min(...list).toFixed(1)} to ${Math.max(...list).toFixed(1)})`;
  const row = (name: string, list: readonly number[]) =>
    `| ${name} | ${spread(list)} | ${list === ours ? '' : `${(middle(ours) / middle(list)).toFixed(2)} ×`} |`;
  return [
    `## Share cards, ${cards} of them in four sizes`,
    '',
    'Targets: twice as many as satori with resvg, 60 % of what the encoder can do alone, and 2 GB for the cards of 1,000 stories.',
    '',
    '| What | Cards a second | Ours to this |',
    '| --- | --- | --- |',
    row('Ours: laid out, drawn, encoded', ours),
    row('Satori + resvg', peer),
    row('Our encoder alone', encoder),
    '',
    memory === undefined
      ? ''
      : `Drawing the cards of ${drawnForMemory.toLocaleString('en-GB')} stories, three excerpts each, held ${Math.round(memory / 1e6).toLocaleString('en-GB')} MB at most.\n`,
  ].join('\n');
}

import { type ChildProcess, execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { compressSite } from '#hosting/compressed.ts';
import { serveSite } from '#server/serve-site.ts';
import { findChromium } from './search-bytes.ts';

const run = promisify(execFile);

/** How each server is asked: connections at once, seconds a turn, turns. */
const connections = 64;
const seconds = 4;
const turns = 5;

/** What a server did in a turn. */
interface Turn {
  /** Requests a second. */
  readonly rate: number;
  /** Microseconds of a processor for each request, which another program that runs beside it changes least. */
  readonly cost: number;
}

/**
 * How many requests a second the server of `npm start` answers for a story's page, beside nginx with one worker and no log, which is
 * asked in turns with it; what memory it holds; and the bytes of a first and of a second visit. nginx and wrk, which asks, are
 * Debian's.
 *
 * @returns why there are no figures, where nginx or wrk is missing
 * @throws if the site has not been built
 */
export async function servingFigures(root: string): Promise<string> {
  const missing = ['nginx', 'wrk'].find((name) => find(name) === undefined);
  if (missing !== undefined)
    return `## Serving\n\nNot measured: it takes nginx and wrk, and there is no ${missing} (apt-get install nginx wrk).\n\n`;
  const folder = await mkdtemp(join(tmpdir(), 'another-story-serving-'));
  try {
    const dist = join(folder, 'dist');
    await cp(join(root, 'dist'), dist, { recursive: true });
    await compressSite(dist);
    // nginx's worker is another user.
    await chmod(folder, 0o755);
    const [story = ''] = readdirSync(join(dist, 'stories'), { withFileTypes: true })
      .filter(
        (entry) => entry.isDirectory() && readdirSync(join(entry.parentPath, entry.name)).includes('kit'),
      )
      .map(({ name }) => `/stories/${name}/`);
    const { ours, nginx, megabytes } = await measureRates(dist, folder, story);
    const visits = await bytesOfVisits(dist, story);
    const ratios = ours.map(({ rate }, turn) => rate / (nginx[turn] as Turn).rate);
    const row = (what: string, values: readonly number[], digits: number) =>
      `| ${what} | ${middle(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}) |`;
    return `## Serving

One story’s page, compressed with gzip beforehand for both, over ${connections} connections; wrk asks each in turns, ${turns} times ${seconds} seconds, on the same
cores. nginx has one worker and writes no log. Targets: at least 0.25 of nginx, and 0.5 if it can be; at most 150 MB.

| What | Median (least to most) |
| --- | --- |
${row(
  '`npm start`, requests a second',
  ours.map(({ rate }) => rate),
  0,
)}
${row(
  'nginx, requests a second',
  nginx.map(({ rate }) => rate),
  0,
)}
${row('Ours to nginx in the same turn', ratios, 2)}
${row(
  '`npm start`, microseconds of a processor for each',
  ours.map(({ cost }) => cost),
  0,
)}
${row(
  'nginx, microseconds of a processor for each',
  nginx.map(({ cost }) => cost),
  0,
)}

The server held ${megabytes.toFixed(0)} MB at most, after that and after every file of the site had been asked for once. In Chromium, a first visit to
that page took ${(visits.first / 1000).toFixed(1)} kB in ${visits.requests} answers, headers included, and a second visit ${(visits.second / 1000).toFixed(1)} kB.

`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureRates(dist: string, folder: string, path: string) {
  const nginxPort = await freePort();
  const file = join(folder, 'nginx.conf');
  await writeFile(file, configurationOf(dist, folder, nginxPort));
  const master = spawn(find('nginx') ?? 'nginx', ['-e', 'stderr', '-c', file], { stdio: 'ignore' });
  const server = fork(fileURLToPath(new URL('./serve-alone.ts', import.meta.url)), [
    dist,
    join(folder, 'spool'),
  ]);
  try {
    const [port] = (await once(server, 'message')) as [number];
    await wait(500);
    const [worker = ''] = readFileSync(`/proc/${master.pid}/task/${master.pid}/children`, 'utf8').split(' ');
    const ours: Turn[] = [];
    const nginx: Turn[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      ours.push(await askedOf(String(server.pid), `http://localhost:${port}${path}`));
      nginx.push(await askedOf(worker, `http://127.0.0.1:${nginxPort}${path}`));
    }
    await askForAll(dist, port);
    return { ours, nginx, megabytes: mostMemoryOf(server) };
  } finally {
    server.kill();
    master.kill();
    if (master.exitCode === null) await once(master, 'exit');
  }
}

/** nginx as one would set it up to be quick: no log, files kept open, copies sent as they are. */
function configurationOf(dist: string, folder: string, port: number): string {
  const own = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  return `daemon off; worker_processes 1; pid ${folder}/pid; error_log /dev/null crit;
events { worker_connections 256; }
http {
  ${own.join(' ')}
  types { text/html html; }
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000; open_file_cache max=1000; gzip_static on;
  server { listen 127.0.0.1:${port}; root ${dist}; }
}
`;
}

async function askedOf(pid: string, address: string): Promise<Turn> {
  const before = processorOf(pid);
  const words = ['-t1', `-c${connections}`, `-d${seconds}s`, '-H', 'Accept-Encoding: gzip', address];
  const { stdout } = await run(find('wrk') ?? 'wrk', words);
  const [, rate] = /^Requests\/sec:\s*([\d.]+)/m.exec(stdout) ?? [];
  if (rate === undefined || /Non-2xx/.test(stdout)) throw new Error(`wrk did not get the page: ${stdout}`);
  const [, requests] = /(\d+) requests in/.exec(stdout) ?? [];
  return { rate: Number(rate), cost: ((processorOf(pid) - before) * 1e6) / Number(requests) };
}

/** Seconds of a processor that a process has had, as Linux counts them: in hundredths. */
function processorOf(pid: string): number {
  const [, after = ''] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
  const fields = after.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function askForAll(dist: string, port: number): Promise<void> {
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name)
      .slice(dist.length)
      .replace(/index\.html$/, '');
    const answer = await fetch(
      `http://localhost:${port}${path.split('/').map(encodeURIComponent).join('/')}`,
    );
    await answer.arrayBuffer();
  }
}

/** The most megabytes that a process has held, as Linux counts them. */
function mostMemoryOf({ pid }: ChildProcess): number {
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kilobytes) * 1024) / 1e6;
}

/** The bytes that a browser is sent of a page and all that it loads, the first time and the next. */
async function bytesOfVisits(dist: string, path: string) {
  const server = serveSite(dist, 0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  let sent = 0;
  let requests = 0;
  server.prependListener('request', ({ socket }, answer) => {
    const before = socket.bytesWritten;
    requests += 1;
    answer.on('close', () => (sent += socket.bytesWritten - before));
  });
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    const visit = async () => {
      [sent, requests] = [0, 0];
      await page.goto(`http://localhost:${port}${path}`, { waitUntil: 'networkidle' });
      return { sent, requests };
    };
    const first = await visit();
    await page.goto('about:blank');
    const second = await visit();
    return { first: first.sent, requests: first.requests, second: second.sent };
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

/** A program of the machine. Debian has nginx where only root looks. */
function find(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
  return folders
    .map((folder) => join(folder, name))
    .find((place) => {
      try {
        accessSync(place, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

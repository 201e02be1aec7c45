import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageBin } from './package-bin.ts';
import { browserPlaces, canRun, findProgram, type Settings } from './programs.ts';

/**
 * A program that some tests need and that is no package of npm: a browser; Java to judge PDF files (PDF/UA-1) and HTML; the web
 * servers for which configurations are written; NATS, whose servers keep a spool of several machines.
 */
export type Need = 'a browser' | 'Java' | 'Caddy' | 'nginx' | 'NATS';

/** Debian's packages for each. */
const packages: Readonly<Record<Need, readonly string[]>> = {
  'a browser': ['chromium-headless-shell'],
  Java: ['default-jre-headless', 'libjaxb-java'],
  Caddy: ['caddy'],
  nginx: ['nginx'],
  NATS: ['nats-server'],
};

/**
 * Sees to programs, and says what it installs. As root on Debian and its like it installs their packages; elsewhere it gets
 * the browser by its library's own download, and prints the one command that installs the rest. It never asks for a password.
 *
 * @returns what is still missing
 */
export function seeTo(needs: readonly Need[]): Need[] {
  const missing = needs.filter((need) => !isThere(need));
  const mayInstall = process.getuid?.() === 0 && runs('apt-get', '--version');
  if (mayInstall && needs.includes('a browser') && !missing.includes('a browser')) getQuickBrowser();
  if (missing.length === 0) return [];
  const wanted = missing.flatMap((need) => packages[need]);
  if (mayInstall) {
    process.stdout.write(
      `Installing ${wanted.join(', ')}, because the tests need ${missing.join(' and ')}.\n`,
    );
    if (shows('apt-get', 'update', '-qq')) shows('apt-get', 'install', '-y', '-qq', ...wanted);
  }
  if (missing.includes('a browser') && !isThere('a browser')) {
    process.stdout.write('Getting Chromium for the tests, by the download of playwright-core.\n');
    shows(process.execPath, packageBin('playwright-core'), 'install', 'chromium');
  }
  const still = missing.filter((need) => !isThere(need));
  if (still.length > 0) {
    const command = `sudo apt-get install -y ${still.flatMap((need) => packages[need]).join(' ')}`;
    process.stdout.write(`The tests need ${still.join(' and ')}. On Debian or Ubuntu: ${command}\n`);
  }
  return still;
}

/** Chromium without windows: where there are two, the tests take this one, in which they take about two thirds of the time. */
const quickBrowser = 'chromium-headless-shell';

/** Installs the quicker browser beside the one that is there, if its package can be had within a minute. */
function getQuickBrowser(): void {
  if (findProgram(quickBrowser) !== undefined || process.env['CHROMIUM_PATH']) return;
  const install = ['install', '-y', '-qq', quickBrowser];
  // Without the lists of the last `apt-get update`, or without a network, the browser that is there serves as well.
  if (!runs('apt-get', ...install, '--simulate')) return;
  process.stdout.write(`Installing ${quickBrowser}, in which the tests take less time.\n`);
  shows('timeout', '60', 'apt-get', '-o', 'Acquire::Retries=0', ...install);
}

/**
 * The Chromium of this machine, or undefined if there is none that starts. `CHROMIUM_PATH` names another; the download of
 * playwright-core serves too.
 */
export function findBrowser(env: Settings = process.env): string | undefined {
  const named = env['CHROMIUM_PATH'];
  if (named) return canRun(named) ? named : undefined;
  for (const name of [
    quickBrowser,
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ]) {
    const found = findProgram(name, env);
    if (found !== undefined) return found;
  }
  return browserPlaces(process.platform, env).find(canRun) ?? downloaded();
}

/** The NATS server of this machine. Debian puts it where only root looks for programs. */
export function findNats(env: Settings = process.env): string | undefined {
  return findProgram('nats-server', env) ?? ['/usr/sbin/nats-server'].find(canRun);
}

/** What there is of the Java that judges PDF files. `JAXB_FOLDER` names another folder for its libraries. */
export function findJava(env: Settings = process.env): {
  readonly java: boolean;
  readonly libraries: boolean;
} {
  const folder = env['JAXB_FOLDER'] || '/usr/share/java';
  return { java: runs('java', '-version'), libraries: existsSync(join(folder, 'jaxb-api.jar')) };
}

/** The program of a web server. Debian has nginx where only root looks for programs. */
export function findWebServer(name: 'Caddy' | 'nginx', env: Settings = process.env): string | undefined {
  const program = name.toLowerCase();
  return findProgram(program, env) ?? [`/usr/sbin/${program}`].find(canRun);
}

function isThere(need: Need): boolean {
  if (need === 'a browser') return findBrowser() !== undefined;
  if (need === 'Caddy' || need === 'nginx') return findWebServer(need) !== undefined;
  if (need === 'NATS') return findNats() !== undefined;
  const { java, libraries } = findJava();
  return java && libraries;
}

/** Where playwright-core keeps the browser that it downloads. It may lack libraries of the system, and then does not start. */
function downloaded(): string | undefined {
  const program = "process.stdout.write(require('playwright-core').chromium.executablePath())";
  const { stdout } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
  return stdout && canRun(stdout) && runs(stdout, '--version') ? stdout : undefined;
}

function runs(program: string, ...words: readonly string[]): boolean {
  return spawnSync(program, words, { stdio: 'ignore' }).status === 0;
}

/** Runs a program that installs something; what it says of mistakes is shown. */
function shows(program: string, ...words: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program, words, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
}

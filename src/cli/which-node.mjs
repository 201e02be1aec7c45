// What the launcher decides about systems before there are any packages: plain JavaScript without packages, as functions of the
// system, so that each can be tried on any other.

import { createHash } from 'node:crypto';

/** The first version of Node that runs TypeScript as it stands. Of 23 it takes 23.6. */
export const oldestNode = '22.18';

/**
 * Whether a Node can run the project’s commands by itself.
 *
 * @param {string} version such as `22.18.0`
 */
export function runsTheProject(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

/**
 * Whether the packages bring a Node of their own for a system: then any that can run npm will do.
 *
 * @param {NodeJS.Platform} platform
 * @param {string} arch
 */
export function bringsItsOwnNode(platform, arch) {
  return platform === 'linux' && arch === 'x64';
}

/**
 * What to say where a Node is too old.
 *
 * @param {string} version
 */
export function tooOldInWords(version) {
  return `This machine has Node ${version}, and there is none of the project’s own. Install Node ${oldestNode} or newer (24 is what the checks run under), then try again.`;
}

/**
 * What npm is told when it installs the packages. Not `npm ci`: it refuses a lockfile made where the registry lacked a package of
 * another platform. No package runs a script of its own: what is installed is what the lockfile holds the hash of, and nothing
 * that such a script would fetch or change. Those that have one do without it (`tests/unit/dependencies.test.ts` names them).
 */
export const installWords = [
  'install',
  '--ignore-scripts',
  '--no-save',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];

/**
 * How to call npm. On Windows `npm` is a batch file, which only a shell can start, and a shell takes words with spaces apart: so
 * npm’s own script is run by Node wherever it is known.
 *
 * @param {readonly string[]} words
 * @param {{ platform: NodeJS.Platform, execPath: string, npmScript: string | undefined }} system `npmScript` is what npm itself
 * says in `npm_execpath` when it runs a command; another package manager says its own there
 * @returns {{ program: string, args: string[], shell: boolean }}
 */
export function npmCall(words, { platform, execPath, npmScript }) {
  if (npmScript !== undefined && /[\\/]npm-cli\.[cm]?js$/.test(npmScript))
    return { program: execPath, args: [npmScript, ...words], shell: false };
  if (platform === 'win32') return { program: ['npm', ...words].join(' '), args: [], shell: true };
  return { program: 'npm', args: [...words], shell: false };
}

/**
 * The signals that the launcher outlives, and whether it hands them on. On Windows Ctrl+C and a closed window reach every program of
 * the terminal by themselves; to hand one on would end the command at once, before it has put away what it holds.
 *
 * @param {NodeJS.Platform} platform
 * @returns {{ signals: NodeJS.Signals[], handsOn: boolean }}
 */
export function signalsOf(platform) {
  return platform === 'win32'
    ? { signals: ['SIGINT', 'SIGBREAK', 'SIGHUP'], handsOn: false }
    : { signals: ['SIGINT', 'SIGTERM', 'SIGHUP'], handsOn: true };
}

/**
 * What the launcher notes once the packages are installed: it changes whenever they would.
 *
 * @param {Uint8Array} packageJson
 * @param {Uint8Array} lockfile
 */
export function stampOf(packageJson, lockfile) {
  return createHash('sha256').update(packageJson).update(lockfile).digest('hex');
}

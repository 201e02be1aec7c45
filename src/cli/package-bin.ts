import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/**
 * The script that one of the project’s packages installs as a command, to be run as
 * `spawn(process.execPath, [packageBin('vitest'), …])`. What lies in `node_modules/.bin` cannot be started everywhere: on Windows
 * it is a batch file, which needs a shell, and a shell needs its words quoted.
 *
 * @param name the package
 * @param command the command’s name where it is not the package’s own: `tsc` of `typescript`
 * @param root the folder from which packages are looked for, as Node looks for them
 * @throws if there is no such package or it has no such command
 */
export function packageBin(name: string, command = commandOf(name), root = process.cwd()): string {
  const folder = folderOf(name, root);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin?: string | Record<string, string>;
  };
  // A package with one command may name its file alone.
  const file = typeof bin === 'string' ? (command === commandOf(name) ? bin : undefined) : bin?.[command];
  if (file === undefined) throw new Error(`the package ${name} has no command called ${command}`);
  return resolve(folder, file);
}

/** Not by `require.resolve`: a package need not let others read its package.json. */
function folderOf(name: string, root: string): string {
  const places = createRequire(join(resolve(root), 'package.json')).resolve.paths(name) ?? [];
  const place = places.find((folder) => existsSync(join(folder, name, 'package.json')));
  if (place === undefined)
    throw new Error(`the package ${name} is not installed: npm install, in the project’s folder`);
  return join(place, name);
}

function commandOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

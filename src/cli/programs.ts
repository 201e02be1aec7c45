import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/** Environment variables by name. */
export type Settings = Readonly<Record<string, string | undefined>>;

/**
 * Where a program is that can be started by its name, as the system itself would look for it.
 *
 * @param name without an ending; or its whole path
 */
export function findProgram(
  name: string,
  env: Settings = process.env,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  if (/[\\/]/.test(name)) return canRun(name) ? name : undefined;
  const isWindows = platform === 'win32';
  const endings = isWindows ? (env['PATHEXT'] ?? '.EXE;.CMD;.BAT').split(';') : [''];
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(isWindows ? ';' : ':').filter(Boolean);
  return folders
    .flatMap((folder) => endings.map((ending) => join(folder, `${name}${ending}`)))
    .find((place) => canRun(place));
}

/** The places in which browsers are put, beside the folders in which programs are looked for. */
export function browserPlaces(platform: NodeJS.Platform, env: Settings): readonly string[] {
  if (platform === 'darwin')
    return ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  if (platform !== 'win32') return ['/usr/bin/chromium', '/usr/bin/google-chrome'];
  return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
    .flatMap((name) => env[name] ?? [])
    .flatMap((folder) =>
      ['Google\\Chrome', 'Chromium'].map((own) => `${folder}\\${own}\\Application\\chrome.exe`),
    );
}

/** Whether there is a program at a place. */
export function canRun(place: string): boolean {
  try {
    accessSync(place, constants.X_OK);
    return place !== '';
  } catch {
    return false;
  }
}

import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * `npm test`: every check, on a fresh clone. Sees to a browser and to Java first. Each step's own output is shown; the first
 * that fails ends the run. Names of steps as arguments run only those: `npm test -- lint unit`.
 */
const steps: Record<string, readonly string[]> = {
  lint: ['biome', 'check', '--error-on-warnings', '.'],
  imports: ['node', 'src/cli/check-imports.ts'],
  types: ['astro', 'check', '--minimumFailingSeverity', 'warning'],
  unit: ['vitest', 'run', '--project', 'unit'],
  keystatic: ['vitest', 'run', '--project', 'keystatic'],
  build: ['vitest', 'run', '--project', 'build'],
  browser: ['vitest', 'run', '--project', 'browser'],
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in steps));
if (unknown !== undefined) {
  process.stderr.write(`There is no check "${unknown}". There are: ${Object.keys(steps).join(', ')}.\n`);
  process.exit(1);
}
const browser = findBrowser() ?? installBrowser();
seeToJava();
const took: string[] = [];
for (const [name, [program = '', ...args]] of Object.entries(steps)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  process.stdout.write(`\n${name}\n`);
  const from = Date.now();
  const { status } = spawnSync(program, args, {
    stdio: 'inherit',
    env: { ...process.env, CHROMIUM_PATH: browser, ASTRO_TELEMETRY_DISABLED: '1', CI: 'true' },
  });
  if (status !== 0) {
    process.stderr.write(`\n${name} failed. To run it alone: npm test -- ${name}\n`);
    process.exit(1);
  }
  took.push(`${name} ${Math.round((Date.now() - from) / 1000)} s`);
}
process.stdout.write(`\nEvery check passed: ${took.join(', ')}.\n`);

/** The Chromium of the machine, or undefined if there is none. `CHROMIUM_PATH` names another. */
function findBrowser(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const places = named ? [named] : names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Java judges the PDF files (PDF/UA-1). Where it cannot be installed, the step that needs it says so. */
function seeToJava(): void {
  const hasJava = spawnSync('java', ['-version']).status === 0;
  if (hasJava && existsSync('/usr/share/java/jaxb-api.jar')) return;
  process.stdout.write('There is no Java with its XML library on this machine: installing them.\n');
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  for (const words of [
    ['update', '-qq'],
    ['install', '-y', '-qq', 'default-jre-headless', 'libjaxb-java'],
  ])
    spawnSync([...asRoot, 'apt-get'][0] as string, [...asRoot, 'apt-get', ...words].slice(1), {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
}

/** Gets a browser: the distribution's package, or Playwright's own download where there is no such package manager. */
function installBrowser(): string {
  process.stdout.write('There is no Chromium on this machine: installing one.\n');
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const runs = (...words: string[]) =>
    spawnSync(words[0] as string, words.slice(1), {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  if (
    runs(...asRoot, 'apt-get', 'update', '-qq') &&
    runs(...asRoot, 'apt-get', 'install', '-y', '-qq', 'chromium')
  ) {
    const found = findBrowser();
    if (found) return found;
  }
  if (runs('playwright-core', 'install', '--with-deps', 'chromium')) {
    const { stdout } = spawnSync(
      process.execPath,
      ['-e', "process.stdout.write(require('playwright-core').chromium.executablePath())"],
      { encoding: 'utf8' },
    );
    if (stdout !== '') return stdout;
  }
  process.stderr.write(
    'No browser could be installed. Install Chromium, or name one with CHROMIUM_PATH, then try again.\n',
  );
  return process.exit(1);
}

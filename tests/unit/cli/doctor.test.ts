import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examineMachine } from '../../../src/cli/machine.ts';
import { browserPlaces, findProgram } from '../../../src/cli/programs.ts';

/** The project as somebody has it who fetched it where there is no network: without packages. */
const bare = mkdtempSync(join(tmpdir(), 'bare ő 故事 '));
afterAll(() => rmSync(bare, { recursive: true }));
beforeAll(() => {
  for (const name of ['package.json', 'package-lock.json', join('src', 'cli')])
    cpSync(name, join(bare, name), { recursive: true });
  mkdirSync(join(bare, 'tools'));
  writeFileSync(join(bare, 'tools', 'npm-cli.js'), 'process.exitCode = 1;');
});

/** Runs the launcher there, with an npm that can install nothing. */
function launch(command: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join('src', 'cli', 'launch.mjs'), command],
    {
      cwd: bare,
      encoding: 'utf8',
      env: { ...process.env, npm_execpath: join(bare, 'tools', 'npm-cli.js'), PORT: '0' },
    },
  );
  return { status, said: stdout + stderr };
}

describe('npm run doctor, where no package can be installed', () => {
  it('says so, and that npm start does not work', () => {
    const { status, said } = launch('doctor');
    expect(said).toContain('npm could not install the packages');
    expect(said).toContain('Missing for every command: The packages are not installed');
    expect(said).not.toMatch(/^ {4}at /m);
    expect(status).toBe(1);
  });

  it('is the only command that goes on then', () => {
    const { status, said } = launch('check');
    expect(said).toContain('Is this machine online?');
    expect(said).not.toContain('check.ts');
    expect(status).toBe(1);
  });
});

describe('what the doctor looks at', () => {
  it('is this machine, without leaving anything behind', async () => {
    const before = readdirSync(bare);
    const machine = await examineMachine(bare, { ...process.env, PORT: '0', INTAKE_SPOOL: 'far/away/spool' });
    expect(machine).toMatchObject({
      node: process.versions.node,
      hasPackages: false,
      port: { isTaken: false },
      unwritable: { project: [], spool: undefined },
    });
    expect(machine.freeSpace.project).toBeGreaterThan(0);
    expect(readdirSync(bare)).toEqual(before);
  });

  it('is whether another program has the port', async () => {
    const server = createServer().listen(0, 'localhost');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    expect((await examineMachine(bare, { ...process.env, PORT: String(port) })).port.isTaken).toBe(true);
    server.close();
  });

  it('may be a PORT that is none', async () => {
    const machine = await examineMachine(bare, { ...process.env, PORT: 'many' });
    expect(machine.port).toEqual({ number: Number.NaN, isTaken: false });
  });

  it('is every package with a part of its own for each machine: here they all work', async () => {
    expect((await examineMachine(process.cwd(), process.env)).broken).toEqual({});
  });

  it('is whether CHROMIUM_PATH names a program', async () => {
    const machine = await examineMachine(bare, { ...process.env, CHROMIUM_PATH: join(bare, 'none') });
    expect(machine.noSuchBrowser).toBe(join(bare, 'none'));
  });
});

describe('a program', () => {
  const folder = join(bare, 'programs');
  beforeAll(() => {
    mkdirSync(folder);
    for (const name of ['one', 'two.EXE']) {
      writeFileSync(join(folder, name), '');
      chmodSync(join(folder, name), 0o755);
    }
    writeFileSync(join(folder, 'three'), '', { mode: 0o644 });
  });

  it('is found in the folders of the path', () => {
    const env = { PATH: `/nowhere:${folder}` };
    expect(findProgram('one', env, 'linux')).toBe(join(folder, 'one'));
    expect(findProgram('two', env, 'linux')).toBeUndefined();
  });

  it('is found on Windows by its ending, in a path that Windows calls Path', () => {
    const env = { Path: `C:\\nowhere;${folder}`, PATHEXT: '.COM;.EXE' };
    expect(findProgram('two', env, 'win32')).toBe(join(folder, 'two.EXE'));
  });

  it('is none if it may not be run', () => {
    expect(findProgram('three', { PATH: folder }, 'linux')).toBeUndefined();
  });

  it('that is a browser is looked for where Windows and macOS put it', () => {
    expect(browserPlaces('darwin', {})).toContain(
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    );
    expect(browserPlaces('win32', { ProgramFiles: 'C:\\Program Files' })).toContain(
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    );
  });
});

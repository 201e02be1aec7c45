import { describe, expect, it } from 'vitest';
import {
  type Command,
  diagnose,
  diagnosisInWords,
  examined,
  type Machine,
  nativePackages,
} from '../../../src/cli/diagnosis.ts';

/** A machine that has everything, but for what a test takes away. */
function machineWith(change: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    arch: 'x64',
    node: '24.21.0',
    root: '/home/me/another-story',
    hasPackages: true,
    broken: {},
    freeSpace: { project: 20e9, temporary: 20e9 },
    unwritable: { project: [], temporary: false, home: false, spool: undefined },
    port: { number: 4321, isTaken: false },
    browser: '/usr/bin/chromium',
    noSuchBrowser: undefined,
    hasJava: true,
    hasJaxb: true,
    hasKeys: true,
    programs: {
      git: true,
      hugo: true,
      soffice: true,
      age: true,
      caddy: true,
      nginx: true,
      wrk: true,
      nats: true,
    },
    ...change,
  };
}

const failing = (machine: Machine): readonly Command[] =>
  diagnose(machine).flatMap(({ command, lacks }) => (lacks.length > 0 ? command : []));
const doingWithout = (machine: Machine): readonly Command[] =>
  diagnose(machine).flatMap(({ command, without }) => (without.length > 0 ? command : []));
const said = (machine: Machine) => diagnosisInWords(diagnose(machine), machine);

describe('a machine that has everything', () => {
  it('runs every command, and nothing is said against it', () => {
    expect(failing(machineWith())).toEqual([]);
    expect(doingWithout(machineWith())).toEqual([]);
    expect(said(machineWith())).not.toMatch(/Missing|without|not work/);
    for (const command of examined)
      expect(said(machineWith())).toMatch(new RegExp(`^  ${command} +works$`, 'm'));
  });
});

describe('a machine that lacks something', () => {
  const { unwritable, programs } = machineWith();
  const drawing = ['start', 'build', 'edit', 'test', 'test:all', 'bench'] as const;

  it.each<[string, Partial<Machine>, readonly Command[], RegExp]>([
    ['a Node that is new enough', { node: '22.17.1' }, examined, /Install Node 22\.18/],
    ['the packages', { hasPackages: false }, examined, /npm run check: it installs them/],
    ['satteri', { broken: { satteri: 'no part' } }, examined.filter((each) => each !== 'soak'), /no part/],
    ['sharp', { broken: { sharp: 'libvips' } }, drawing, /npm install/],
    ['what draws cards', { broken: { '@takumi-rs/core': 'x' } }, drawing, /takumi/],
    ['what sets PDF files', { broken: { '@myriaddreamin/typst-ts-node-compiler': 'x' } }, drawing, /typst/],
    ['what bundles', { broken: { vite: 'x' } }, [...drawing, 'soak'], /vite/],
    [
      'the search',
      { broken: { pagefind: 'x' } },
      ['start', 'build', 'test', 'test:all', 'bench'],
      /pagefind/,
    ],
    ['the linter', { broken: { '@biomejs/biome': 'x' } }, ['test', 'test:all'], /biome/],
    ['a folder with a plain name', { root: '/home/me/100% mine' }, drawing, /Move the project/],
    [
      'a folder that can be written to',
      { unwritable: { ...unwritable, project: ['/srv'] } },
      drawing,
      /your own/,
    ],
    [
      'a folder for temporary files',
      { unwritable: { ...unwritable, temporary: true } },
      ['test', 'test:all', 'bench', 'soak'],
      /TMPDIR/,
    ],
    ['a home', { unwritable: { ...unwritable, home: true } }, ['desk'], /ANOTHER_STORY_DESK/],
    ['a spool', { unwritable: { ...unwritable, spool: '/spool' } }, ['start', 'intake'], /INTAKE_SPOOL/],
    ['a free port', { port: { number: 4321, isTaken: true } }, ['start'], /PORT=4322 npm start/],
    ['a port that is one', { port: { number: Number.NaN, isTaken: false } }, ['start'], /0 to 65535/],
    ['a browser', { browser: undefined }, ['test', 'bench'], /CHROMIUM_PATH/],
    ['the browser it names', { noSuchBrowser: '/nowhere' }, ['test', 'bench'], /\/nowhere/],
    [
      'room',
      { freeSpace: { project: 50e6, temporary: 20e9 } },
      drawing.filter((each) => each !== 'edit'),
      /50 MB free/,
    ],
    [
      'room for copies',
      { freeSpace: { project: 20e9, temporary: 500e6 } },
      ['test', 'test:all', 'bench', 'soak'],
      /temporary files has 500 MB/,
    ],
  ])('such as %s, fails in exactly what needs it, and says what to do', (_, change, commands, todo) => {
    const machine = machineWith(change);
    expect(failing(machine)).toEqual(examined.filter((each) => commands.includes(each)));
    expect(said(machine)).toMatch(todo);
  });

  it.each<[string, Partial<Machine>, readonly Command[]]>([
    ['Hugo', { programs: { ...programs, hugo: false } }, ['bench']],
    ['Caddy', { programs: { ...programs, caddy: false } }, ['test:all']],
    ['nginx', { programs: { ...programs, nginx: false } }, ['test:all']],
    ['wrk', { programs: { ...programs, wrk: false } }, ['bench']],
    ['LibreOffice', { programs: { ...programs, soffice: false } }, ['test']],
    ['Java', { hasJava: false }, ['test', 'test:all']],
    ['Java’s libraries', { hasJaxb: false }, ['test', 'test:all']],
    ['age', { programs: { ...programs, age: false } }, ['soak']],
    ['NATS', { programs: { ...programs, nats: false } }, ['test:all', 'soak']],
    ['keys', { hasKeys: false }, ['intake']],
  ])('such as %s, does without, and works', (_, change, commands) => {
    expect(failing(machineWith(change))).toEqual([]);
    expect(doingWithout(machineWith(change))).toEqual(commands);
  });

  it('hears of git, which no command needs', () => {
    const machine = machineWith({ programs: { ...programs, git: false } });
    expect(failing(machine)).toEqual([]);
    expect(said(machine)).toContain('There is no git');
  });

  it('is not told of each package while none is installed', () => {
    const broken = Object.fromEntries(nativePackages.map((name) => [name, 'Cannot find package']));
    expect(said(machineWith({ hasPackages: false, broken }))).not.toContain('Cannot find package');
  });

  it('hears each thing once, with all that need it', () => {
    const text = said(machineWith({ browser: undefined }));
    expect(text.match(/Missing.*No Chromium or Chrome/g)).toHaveLength(1);
    expect(text).toContain('Missing for test, bench: ');
    expect(text).toContain('Done without for test:all: ');
    expect(said(machineWith({ hasPackages: false }))).toContain('Missing for every command: ');
  });

  it('is told in the words of its own system', () => {
    const taken = { port: { number: 4321, isTaken: true } };
    expect(said(machineWith({ ...taken, platform: 'win32' }))).toContain('set PORT=4322');
    expect(said(machineWith({ hasJaxb: false, platform: 'darwin' }))).not.toContain('apt-get');
  });

  it('may not know how much room it has, and is not scolded for that', () => {
    expect(failing(machineWith({ freeSpace: { project: undefined, temporary: undefined } }))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import {
  bringsItsOwnNode,
  installWords,
  npmCall,
  oldestNode,
  runsTheProject,
  signalsOf,
  tooOldInWords,
} from '../../../src/cli/which-node.mjs';

describe('the Node that runs the project', () => {
  it.each(['22.18.0', '22.21.1', '23.6.0', '24.0.0', '24.21.0', '26.1.0', '100.0.0'])(
    'may be %s',
    (version) => {
      expect(runsTheProject(version)).toBe(true);
    },
  );

  it.each(['18.20.8', '20.19.5', '21.7.3', '22.17.1', '23.5.0'])(
    'may not be %s, which does not read TypeScript',
    (version) => {
      expect(runsTheProject(version)).toBe(false);
    },
  );

  it('is brought along for Linux on x64 and for nothing else', () => {
    expect(bringsItsOwnNode('linux', 'x64')).toBe(true);
    for (const [platform, arch] of [
      ['linux', 'arm64'],
      ['darwin', 'arm64'],
      ['darwin', 'x64'],
      ['win32', 'x64'],
    ] as const)
      expect(bringsItsOwnNode(platform, arch)).toBe(false);
  });

  it('where it is too old, is said with the one to install', () => {
    expect(tooOldInWords('20.19.5')).toContain('Node 20.19.5');
    expect(tooOldInWords('20.19.5')).toContain(`Install Node ${oldestNode} or newer`);
  });
});

describe('installing the packages', () => {
  it('runs no script of any package, and saves nothing', () => {
    expect(installWords).toContain('--ignore-scripts');
    expect(installWords).toContain('--no-save');
  });
});

describe('calling npm', () => {
  const words = ['install', '--no-save'];
  const windows = { platform: 'win32', execPath: 'C:\\Program Files\\nodejs\\node.exe' } as const;
  const script = 'C:\\Program Files\\nodejs\\node_modules\\npm\\bin\\npm-cli.js';

  it('runs npm’s own script under Node where npm says which it is: no shell, whatever is in its path', () => {
    expect(npmCall(words, { ...windows, npmScript: script })).toEqual({
      program: windows.execPath,
      args: [script, ...words],
      shell: false,
    });
  });

  it('asks a shell on Windows where npm says nothing, in one line as the shell wants it', () => {
    expect(npmCall(words, { ...windows, npmScript: undefined })).toEqual({
      program: 'npm install --no-save',
      args: [],
      shell: true,
    });
  });

  it('does not take another package manager for npm', () => {
    const linux = {
      platform: 'linux',
      execPath: '/usr/bin/node',
      npmScript: '/usr/lib/yarn/bin/yarn.js',
    } as const;
    expect(npmCall(words, linux)).toEqual({ program: 'npm', args: words, shell: false });
  });
});

describe('the launcher', () => {
  it.each(['linux', 'darwin'] as const)('hands on what asks it to stop, on %s', (platform) => {
    expect(signalsOf(platform)).toEqual({ signals: ['SIGINT', 'SIGTERM', 'SIGHUP'], handsOn: true });
  });

  it('waits on Windows, where everybody at the terminal is asked, and handing on would end a command at once', () => {
    expect(signalsOf('win32').handsOn).toBe(false);
    expect(signalsOf('win32').signals).toContain('SIGINT');
  });
});

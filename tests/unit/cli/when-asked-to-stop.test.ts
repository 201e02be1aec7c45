import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { whenAskedToStop } from '../../../src/cli/when-asked-to-stop.ts';

/** A process of a system, and how often it was stopped. */
function processOn(platform: NodeJS.Platform) {
  const signals = new EventEmitter();
  const seen = { stops: 0 };
  whenAskedToStop(() => void seen.stops++, {
    platform,
    on: (signal, listen) => signals.on(signal, listen),
  });
  return { signals, seen };
}

describe('a command that is asked to stop', () => {
  it.each([
    ['linux', 'SIGINT'],
    ['linux', 'SIGTERM'],
    ['darwin', 'SIGTERM'],
    ['win32', 'SIGINT'],
    ['win32', 'SIGBREAK'],
    ['win32', 'SIGHUP'],
  ] as const)('stops on %s at %s', (platform, signal) => {
    const { signals, seen } = processOn(platform);
    signals.emit(signal);
    expect(seen.stops).toBe(1);
  });

  it('stops once, though the terminal and npm both ask', () => {
    const { signals, seen } = processOn('linux');
    signals.emit('SIGINT');
    signals.emit('SIGINT');
    signals.emit('SIGTERM');
    expect(seen.stops).toBe(1);
  });

  it('leaves a closed terminal to the system where the system ends the command by itself', () => {
    expect(processOn('linux').signals.listenerCount('SIGHUP')).toBe(0);
  });
});

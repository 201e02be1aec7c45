import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type ClockLook, holdFor, lookAtClock, mostMoved } from '#intake/clock.ts';
import { lookEveryHour } from '#intake/open-intake.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.parse('2026-12-01T12:00:00Z');

describe('a look at the clock', () => {
  test('for the first time lets what is due go', () => {
    expect(lookAtClock(undefined, now)).toEqual({ look: { at: now }, holdLeft: 0 });
  });

  test.for([-mostMoved, -hour, hour, mostMoved])(
    'lets what is due go if it moved by %i milliseconds',
    (by) => {
      expect(lookAtClock({ at: now }, now + by, hour).holdLeft).toBe(0);
    },
  );

  test.for([-8 * day, -mostMoved - 1, mostMoved + 1, 8 * day])(
    'lets nothing go if it moved by %i milliseconds',
    (by) => {
      expect(lookAtClock({ at: now }, now + by, hour)).toEqual({
        look: { at: now + by, heldFor: 0 },
        holdLeft: holdFor,
      });
    },
  );

  test('counts by the clock that nobody can set while one process runs', () => {
    expect(lookAtClock({ at: now, heldFor: hour }, now + 9 * day, hour).look.heldFor).toBe(2 * hour);
    expect(lookAtClock({ at: now, heldFor: hour }, now - 9 * day, hour).look.heldFor).toBe(2 * hour);
  });

  test('counts nothing for a time of which nobody knows how long it was', () => {
    expect(lookAtClock({ at: now, heldFor: hour }, now + 9 * day).look.heldFor).toBe(hour);
    expect(lookAtClock({ at: now, heldFor: hour }, now - 2 * hour).look.heldFor).toBe(hour);
    expect(lookAtClock({ at: now, heldFor: hour }, now + 2 * hour).look.heldFor).toBe(3 * hour);
  });

  test('however the clock moves: after it moved nothing goes for a day, and after that day everything', () => {
    const steps = fc.array(fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 0, 2 * day, -2 * day, 8 * day, -8 * day), {
      minLength: 60,
      maxLength: 120,
    });
    fc.assert(
      fc.property(steps, (moves) => {
        let last: ClockLook | undefined = { at: now };
        let wall = now;
        let heldSince: number | undefined;
        for (const [index, move] of moves.entries()) {
          wall += hour + move;
          const { look, holdLeft } = lookAtClock(last, wall, hour);
          last = look;
          const upFor = index * hour;
          if (heldSince === undefined && move !== 0) heldSince = upFor;
          if (heldSince === undefined) expect(holdLeft).toBe(0);
          else expect(holdLeft).toBe(heldSince + holdFor - upFor);
          if (holdLeft === 0) heldSince = undefined;
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('looking every hour', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('looks at once and every hour, and no longer once it is stopped', async () => {
    const expire = vi.fn(async () => ({ gone: 0, holdLeft: 0 }));
    const stop = lookEveryHour({ expire, list: async () => [] }, () => {});
    await vi.advanceTimersByTimeAsync(3 * hour + 1);
    expect(expire).toHaveBeenCalledTimes(4);
    stop();
    await vi.advanceTimersByTimeAsync(3 * hour);
    expect(expire).toHaveBeenCalledTimes(4);
  });

  test('says once that nothing is deleted, and looks again the moment that everything is due', async () => {
    const left = [holdFor, 10 * hour, hour / 2, 0, 0];
    const expire = vi.fn(async () => ({ gone: 0, holdLeft: left.shift() ?? 0 }));
    const said: string[] = [];
    const stop = lookEveryHour({ expire, list: async () => [] }, (words) => said.push(words));
    await vi.advanceTimersByTimeAsync(2.5 * hour);
    expect(expire).toHaveBeenCalledTimes(4);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('Nothing is deleted for the next 24 hours');
    stop();
  });

  test('tries again an hour after a failure', async () => {
    const expire = vi.fn(async () => Promise.reject(new Error('the disk')));
    const stop = lookEveryHour({ expire, list: async () => [] }, () => {});
    await vi.advanceTimersByTimeAsync(hour);
    expect(expire).toHaveBeenCalledTimes(2);
    stop();
  });
});

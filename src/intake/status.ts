import { clockHasMoved } from './open-intake.ts';
import { daysKept, type SpoolLimits, type Standing } from './spool.ts';

/**
 * How urgent it is, as programs for watching machines number it: a timer can act on it. `unknown` if the spool cannot be looked at.
 */
export const urgency = { ok: 0, warning: 1, critical: 2, unknown: 3 } as const;
export type Urgency = keyof typeof urgency;

/** How an intake is, in words for whoever runs the machine. There is nothing in it about any one message. */
export interface IntakeStatus {
  readonly urgency: Urgency;
  readonly lines: readonly string[];
}

const day = 86_400_000;

/** Days after which somebody should have fetched the oldest message, and after which it is nearly gone. */
const oldDays = { warning: 4, critical: daysKept - 1 } as const;
/** Shares of the places that anybody may take. */
const fullShare = { warning: 0.75, critical: 1 } as const;
/** Days before the last day of the keys. */
const keyDays = { warning: 21, critical: 3 } as const;

/**
 * Judges an intake.
 *
 * @param keysUntil the last day of the keys that hold today, `YYYY-MM-DD`; undefined if there are none
 */
export function statusOf(
  standing: Standing,
  limits: SpoolLimits,
  keysUntil: string | undefined,
  now: Date,
): IntakeStatus {
  const parts = [
    waitingPart(standing, now),
    fullPart(standing, limits),
    keysPart(keysUntil, now),
    clockPart(standing),
  ];
  const worst = parts.reduce<Urgency>((most, [each]) => (urgency[each] > urgency[most] ? each : most), 'ok');
  return { urgency: worst, lines: [worst.toUpperCase(), ...parts.flatMap(([, line]) => line ?? [])] };
}

type Part = readonly [Urgency, string?];

function waitingPart({ waiting, oldest }: Standing, now: Date): Part {
  if (waiting === 0) return ['ok', 'No message waits.'];
  const days = oldest === undefined ? 0 : Math.max(0, Math.floor((now.getTime() - oldest.getTime()) / day));
  const age = days === 0 ? 'since today' : `for ${days} ${days === 1 ? 'day' : 'days'}`;
  const line = `${waiting} ${waiting === 1 ? 'message waits' : 'messages wait'}, the oldest ${age}. Each is deleted after ${daysKept} days.`;
  return [atLeast(days, oldDays), days >= oldDays.warning ? `${line} Fetch them.` : line];
}

function fullPart({ waiting }: Standing, { most, keptForPartners }: SpoolLimits): Part {
  const forAnybody = most - keptForPartners;
  const share = forAnybody === 0 ? 1 : waiting / forAnybody;
  const line = `${Math.floor(Math.min(1, share) * 100)} % of the ${forAnybody} places for anybody are taken.`;
  return [atLeast(share, fullShare), share >= 1 ? `${line} The form is closed to all but partners.` : line];
}

function keysPart(until: string | undefined, now: Date): Part {
  if (until === undefined) return ['critical', 'There are no keys that hold today, so the intake is closed.'];
  const days = Math.round((Date.parse(until) - Date.parse(now.toISOString().slice(0, 10))) / day);
  const line = `The keys hold until ${until}.`;
  if (days > keyDays.warning) return ['ok', line];
  return [
    days > keyDays.critical ? 'warning' : 'critical',
    `${line} Make a new epoch: npm run desk -- keys.`,
  ];
}

function clockPart({ holdLeft }: Standing): Part {
  return holdLeft === undefined ? ['ok'] : ['critical', clockHasMoved(holdLeft)];
}

function atLeast(value: number, from: { readonly warning: number; readonly critical: number }): Urgency {
  if (value >= from.critical) return 'critical';
  return value >= from.warning ? 'warning' : 'ok';
}

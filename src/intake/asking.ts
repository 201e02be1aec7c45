import { scrypt } from 'node:crypto';
import {
  isMemoryWork,
  memoryCost,
  memoryInput,
  memorySalt,
  type WorkProof,
  type WorkRules,
} from '#envelope/work.ts';
import { type WorkAsked, workGuessed } from '#envelope/work-asked.ts';
import type { Lane } from './spool.ts';

/** Share of the places for anybody from which more work is asked than while there is room. */
const roomyUntil = 0.1;

/**
 * Milliseconds for which it is not looked again how full the spool is. In so long one fast machine takes a few dozen places at most.
 */
const fillHolds = 2000;

/** How much work is asked of a message, by how full the spool is. */
export interface Asking {
  /**
   * What is asked now. Of a partner it is never more than while there is room.
   *
   * @param epoch the number of the bundle to which the form seals today
   */
  asked(lane: Lane, epoch: number): Promise<WorkAsked>;
}

/**
 * @param fill how much of the places for anybody is taken, from 0 to 1
 * @param steps how many steps of difficulty there are
 * @param now the time in milliseconds
 */
export function askingBy(fill: () => Promise<number>, steps: number, now: () => number = Date.now): Asking {
  let known: { readonly at: number; readonly fill: Promise<number> } | undefined;
  return {
    async asked(lane, epoch) {
      const roomy = workGuessed(epoch, now());
      if (lane === 'partner') return roomy;
      if (!known || Math.abs(now() - known.at) >= fillHolds) known = { at: now(), fill: fill() };
      return { ...roomy, step: stepFor(await known.fill, steps) };
    },
  };
}

/** The step that is asked at a share of places that are taken. */
export function stepFor(fill: number, steps: number): number {
  if (fill < roomyUntil || steps < 2) return 0;
  const share = (fill - roomyUntil) / (1 - roomyUntil);
  return Math.min(steps - 1, 1 + Math.floor(share * (steps - 1)));
}

/**
 * Whether a proof is for what is asked: for today or yesterday by the server’s day, for this epoch, and at most a step easier. More may
 * have been asked only since it was begun.
 */
export function isAsAsked(proof: WorkProof, asked: WorkAsked, steps: number): boolean {
  const age = asked.day - proof.day;
  return (
    (age === 0 || age === 1) &&
    proof.epoch === asked.epoch &&
    proof.step >= asked.step - 1 &&
    proof.step < steps
  );
}

/** Whether the second half of a proof holds: the scrypt, which Node does beside everything else. */
export function isMemoryWorkDone(proof: WorkProof, rules: WorkRules): Promise<boolean> {
  if (rules.memoryBits[proof.step] === 0) return Promise.resolve(true);
  const { dkLen, ...cost } = memoryCost;
  return new Promise((resolve, reject) => {
    scrypt(memoryInput(proof), memorySalt, dkLen, cost, (error, made) =>
      error ? reject(error) : resolve(isMemoryWork(made, proof.step, rules)),
    );
  });
}

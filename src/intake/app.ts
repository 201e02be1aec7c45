import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { dropPath, dropType, sealedBytes, workHeader } from '#envelope/drop.ts';
import { partnerHeader } from '#envelope/partner-code.ts';
import { looksSealed } from '#envelope/shape.ts';
import { isWorkDone, readProof, usualWork, type WorkRules } from '#envelope/work.ts';
import { askedInHeader } from '#envelope/work-asked.ts';
import { askingBy, isAsAsked, isMemoryWorkDone } from './asking.ts';
import type { PartnerCheck } from './partners.ts';
import type { Spool } from './spool.ts';

/** What an intake needs. */
export interface IntakeOptions {
  readonly spool: Pick<Spool, 'put' | 'fill'>;
  /** The number of the keys to which anything may be sealed today; undefined while there are none. */
  readonly epoch: () => number | undefined | Promise<number | undefined>;
  /** Who is a partner, by the code that they send. The code earns them a place, and is forgotten. */
  readonly isPartner: PartnerCheck;
  /** How much work a message must prove. */
  readonly work?: WorkRules;
  /** The time in milliseconds. */
  readonly now?: () => number;
  /** How many messages may be on their way to the disk at once; for partners a quarter more. */
  readonly atOnce?: number;
}

/** Everything that an intake ever answers. The words are the same for everybody: they tell an attacker nothing. */
const answers = {
  202: 'Taken.',
  400: 'Not a sealed message.',
  405: 'Send a sealed message.',
  411: 'Say how long it is.',
  413: 'Not the size of a sealed message.',
  415: 'Not the type of a sealed message.',
  428: 'Do the work that is asked.',
  503: 'Not now. Try again later.',
  507: 'There is no room. Try again tomorrow.',
} as const;

/**
 * The intake: takes sealed messages and knows no key. What costs little is asked first: before a body is read, its size and the half of its
 * proof that takes a millionth of a second to check; then its shape and its hash; then the half that takes longer. It writes no log, and
 * keeps neither address nor agent nor time of day.
 */
export function intakeApp({
  spool,
  epoch: openEpoch,
  isPartner,
  work = usualWork,
  now,
  atOnce = 64,
}: IntakeOptions): Hono {
  const app = new Hono();
  const asking = askingBy(() => spool.fill(), work.memoryBits.length, now);
  let underWay = 0;

  app.post(dropPath, async (context) => {
    const epoch = await openEpoch();
    if (epoch === undefined) return answer(context, 503);
    if (context.req.header('content-type') !== dropType) return answer(context, 415);
    const length = context.req.header('content-length');
    if (length === undefined) return answer(context, 411);
    if (length !== String(sealedBytes)) return answer(context, 413);
    const lane = (await isPartner(context.req.header(partnerHeader))) ? 'partner' : 'anybody';
    const proof = readProof(context.req.header(workHeader) ?? '');
    const asked = await asking.asked(lane, epoch);
    if (!proof || !isAsAsked(proof, asked, work.memoryBits.length)) {
      // Phones’ clocks err, and so does whoever guesses how full it is here: what is asked is said. Whoever means it is still sending, and
      // would not hear it if they were cut off meanwhile.
      await context.req.arrayBuffer().catch(() => undefined);
      context.header(workHeader, askedInHeader(asked));
      return answer(context, 428);
    }
    if (!isWorkDone(proof, work)) return answer(context, 400);
    // A body that breaks off half way is no message.
    const body = await context.req.arrayBuffer().then(
      (bytes) => new Uint8Array(bytes),
      () => undefined,
    );
    if (!body || !looksSealed(body)) return answer(context, 400);
    if (createHash('sha256').update(body).digest('hex') !== proof.hash) return answer(context, 400);
    // A place is taken by what has come, and not by whoever sends slowly. Some are there for partners alone.
    if (underWay >= (lane === 'partner' ? atOnce * 1.25 : atOnce)) return answer(context, 503);
    underWay += 1;
    try {
      if (!(await isMemoryWorkDone(proof, work))) return answer(context, 400);
      return answer(context, (await spool.put(body, lane)) === 'full' ? 507 : 202);
    } finally {
      underWay -= 1;
    }
  });
  app.all(dropPath, (context) => answer(context, 405));
  // Nobody is told what went wrong: the sender keeps the message and tries again.
  app.onError((_error, context) => answer(context, 503));
  return app;
}

function answer(context: Context, status: keyof typeof answers): Response {
  context.header('Cache-Control', 'no-store');
  context.header('X-Content-Type-Options', 'nosniff');
  if (status === 503) context.header('Retry-After', '30');
  if (status === 405) context.header('Allow', 'POST');
  return context.text(answers[status], status);
}

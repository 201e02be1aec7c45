import { createHash, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { dropPath, dropType, sealedBytes, workHeader } from '#envelope/drop.ts';
import { looksSealed } from '#envelope/shape.ts';
import { isWorkDone, workBits } from '#envelope/work.ts';
import type { Spool } from './spool.ts';

/**
 * The header in which a partner sends its code. The code earns one of the places that are kept for partners, and says
 * nothing about what is sent.
 */
export const partnerHeader = 'x-partner';

/** What an intake needs. */
export interface IntakeOptions {
  readonly spool: Pick<Spool, 'put'>;
  /** Whether there are keys to which anything may be sealed today. */
  readonly isOpen: () => boolean | Promise<boolean>;
  /** SHA-256 of each partner's code, in hexadecimal. */
  readonly partners: readonly string[];
  /** Bits of work that a message must prove. */
  readonly bits?: number;
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
  503: 'Not now. Try again later.',
  507: 'There is no room. Try again tomorrow.',
} as const;

/**
 * The intake: takes sealed messages and knows no key. What costs little is asked first: the size is checked before a
 * body is read, and its shape before it is hashed. It writes no log, and keeps neither address nor agent nor time of
 * day.
 */
export function intakeApp({ spool, isOpen, partners, bits = workBits, atOnce = 64 }: IntakeOptions): Hono {
  const app = new Hono();
  let underWay = 0;

  app.post(dropPath, async (context) => {
    if (!(await isOpen())) return answer(context, 503);
    if (context.req.header('content-type') !== dropType) return answer(context, 415);
    const length = context.req.header('content-length');
    if (length === undefined) return answer(context, 411);
    if (length !== String(sealedBytes)) return answer(context, 413);
    const lane = isPartner(context.req.header(partnerHeader), partners) ? 'partner' : 'anybody';
    // A body that breaks off half way is no message.
    const body = await context.req.arrayBuffer().then(
      (bytes) => new Uint8Array(bytes),
      () => undefined,
    );
    if (!body || !looksSealed(body)) return answer(context, 400);
    // A place is taken by what has come, and not by whoever sends slowly. Some are there for partners alone.
    if (underWay >= (lane === 'partner' ? atOnce * 1.25 : atOnce)) return answer(context, 503);
    underWay += 1;
    try {
      // The same hash as the envelope’s `bodyHash`, six times as fast. The envelope cannot use it, because it has to
      // run in browsers, where no such hash answers at once.
      const hash = createHash('sha256').update(body).digest();
      if (!isWorkDone(hash, context.req.header(workHeader) ?? '', bits)) return answer(context, 400);
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

/** Compares in constant time, so that a code cannot be guessed a letter at a time. */
function isPartner(code: string | undefined, partners: readonly string[]): boolean {
  if (code === undefined) return false;
  const hash = createHash('sha256').update(code).digest();
  return partners.map((partner) => timingSafeEqual(Buffer.from(partner, 'hex'), hash)).includes(true);
}

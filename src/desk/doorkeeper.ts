import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

/**
 * Lets in the browser that opened the address printed at launch, and no web page of any other origin.
 *
 * The printed address holds a token that works once. It is exchanged for a cookie of this launch (HttpOnly,
 * SameSite=Strict); after that the address opens nothing, whether it is still on the screen, in the history or in a
 * bookmark. The public site sets no cookies, and this one never leaves the machine.
 */
export class Doorkeeper {
  readonly #opening = randomBytes(32).toString('base64url');
  readonly #session = randomBytes(32).toString('base64url');
  #isOpened = false;

  /** The path that opens the desk, once. */
  get openingPath(): string {
    return `/enter?token=${this.#opening}`;
  }

  /** Exchanges the token of the opening address for the cookie. */
  enter(context: Context): Response {
    if (this.#isOpened || !isSame(context.req.query('token') ?? '', this.#opening)) return forbidden(context);
    this.#isOpened = true;
    setCookie(context, cookieOf(context), this.#session, { httpOnly: true, sameSite: 'Strict', path: '/' });
    return context.redirect('/', 303);
  }

  /** Lets through only what comes from the desk’s own pages in the browser that opened it. */
  guard(): MiddlewareHandler {
    return async (context, next) => {
      if (!isOwnHost(context) || !isOwnOrigin(context)) return forbidden(context);
      if (context.req.path === '/enter') return next();
      if (!isSame(getCookie(context, cookieOf(context)) ?? '', this.#session)) return forbidden(context);
      return next();
    };
  }
}

/**
 * True if the request names the numeric address as its host. A web page can make its own name lead to this machine
 * (DNS rebinding); the browser then sends that name instead.
 */
function isOwnHost(context: Context): boolean {
  return /^127\.0\.0\.1(:\d{1,5})?$/.test(context.req.header('host') ?? '');
}

/**
 * True if no other site is behind the request: a form has to come from the desk’s own origin, and a page must not be
 * asked for by another site.
 */
function isOwnOrigin(context: Context): boolean {
  const origin = context.req.header('origin');
  const own = `http://${context.req.header('host')}`;
  if (origin === undefined ? context.req.method !== 'GET' : origin !== own) return false;
  const site = context.req.header('sec-fetch-site');
  return site === undefined || site === 'same-origin' || site === 'none';
}

/**
 * The name of the cookie, which holds the port. Browsers do not keep the cookies of two ports apart, so without it
 * two desks on one machine would overwrite each other’s.
 */
function cookieOf(context: Context): string {
  return `desk-${(context.req.header('host') ?? '').split(':')[1] ?? '80'}`;
}

function isSame(given: string, wanted: string): boolean {
  const one = Buffer.from(given);
  const other = Buffer.from(wanted);
  return one.length === other.length && timingSafeEqual(one, other);
}

function forbidden(context: Context): Response {
  return context.text(
    'This desk is open only to the browser that opened it. Stop the desk, start it again, and use the address that it prints.\n',
    403,
  );
}

import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

/**
 * Who may talk to the desk: the browser that opened the address printed at launch, and no web page of any other origin.
 *
 * The address carries a token once. It is exchanged for a cookie of this launch, HttpOnly and SameSite=Strict, so that no address
 * on the screen, in the history or in a bookmark opens the desk afterwards. The public site has no cookies;
 * this one never leaves the machine.
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

/** A name that was rebound to this machine is in `Host`; only the numeric address is ours. */
function isOwnHost(context: Context): boolean {
  return /^127\.0\.0\.1(:\d{1,5})?$/.test(context.req.header('host') ?? '');
}

/** A form is posted from the desk’s own origin, and nothing is asked for by another site. */
function isOwnOrigin(context: Context): boolean {
  const origin = context.req.header('origin');
  const own = `http://${context.req.header('host')}`;
  if (origin === undefined ? context.req.method !== 'GET' : origin !== own) return false;
  const site = context.req.header('sec-fetch-site');
  return site === undefined || site === 'same-origin' || site === 'none';
}

/** Cookies do not know ports: the name does, so that two desks on one machine do not meet. */
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

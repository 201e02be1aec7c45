import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { Typed } from './form.ts';

/** What somebody is told about the form that they sent. */
export interface Notice {
  /** What was done. */
  readonly done?: string | undefined;
  /** Why it was not done. */
  readonly refusal?: string | undefined;
  /** What they had typed, where it was not carried out. */
  readonly typed?: Typed | undefined;
}

/**
 * The most notices that wait at once: one for each tab whose next page is on its way. The oldest is forgotten first.
 */
export const mostNotices = 32;

/**
 * Notices on their way from a form to the page that follows it. Each has a key in the address of that page, so that it appears there
 * once, and in no other tab. The words themselves stay here: nobody can put words on a page by writing an address.
 */
export class Notices {
  readonly #waiting = new Map<string, Notice>();
  /** What somebody sent when the desk had locked itself, by who they were. */
  readonly #locked = new Map<string, Typed>();

  /** The address to which the browser is sent, so that the page there shows the notice. */
  say(to: string, notice: Notice): string {
    const key = randomUUID();
    this.#waiting.set(key, notice);
    const [oldest] = this.#waiting.keys();
    if (oldest !== undefined && this.#waiting.size > mostNotices) this.#waiting.delete(oldest);
    return `${to}${to.includes('?') ? '&' : '?'}notice=${key}`;
  }

  /** Keeps what somebody typed until they have unlocked the desk again. */
  keepFor(typed: Typed): void {
    if (typed.by !== '' && typed.fields.length > 0) this.#locked.set(typed.by, typed);
  }
  /** What somebody typed before the desk locked itself. It is gone afterwards. */
  keptFor(moderator: string): Typed | undefined {
    const typed = this.#locked.get(moderator);
    this.#locked.delete(moderator);
    return typed;
  }

  /** The notice for the page that is asked for, if there is one. It is gone afterwards. */
  take(context: Context): Notice {
    const key = context.req.query('notice') ?? '';
    const notice = this.#waiting.get(key) ?? {};
    this.#waiting.delete(key);
    return notice;
  }
}

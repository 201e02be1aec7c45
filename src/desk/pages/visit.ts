import type { Context } from 'hono';
import type { AtWork, Desk } from '../work/desk.ts';
import type { Overview } from '../work/overview.ts';
import type { Form } from './form.ts';
import type { Notice } from './notices.ts';
import type { PageParts } from './page.ts';

/** One request, whoever is at work. */
export interface Caller {
  readonly context: Context;
  readonly desk: Desk;
}

/** One request of somebody who is at work, with what its page needs. */
export interface Visit extends Caller {
  readonly at: AtWork;
  readonly overview: Overview;
}

/** What stands on a page; or where else to go, if there is nothing to be seen there. */
export type Shown =
  | (Pick<PageParts, 'title' | 'body' | 'current' | 'refusal' | 'toMend' | 'script'> & {
      /** Seconds after which the browser asks again by itself. */
      readonly refreshAfter?: number;
    })
  | { readonly to: string; readonly notice?: Notice };

/** A form that was sent by somebody who saw things as they stand. */
export interface Sent {
  readonly form: Form;
  /** Sends the browser on, after something was done. */
  go(to: string, done?: string): Response;
  /** Sends somebody on to what they typed when the desk had locked itself; undefined if there is nothing. */
  goKept(to: string, moderator: string): Response | undefined;
  /** Answers with a page that says what to mend, and has what was typed in its fields. */
  show(parts: Extract<Shown, { readonly title: string }>): Promise<Response>;
}

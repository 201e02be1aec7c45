import { createHash } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import type { Desk } from '../work/desk.ts';
import { overviewOf } from '../work/overview.ts';
import { Refused, RefusedAndKept } from '../work/refused.ts';
import { inTurn } from '../work/turn.ts';
import { Form, formMarkup, labelsIn, restingIn, typedIn, withHash } from './form.ts';
import type { Html } from './markup.ts';
import type { Notice, Notices } from './notices.ts';
import { deskPage, lockWords } from './page.ts';
import { policy } from './policy.ts';
import { isStopped, stopPage } from './published-keys.ts';
import type { Caller, Sent, Shown, Visit } from './visit.ts';

/** What is said of a form that was sent from a page that no longer shows how things stand. */
export const staleRefusal =
  'Something has changed since you opened this page, so nothing was done. Look at how it stands now, and decide again.';

/** What is said once somebody has unlocked the desk again, of a form that they sent when it had locked itself. */
const lockedRefusal = 'The desk had locked itself, so what you sent last was not carried out.';

/**
 * The policy of a page with a script: the script comes from the desk, and asks nobody but the desk. Everything else is as on the
 * other pages (`app.ts`).
 */
const policyWithScript = `${policy}; script-src 'self'; connect-src 'self'`;

/** A page of the desk. Forms belong to it. */
export interface DeskPage<Who extends Caller> {
  /**
   * A form of this page.
   *
   * @param path what it is sent to
   * @param handle carries it out; what it throws as {@link Refused} is said on the page, beside what was typed
   */
  form(path: string, handle: (who: Who, sent: Sent) => Promise<Response>): DeskForm;
}

/** A form that can be drawn. It has its hash, because there is no other way to draw one. */
export interface DeskForm {
  /**
   * The form with its fields and buttons.
   *
   * @param params for the names in its path
   * @param query what the page was asked for beside its path, such as `?at=3`
   * @param look its classes
   */
  with(
    content: Html,
    options?: {
      readonly params?: Readonly<Record<string, string>>;
      readonly query?: string;
      readonly look?: string;
    },
  ): Html;
}

/** Turns away what cannot be shown to anybody now: to the lock, or to the first page. */
class Elsewhere extends Error {
  readonly to: string;
  constructor(to: string) {
    super(to);
    this.to = to;
  }
}

/**
 * The desk’s pages and its forms. There is one way to make either, and so one check: a form belongs to a page, carries the hash of
 * everything that the page showed and of who was at work, and is carried out only if the page would show the same now. Whoever sends a
 * form from an older look gets back what they typed, beside how things stand.
 *
 * Forms are carried out one at a time, also where several desks see one folder (`work/turn.ts`).
 */
export class DeskPages {
  readonly #app: Hono;
  readonly #desk: Desk;
  readonly #notices: Notices;
  /** The last form. The next one waits for it. */
  #last: Promise<unknown> = Promise.resolve();
  readonly #lock: DeskForm;
  readonly #heard: DeskForm;

  constructor(app: Hono, desk: Desk, notices: Notices) {
    this.#app = app;
    this.#desk = desk;
    this.#notices = notices;
    // Two forms stand on every page, or in place of any. They rest on who is at work, and on which keys were found.
    this.#lock = this.#form(
      '/lock',
      (context) => this.#callerOf(context),
      async ({ desk: { atWork } }) => this.#lockRestsOn(atWork?.moderator ?? ''),
      () => '/',
      async (_caller, { go }) => {
        desk.lock();
        return go('/unlock', 'The desk is locked.');
      },
    );
    this.#heard = this.#form(
      '/keys/heard',
      (context) => this.#visitOf(context),
      async (visit) => this.#heardRestsOn(visit),
      () => '/keys',
      async (_visit, { form, go }) => {
        if (form.text('sure') !== 'yes') throw new Refused('Confirm that you have telephoned.');
        desk.hearOfStrangers();
        return go('/inbox');
      },
    );
  }

  /** A page for whoever is at work. While the desk is locked it leads to the lock. */
  page(path: string, show: (visit: Visit) => Promise<Shown>): DeskPage<Visit> {
    return this.#page(path, (context) => this.#visitOf(context), show);
  }

  /** A page for whoever stands before the desk, also while it is locked. */
  openPage(path: string, show: (caller: Caller) => Promise<Shown>): DeskPage<Caller> {
    return this.#page(path, (context) => this.#callerOf(context), show);
  }

  /**
   * A text file for whoever is at work to save. While the desk is locked it leads to the lock.
   *
   * @param textOf what is in it; what it throws as {@link Refused} is said on a page in its place
   */
  file(path: string, name: string, textOf: (visit: Visit) => Promise<string>): void {
    this.#app.get(path, async (context) => {
      try {
        return context.body(await textOf(await this.#visitOf(context)), 200, {
          'Content-Type': 'text/plain; charset=utf-8',
          'Content-Disposition': `attachment; filename="${name}"`,
        });
      } catch (error) {
        if (error instanceof Elsewhere) return context.redirect(error.to, 303);
        if (!(error instanceof Refused)) throw error;
        return this.#answer(await this.#visitOf(context), {}, () => Promise.reject(error));
      }
    });
  }

  #page<Who extends Caller>(
    path: string,
    whoIs: (context: Caller['context']) => Promise<Who>,
    show: (who: Who) => Promise<Shown>,
  ): DeskPage<Who> {
    this.#app.get(path, async (context) => {
      const notice = this.#notices.take(context);
      try {
        return await this.#answer(await whoIs(context), notice, show);
      } catch (error) {
        if (error instanceof Elsewhere) return context.redirect(error.to, 303);
        throw error;
      }
    });
    const rests = async (who: Who) => {
      const shown = await show(who);
      return 'to' in shown ? undefined : (await drawn(who, shown)).rests;
    };
    return {
      form: (formPath, handle) =>
        this.#form(formPath, whoIs, rests, (context) => filledIn(path, context.req.param()), handle),
    };
  }

  #form<Who extends Caller>(
    path: string,
    whoIs: (context: Caller['context']) => Promise<Who>,
    restsOn: (who: Who) => Promise<string | undefined>,
    pageOf: (context: Caller['context']) => string,
    handle: (who: Who, sent: Sent) => Promise<Response>,
  ): DeskForm {
    const labels = new Map<string, string>();
    this.#app.post(path, (context) =>
      this.#next(async () => {
        const form = new Form(await context.req.parseBody({ all: true }));
        const typed = typedIn(form, labels);
        const back = (refusal: string) =>
          context.redirect(this.#notices.say(pageOf(context) + searchOf(context), { refusal, typed }), 303);
        try {
          const who = await whoIs(context);
          if (isVisit(who) && isStopped(this.#desk, who.overview.publishedKeys, path))
            return context.redirect(this.#notices.say(pageOf(context), { typed }), 303);
          // A page that can no longer be shown says why: then what was sent from it is as old.
          const now = await restsOn(who);
          if (now === undefined || form.text('seen') !== now) return back(staleRefusal);
          return await handle(who, {
            form,
            go: (to, done) =>
              context.redirect(done === undefined ? to : this.#notices.say(to, { done }), 303),
            goKept: (to, moderator) => {
              const kept = this.#notices.keptFor(moderator);
              return (
                kept && context.redirect(this.#notices.say(to, { refusal: lockedRefusal, typed: kept }), 303)
              );
            },
            show: (parts) => this.#answer(who, {}, async () => parts, now),
          });
        } catch (error) {
          if (error instanceof Elsewhere) {
            // The desk has locked itself meanwhile. Whoever typed this is given it back when they have unlocked it.
            this.#notices.keepFor(typed);
            return context.redirect(error.to, 303);
          }
          if (!(error instanceof Refused)) throw error;
          if (error instanceof RefusedAndKept)
            return context.redirect(this.#notices.say(pageOf(context), { refusal: error.message }), 303);
          return back(error.message);
        }
      }),
    );
    return {
      with: (content, { params = {}, query = '', look = 'stack' } = {}) => {
        for (const [name, label] of labelsIn(String(content))) labels.set(name, label);
        return formMarkup(
          `${filledIn(path, params)}${query}`,
          this.#desk.atWork?.moderator ?? '',
          content,
          look,
        );
      },
    };
  }

  async #next<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(() => inTurn(this.#desk.options.folder, act));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #callerOf(context: Caller['context']): Promise<Caller> {
    return { context, desk: this.#desk };
  }
  async #visitOf(context: Caller['context']): Promise<Visit> {
    const at = this.#desk.atWork;
    if (!at) throw new Elsewhere('/unlock');
    return { context, desk: this.#desk, at, overview: await overviewOf(at) };
  }

  /** A page as an answer, with what was said about the last form. */
  async #answer<Who extends Caller>(
    who: Who,
    notice: Notice,
    show: (who: Who) => Promise<Shown>,
    hash?: string,
  ): Promise<Response> {
    const { context } = who;
    const visit = isVisit(who) ? who : undefined;
    const isStopHere = visit && isStopped(this.#desk, visit.overview.publishedKeys, context.req.path);
    const shown = isStopHere ? this.#stopPage(visit) : await shownOrRefused(() => show(who));
    if ('to' in shown) {
      const toSay = { ...notice, ...shown.notice };
      const isToSay = toSay.done !== undefined || toSay.refusal !== undefined;
      return context.redirect(isToSay ? this.#notices.say(shown.to, toSay) : shown.to, 303);
    }
    const { markup, rests } = await drawn(who, shown);
    const refusals = [notice.refusal, shown.refusal].filter((each) => each !== undefined);
    const page = await deskPage({
      ...notice,
      ...shown,
      body: raw(withHash(markup, hash ?? rests)),
      refusal: refusals.length === 0 ? undefined : refusals.join(' '),
      ...(visit && { around: this.#around(visit) }),
    });
    if (shown.refreshAfter !== undefined) context.header('Refresh', `${shown.refreshAfter}`);
    if (shown.script !== undefined) context.header('Content-Security-Policy', policyWithScript);
    return context.html(String(page), shown.refusal === undefined ? 200 : 422);
  }

  /** What stands in place of every page while a stranger’s key is published and nobody has done anything about it. */
  #stopPage(visit: Visit): Exclude<Shown, { readonly to: string }> {
    return stopPage((content) => sealed(this.#heard.with(content), this.#heardRestsOn(visit)));
  }
  #heardRestsOn({ at, overview }: Visit): string {
    return hashOf(['heard', at.moderator, overview.publishedKeys]);
  }

  #around({ at, overview, desk }: Visit) {
    const lock = this.#lock.with(lockWords(at.moderator), { look: 'head__lock' });
    return {
      moderator: at.moderator,
      overview,
      today: desk.today(),
      lock: sealed(lock, this.#lockRestsOn(at.moderator)),
    };
  }
  #lockRestsOn(moderator: string): string {
    return hashOf(['lock', moderator]);
  }
}

function isVisit(who: Caller): who is Visit {
  return 'overview' in who;
}

async function shownOrRefused(show: () => Promise<Shown>): Promise<Shown> {
  try {
    return await show();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return {
      title: 'That cannot be done',
      body: html`<p><a href="/inbox">Back to the inbox</a></p>`,
      refusal: error.message,
    };
  }
}

/** A page’s own part, drawn, and the hash of what decisions on it rest on: of who is at work, and of all that is shown. */
async function drawn(
  who: Caller,
  { title, body }: Exclude<Shown, { readonly to: string }>,
): Promise<{ readonly markup: string; readonly rests: string }> {
  const markup = String(await body);
  return { markup, rests: hashOf([who.desk.atWork?.moderator ?? '', title, restingIn(markup)]) };
}

function sealed(form: Html, hash: string): Html {
  return raw(withHash(String(form), hash));
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

function filledIn(path: string, params: Readonly<Record<string, string>>): string {
  return path.replaceAll(/:(\w+)/g, (_place, name: string) => encodeURIComponent(params[name] ?? ''));
}

function searchOf({ req }: Context): string {
  return new URL(req.url).search;
}

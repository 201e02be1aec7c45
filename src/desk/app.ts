import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import type { Doorkeeper } from './doorkeeper.ts';
import { breakPage } from './pages/break.ts';
import { consentPages } from './pages/consent.ts';
import { deIdentifyPages } from './pages/de-identify.ts';
import { DeskPages } from './pages/desk-pages.ts';
import { duePage } from './pages/due.ts';
import { firstRunPages } from './pages/first-run.ts';
import { guessPages } from './pages/guess.ts';
import { helpPage } from './pages/help.ts';
import { inboxPages } from './pages/inbox.ts';
import { itemPages } from './pages/item.ts';
import { journalPage } from './pages/journal.ts';
import { keyPages } from './pages/keys.ts';
import { Notices } from './pages/notices.ts';
import { deskPage } from './pages/page.ts';
import { partnerPages } from './pages/partners.ts';
import { policy } from './pages/policy.ts';
import { promotePages } from './pages/promote.ts';
import { retentionPages } from './pages/retention.ts';
import { routePages } from './pages/routes.ts';
import { storyPages } from './pages/stories.ts';
import { togetherPages } from './pages/together.ts';
import { unlockPages } from './pages/unlock.ts';
import { withdrawalPages } from './pages/withdrawals.ts';
import type { Desk } from './work/desk.ts';

/** The most bytes that a form may have: several times the longest text that can be sent. */
const longestForm = 512 * 1024;

/** The styles and fonts of every page: the address of each, its file in the project’s folder, and its type. */
const looks: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/look/tokens.css': ['src/styles/tokens.css', 'text/css; charset=utf-8'],
  '/look/desk.css': ['src/desk/pages/desk.css', 'text/css; charset=utf-8'],
  '/look/live.js': ['src/desk/pages/live.js', 'text/javascript; charset=utf-8'],
  '/look/literata-roman.woff2': ['src/styles/fonts/literata-roman.woff2', 'font/woff2'],
  '/look/atkinson-next-roman.woff2': ['src/styles/fonts/atkinson-next-roman.woff2', 'font/woff2'],
};

/**
 * The desk as an app. Every answer carries the same strict headers, whoever asked. Every request except the one that
 * opens the desk needs the cookie of this launch (`doorkeeper.ts`).
 *
 * @param look the folder of the project whose styles and fonts are used
 */
export function deskApp(desk: Desk, doorkeeper: Doorkeeper, look: string): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    if (!context.res.headers.has('Content-Security-Policy'))
      context.header('Content-Security-Policy', policy);
    context.header('Cache-Control', 'no-store');
    // With “no-referrer” a browser sends the desk’s own forms with the origin “null”, and the doorkeeper would refuse
    // them.
    context.header('Referrer-Policy', 'same-origin');
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('X-Frame-Options', 'DENY');
    context.header('Cross-Origin-Opener-Policy', 'same-origin');
    context.header('Cross-Origin-Resource-Policy', 'same-origin');
  });
  app.use(doorkeeper.guard());
  app.use(bodyLimit({ maxSize: longestForm }));
  app.get('/enter', (context) => doorkeeper.enter(context));
  for (const [path, [file, type]] of Object.entries(looks)) {
    app.get(path, async (context) =>
      context.body(await readFile(join(look, file)), 200, { 'Content-Type': type }),
    );
  }
  // Whatever is answered below was asked for by a click. Requests that were turned away above, and styles and fonts,
  // do not keep the desk open.
  app.use(async (_context, next) => {
    desk.lockIfIdle();
    desk.touch();
    await next();
  });
  const pages = new DeskPages(app, desk, new Notices());
  unlockPages(app, pages, desk);
  firstRunPages(pages, desk);
  inboxPages(pages);
  itemPages(pages, desk);
  deIdentifyPages(pages);
  togetherPages(pages, desk);
  guessPages(pages);
  duePage(pages, desk);
  breakPage(pages);
  consentPages(pages, desk);
  promotePages(pages, desk);
  storyPages(pages, desk);
  withdrawalPages(pages);
  retentionPages(pages);
  routePages(pages);
  keyPages(pages, desk);
  partnerPages(pages);
  journalPage(pages);
  helpPage(pages);
  app.notFound((context) =>
    context.html(
      deskPage({ title: 'There is no such page', body: html`<p><a href="/">Back to the desk</a></p>` }),
      404,
    ),
  );
  app.onError((error, context) => {
    // The error is written on the terminal in which the desk was started, and nowhere else. Such messages name files,
    // never what is in them.
    process.stderr.write(`${error.message}\n`);
    return context.html(
      deskPage({
        title: 'Something went wrong',
        body: html`<p>Nothing was done. What happened is written where the desk was started.</p><p><a href="/">Back to the desk</a></p>`,
      }),
      500,
    );
  });
  return app;
}

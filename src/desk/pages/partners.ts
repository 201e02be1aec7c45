import type { Hono } from 'hono';
import { html, raw } from 'hono/html';
import { encode } from 'uqr';
import type { Partner } from '../folder/store.ts';
import type { AtWork, Desk } from '../work/desk.ts';
import { type FreshCode, makePartnerCode, partnersText, revokePartnerCode } from '../work/partners.ts';
import { Refused } from '../work/refused.ts';
import { textField } from './fields.ts';
import type { Notices } from './notices.ts';
import { type Html, timeInWords } from './page.ts';
import { visitHandler } from './visit.ts';

/** A code is shown until the desk is locked, the program ends, or the next one is made. */
const fresh = new WeakMap<AtWork, FreshCode>();

/** The page on which codes for partners are made, handed out and revoked. */
export function partnerPages(app: Hono, desk: Desk, notices: Notices): void {
  app.get(
    '/partners',
    visitHandler(desk, notices, async ({ at, show }) => {
      const partners = await at.store.partners();
      const code = fresh.get(at);
      return show({
        title: 'Partners',
        current: '/partners',
        body: html`<p>A youth worker with a code can send sealed files even while the form is full: some places at the intake are kept for partners. They load the code into the page “Hand over a sealed file”, for one visit. The server knows the hash of a code and not whose it is. It sees that somebody with one of these codes sent something, and when.</p>
${code ? freshCode(code) : ''}
<section class="group"><h2>Make a code</h2><form method="post" action="/partners/make" class="stack">${textField(
          'name',
          'Whom is it for?',
          {
            help: 'A person, so that one code can be revoked without the others. The name stays at this desk.',
          },
        )}<button class="btn">Make a code</button></form></section>
<section><h2>Codes that count</h2>${listOf(
          partners.filter(({ revokedAt }) => revokedAt === undefined),
          (partner) =>
            html`<form method="post" action="/partners/revoke"><input type="hidden" name="id" value="${partner.id}"><button class="btn btn--quiet">Revoke the code of ${partner.name}</button></form>`,
        )}</section>
<section><h2>Revoked</h2>${listOf(
          partners.filter(({ revokedAt }) => revokedAt !== undefined),
          ({ revokedAt, revokedBy }) =>
            html`<p>Revoked by ${revokedBy}, ${timeInWords(revokedAt ?? '')}.</p>`,
        )}</section>
<section class="group"><h2>If the intake is on another machine</h2><p>It reads the hashes from a file. Copy this one there after each change: <a href="/partners/list">partners.txt</a>. On this machine that is done already.</p></section>`,
      });
    }),
  );
  app.get(
    '/partners/list',
    visitHandler(desk, notices, async ({ at, context }) =>
      context.body(await partnersText(at), 200, asFile('partners.txt')),
    ),
  );
  app.get(
    '/partners/code',
    visitHandler(desk, notices, async ({ at, context }) => {
      const made = fresh.get(at);
      if (!made) throw new Refused('That code is shown no more. Revoke it, and make another.');
      return context.body(fileText(made), 200, asFile('partner-code.txt'));
    }),
  );
  app.post(
    '/partners/make',
    visitHandler(
      desk,
      notices,
      async ({ at, form, go }) => {
        fresh.set(at, await makePartnerCode(at, form.text('name')));
        return go('/partners', 'The code is made. It is shown here once.');
      },
      () => '/partners',
    ),
  );
  app.post(
    '/partners/shown',
    visitHandler(
      desk,
      notices,
      async ({ at, go }) => {
        fresh.delete(at);
        return go('/partners');
      },
      () => '/partners',
    ),
  );
  app.post(
    '/partners/revoke',
    visitHandler(
      desk,
      notices,
      async ({ at, form, go }) => {
        const { id, name } = await revokePartnerCode(at, form.text('id'));
        if (fresh.get(at)?.partner.id === id) fresh.delete(at);
        return go(
          '/partners',
          `The code of ${name} is revoked. The intake on this machine knows it within half a minute; take the list to any other.`,
        );
      },
      () => '/partners',
    ),
  );
}

function freshCode(made: FreshCode): Html {
  return html`<section class="group"><h2>The code of ${made.partner.name}</h2>
<p class="sheet__words" translate="no">${made.code}</p>
${codePicture(made.code)}
<p>Give it by hand: <a href="/partners/code">as a file</a>, on paper, or let them photograph the picture, which holds the same digits. Do not send it through the site. Who has it can take places that are kept for partners, and nothing else: it opens no story.</p>
<form method="post" action="/partners/shown"><button class="btn btn--quiet">They have it: do not show it again</button></form></section>`;
}

/** The code as a QR picture, for a telephone’s camera. */
function codePicture(code: string): Html {
  const { data, size } = encode(code, { border: 2 });
  const squares = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return html`<svg class="code" role="img" aria-label="The same code as a QR picture" viewBox="0 0 ${size} ${size}" width="240" height="240"><rect width="${size}" height="${size}" fill="#fff"/><path fill="#000" d="${raw(squares.join(''))}"/></svg>`;
}

function fileText({ code }: FreshCode): string {
  return `Partner code of Another Story\n\n${code}\n\nLoad this file on the page “Hand over a sealed file”, for one visit. Keep it as you keep keys.\nIf it may be in other hands, tell the moderators: they revoke it.\n`;
}

function asFile(name: string): Record<string, string> {
  return {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
  };
}

function listOf(partners: readonly Partner[], more: (partner: Partner) => Html): Html {
  if (partners.length === 0) return html`<p>None.</p>`;
  return html`<ul class="rows">${partners.map(
    (partner) =>
      html`<li class="row"><p>${partner.name}: made by ${partner.madeBy}, ${timeInWords(partner.madeAt)}.</p>${more(partner)}</li>`,
  )}</ul>`;
}

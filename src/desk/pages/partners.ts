import { html, raw } from 'hono/html';
import { encode } from 'uqr';
import type { Partner } from '../folder/store.ts';
import type { AtWork } from '../work/desk.ts';
import { type FreshCode, makePartnerCode, partnersText, revokePartnerCode } from '../work/partners.ts';
import { Refused } from '../work/refused.ts';
import type { DeskForm, DeskPages } from './desk-pages.ts';
import { textField } from './fields.ts';
import type { Html } from './markup.ts';
import { timeInWords } from './page.ts';

/** A code is shown until the desk is locked, the program ends, or the next one is made. */
const fresh = new WeakMap<AtWork, FreshCode>();

/** The page on which codes for partners are made, handed out and revoked. */
export function partnerPages(pages: DeskPages): void {
  const page = pages.page('/partners', async ({ at }) => {
    const partners = await at.store.partners();
    const code = fresh.get(at);
    return {
      title: 'Partners',
      current: '/partners',
      body: html`<p>A youth worker with a code can send sealed files even while the form is full: some places at the intake are kept for partners. They load the code into the page “Hand over a sealed file”, for one visit. The server knows the hash of a code and not whose it is. It sees that somebody with one of these codes sent something, and when.</p>
${code ? freshCode(shown, code) : ''}
<section class="group"><h2>Make a code</h2>${make.with(
        html`${textField('name', 'Whom is it for?', {
          help: 'A person, so that one code can be revoked without the others. The name stays at this desk.',
        })}<button class="btn">Make a code</button>`,
      )}</section>
<section><h2>Codes that count</h2>${listOf(
        partners.filter(({ revokedAt }) => revokedAt === undefined),
        (partner) =>
          revoke.with(
            html`<input type="hidden" name="id" value="${partner.id}"><button class="btn btn--quiet">Revoke the code of ${partner.name}</button>`,
            { look: '' },
          ),
      )}</section>
<section><h2>Revoked</h2>${listOf(
        partners.filter(({ revokedAt }) => revokedAt !== undefined),
        ({ revokedAt, revokedBy }) => html`<p>Revoked by ${revokedBy}, ${timeInWords(revokedAt ?? '')}.</p>`,
      )}</section>
<section class="group"><h2>If the intake is on another machine</h2><p>It reads the hashes from a file. Copy this one there after each change: <a href="/partners/list">partners.txt</a>. On this machine that is done already.</p></section>`,
    };
  });
  pages.file('/partners/list', 'partners.txt', ({ at }) => partnersText(at));
  pages.file('/partners/code', 'partner-code.txt', async ({ at }) => {
    const made = fresh.get(at);
    if (!made) throw new Refused('That code is shown no more. Revoke it, and make another.');
    return fileText(made);
  });
  const make: DeskForm = page.form('/partners/make', async ({ at }, { form, go }) => {
    fresh.set(at, await makePartnerCode(at, form.text('name')));
    return go('/partners', 'The code is made. It is shown here once.');
  });
  const shown: DeskForm = page.form('/partners/shown', async ({ at }, { go }) => {
    fresh.delete(at);
    return go('/partners');
  });
  const revoke: DeskForm = page.form('/partners/revoke', async ({ at }, { form, go }) => {
    const { id, name } = await revokePartnerCode(at, form.text('id'));
    if (fresh.get(at)?.partner.id === id) fresh.delete(at);
    return go(
      '/partners',
      `The code of ${name} is revoked. The intake on this machine knows it within half a minute; take the list to any other.`,
    );
  });
}

function freshCode(shown: DeskForm, made: FreshCode): Html {
  return html`<section class="group"><h2>The code of ${made.partner.name}</h2>
<p class="sheet__words" translate="no">${made.code}</p>
${codePicture(made.code)}
<p>Give it by hand: <a href="/partners/code">as a file</a>, on paper, or let them photograph the picture, which holds the same digits. Do not send it through the site. Who has it can take places that are kept for partners, and nothing else: it opens no story.</p>
${shown.with(html`<button class="btn btn--quiet">They have it: do not show it again</button>`, { look: '' })}</section>`;
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

function listOf(partners: readonly Partner[], more: (partner: Partner) => Html): Html {
  if (partners.length === 0) return html`<p>None.</p>`;
  return html`<ul class="rows">${partners.map(
    (partner) =>
      html`<li class="row"><p>${partner.name}: made by ${partner.madeBy}, ${timeInWords(partner.madeAt)}.</p>${more(partner)}</li>`,
  )}</ul>`;
}

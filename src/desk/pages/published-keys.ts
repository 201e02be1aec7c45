import { html } from 'hono/html';
import type { KeysFound } from '../keys/compare-keys.ts';
import type { Desk } from '../work/desk.ts';
import type { Html } from './markup.ts';

/** Pages that work whatever keys are published: what is to be done about them, and what must never wait. */
const neverStopped = ['/keys', '/withdrawals', '/journal', '/help'];

/**
 * Whether a page of the desk is stopped because a key that is not the desk’s is published: until somebody at work has said that
 * they did what is to be done.
 */
export function isStopped(desk: Desk, found: readonly KeysFound[], path: string): boolean {
  return (
    found.some(({ verdict }) => verdict === 'strangers') &&
    !desk.hasHeardOfStrangers &&
    !neverStopped.some((each) => path === each || path.startsWith(`${each}/`))
  );
}

/** What stands in place of a page that is stopped. What was found, and what to do, stands above it. */
export function stopPage(formWith: (content: Html) => Html): { readonly title: string; readonly body: Html } {
  return {
    title: 'The desk has stopped',
    body: html`<p>Keys, withdrawals, the journal and help still work. Nothing else does until one of you has telephoned.</p>
${formWith(html`<label class="choice"><input type="checkbox" name="sure" value="yes"> <span>We have telephoned, and the form is closed or being closed</span></label>
<button class="btn">Go on with the desk</button>`)}`,
  };
}

/** What somebody at work has to know about keys that are published; nothing if they are this desk’s newest. */
export function keysNotices(found: readonly KeysFound[]): Html {
  return html`${found
    .filter(({ verdict }) => verdict !== 'current' && verdict !== 'none')
    .map((each) =>
      each.verdict === 'strangers'
        ? strangersNotice(each)
        : html`<div class="notice"><p>${keysInWords(each)}</p></div>`,
    )}`;
}

/** What was found in one place, in words. */
export function keysInWords({ where, verdict, why, strangers }: KeysFound): string {
  switch (verdict) {
    case 'current':
      return `${where}: the newest keys of this desk, signed by two moderators.`;
    case 'none':
      return `${where}: no keys. The form there is closed.`;
    case 'unreachable':
      return `${where}: no answer, so its keys were not compared. Look again later, or from another network.`;
    case 'refused':
      return `${where}: the form refuses these keys, because ${why}. Publish them again under “Keys”.`;
    case 'older':
      return `${where}: an older epoch of this desk. Build and publish the site.`;
    case 'gone':
      return `${where}: keys whose private half this desk has no more. Nobody can open what is sealed to them: publish the newest today.`;
    case 'strangers':
      return `${where}: ${strangers.length === 1 ? 'a key' : `${strangers.length} keys`} that this desk never made (${strangers.join('; ')}).`;
  }
}

function strangersNotice({ where, strangers }: KeysFound): Html {
  return html`<div class="notice notice--care" role="alert"><h2>Somebody else’s key is published</h2>
<p>${where} has a key that this desk never made. Whoever holds it can read every story that is sealed there. Its fingerprint: <strong>${strangers.join('; ')}</strong>.</p>
<ol>
<li>Telephone the other moderator, and then whoever keeps the site. Write to nobody through the site’s own server. Say: “A key that is not ours is in our key file. It begins with “${strangers[0]?.split(' ').slice(0, 2).join(' ')}”. Take keys.json off the site now.” Without it the form closes.</li>
<li>Unless the other moderator says that they made a new epoch on another desk: then stop both, and share one desk folder.</li>
<li>What came since the key was swapped counts as read by a stranger. Tell the safeguarding lead today, and think of each teller.</li>
<li>Find out what was changed: this file, the build, the server. Whoever could change it may have changed the page as well.</li>
<li>Only then make a new epoch, sign it, and publish the site from a machine that you trust.</li>
</ol></div>`;
}

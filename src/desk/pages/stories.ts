import { html } from 'hono/html';
import { contentHash } from '#domain/gate/signing.ts';
import { checklists, currentOn, signedForms } from '#domain/gate/versions.ts';
import { mistakeInWords, type Report, reportOn } from '#domain/review/report.ts';
import { fileOf } from '#domain/schema/content.ts';
import { slugPattern } from '#domain/schema/fields.ts';
import { labelledPlace } from '#domain/schema/labels.ts';
import { storySchema } from '#domain/schema/story.ts';
import { origins, reasons, signOffChecks, uses, withdrawalReasons } from '#domain/words/vocabularies.ts';
import { workingCopyOf } from '../folder/working-copy.ts';
import type { Item } from '../journal/items.ts';
import { type DifferenceRun, differenceOf, wordsAddedFreely } from '../text/difference.ts';
import { visibleText } from '../text/visible.ts';
import type { Desk } from '../work/desk.ts';
import { itemOfStory } from '../work/publishing.ts';
import { Refused } from '../work/refused.ts';
import { currentSignOffs, lastSigned, signAtDesk, whyNotSign } from '../work/signing.ts';
import { linesOf } from '../work/story-lines.ts';
import { takeBack } from '../work/withdrawals.ts';
import type { DeskForm, DeskPages } from './desk-pages.ts';
import { choiceField, choicesField, textField } from './fields.ts';
import type { Html } from './markup.ts';
import type { Caller, Visit } from './visit.ts';
import { publishNow, withdrawnInWords } from './withdrawals.ts';

/** All stories, with what each still needs, and the page on which one is read whole and signed. */
export function storyPages(pages: DeskPages, desk: Desk): void {
  const back = (context: Caller['context']) =>
    `/stories/${encodeURIComponent(context.req.param('slug') ?? '')}`;

  pages.page('/board', async () => {
    const reviewed = await desk.content();
    const report = reportOn(reviewed, desk.today());
    const slugs = [...reviewed.content.stories.keys()].sort();
    const isOnSite = (slug: string) => report.published.includes(slug);
    const row = (slug: string) =>
      html`<li class="row"><a class="row__name" href="/stories/${slug}">${reviewed.content.stories.get(slug)?.data.title}</a>${needsInWords(report.held.filter((each) => each.slug === slug))}</li>`;
    const waiting = slugs.filter((slug) => !isOnSite(slug));
    return {
      title: 'Stories',
      current: '/board',
      body: html`<p class="lead">${report.published.length} on the site, ${waiting.length} waiting for something.</p>
${
  report.mistakes.length > 0
    ? html`<section><h2>To mend first</h2><ul class="rows">${report.mistakes.map((mistake) => html`<li class="row">${mistakeInWords(mistake).trim()}</li>`)}</ul></section>`
    : ''
}
<section><h2>Waiting</h2>${waiting.length === 0 ? html`<p>Nothing waits.</p>` : html`<ul class="rows">${waiting.map(row)}</ul>`}</section>
<section><h2>On the site</h2><ul class="rows">${slugs.filter(isOnSite).map(row)}</ul></section>
${
  reviewed.content.withdrawals.size === 0
    ? ''
    : html`<section><h2>Withdrawn</h2><ul class="rows">${[...reviewed.content.withdrawals.keys()].map((slug) => html`<li class="row">${slug}</li>`)}</ul></section>`
}`,
    };
  });

  const page = pages.page('/stories/:slug', async (visit) => {
    const slug = visit.context.req.param('slug') ?? '';
    const unread = await unreadStory(visit, slug);
    return unread === undefined
      ? storyPage(visit, { sign, withdraw })
      : { title: slug, current: '/board', body: html`<p>${unread}</p>${takeDownForm(withdraw, slug)}` };
  });

  const sign: DeskForm = page.form('/stories/:slug/sign', async (visit, { form, go }) => {
    const { content, story, item } = await storyOf(visit);
    await signAtDesk(visit.at, story, item, {
      shown: form.text('shown'),
      checks: form.list('checks'),
      passphrase: form.text('passphrase'),
    });
    const before = content['sign-offs'].get(story.slug)?.data.length ?? 0;
    return go(
      back(visit.context),
      `Signed. ${fileOf('sign-offs', story.slug)} has ${before + 1} sign-offs now.`,
    );
  });

  const withdraw: DeskForm = page.form('/stories/:slug/withdraw', async (visit, { form, go }) => {
    const why = form.oneOf('why', Object.keys(withdrawalReasons) as (keyof typeof withdrawalReasons)[]);
    if (why === undefined) throw new Refused('Choose a reason.');
    const slug = visit.context.req.param('slug') ?? '';
    // The story is not looked up, because one with a mistake in it can be taken down too. But its name becomes
    // part of a path.
    if (!slugPattern.test(slug)) throw new Refused('There is no such story.');
    const item = await itemBehind(visit, slug);
    const down = await takeBack(visit.at, { slug }, why);
    return go(
      '/board',
      item ? withdrawnInWords([item], down, visit.overview.faults) : `Taken down. ${publishNow}`,
    );
  });
}

async function storyOf(visit: Visit) {
  const { content, notes } = await visit.desk.content();
  const slug = visit.context.req.param('slug') ?? '';
  const story = content.stories.get(slug);
  if (!story) throw new Refused('There is no such story.');
  const own = notes.filter(({ file }) => file === fileOf('stories', slug));
  return { content, story, notes: own, item: await itemBehind(visit, slug) };
}

/**
 * What is to be said of a story that cannot be read as it stands, but taken down: one with mistakes, or one that is down already, of which
 * something may be left because the machine stopped half way. Undefined for one that can be read.
 *
 * @throws {@link Refused} if there is nothing to take down
 */
async function unreadStory(visit: Visit, slug: string): Promise<string | undefined> {
  const { content, mistakes } = await visit.desk.content();
  if (content.stories.has(slug)) return undefined;
  const own = mistakes.filter(({ file }) => file === fileOf('stories', slug));
  if (own.length > 0)
    return `The story has mistakes, which come first: ${own.map((mistake) => mistakeInWords(mistake).trim()).join('. ')}`;
  if (content.withdrawals.has(slug) || (slugPattern.test(slug) && (await itemBehind(visit, slug))))
    return 'The story is down. If the machine stopped half way, take it down again: what is done stays done.';
  throw new Refused('There is no such story.');
}

function takeDownForm(form: DeskForm, slug: string): Html {
  return html`<details class="group"><summary>Take the story down</summary>${form.with(
    html`<p>It is deleted with its sign-offs and never comes back under this name. The next build takes it out of everything.</p>
${choiceField('why', 'Why?', Object.entries(withdrawalReasons), { empty: 'Choose a reason' })}
<button class="btn btn--quiet">Take the story down</button>`,
    { params: { slug } },
  )}</details>`;
}

/** The submission that a story was made of; undefined for one that was written by hand. */
async function itemBehind({ desk, at }: Visit, slug: string): Promise<Item | undefined> {
  const { items } = await at.store.standings();
  return itemOfStory(slug, items.values(), (await desk.content()).content, await at.store.consents());
}

async function storyPage(visit: Visit, forms: { readonly sign: DeskForm; readonly withdraw: DeskForm }) {
  const { desk, at } = visit;
  const { content, story, notes, item } = await storyOf(visit);
  const { site } = content;
  const signOffs = content['sign-offs'].get(story.slug)?.data ?? [];
  const moderators = new Map([...content.moderators].map(([slug, { data }]) => [slug, data]));
  const current = currentSignOffs(story, signOffs, moderators, site.policyVersion);
  const hash = contentHash(story, site.policyVersion, currentOn(signedForms, desk.today()));
  const { lines } = currentOn(checklists, desk.today());
  const { matter, text } = linesOf(story);
  const before = await lastSigned(at, story.slug, signOffs, hash);
  const held = reportOn({ content, mistakes: [], notes: [] }, desk.today()).held.filter(
    ({ slug }) => slug === story.slug,
  );
  const refusal = whyNotSign(at.moderator, item, current);
  const added = await addedSinceAgreed(visit, item, text);
  // What somebody has to know before they read stands before the story.
  const lookFirst = html`${
    added.length === 0
      ? ''
      : html`<section class="notice notice--care"><h2>Words that the teller has not seen</h2><p>The teller could not be reached, so words may only have been taken out or made more general. These were added:</p><ul class="lines">${added.map((words) => html`<li>${visibleText(words)}</li>`)}</ul></section>`
  }
${
  notes.length === 0
    ? ''
    : html`<section class="notice notice--care"><h2>Look at this before you sign</h2><ul class="lines">${notes.map(({ path, message }) => html`<li>${labelledPlace(storySchema, path.split('.')).labels}: ${visibleText(message)}</li>`)}</ul></section>`
}`;
  return {
    title: story.data.title,
    current: '/board',
    body: html`<p class="lead">${origins[story.data.origin]}</p>
<p>${current.length === 0 ? 'Nobody has signed it as it stands.' : `Signed as it stands by ${current.map(({ moderator }) => moderator).join(' and ')}.`}</p>
${needsInWords(held)}
${refusal === undefined ? html`<p class="next">Read all of it, aloud if you can. <a href="#sign">The place to sign</a> is at the end.</p>` : html`<p class="notice">${refusal}</p>`}
${lookFirst}
<section><h2>The whole story</h2><article class="told" dir="auto">${text.map((line) =>
      line.startsWith('## ')
        ? html`<h3>${visibleText(line.slice(3))}</h3>`
        : html`<p>${visibleText(line)}</p>`,
    )}</article></section>
<section><h2>Everything else that is signed</h2><ul class="lines">${matter.map((line) => html`<li>${visibleText(line)}</li>`)}</ul></section>
<section><h2>What has changed since it was last signed</h2>${
      before
        ? differenceInWords(before, [...matter, ...text])
        : html`<p>${signOffs.length === 0 ? 'It has never been signed.' : current.length === signOffs.length ? 'Nothing: it is what was signed.' : 'This desk has no copy of what was signed before. Compare in git.'}</p>`
    }</section>
<section id="sign"><h2>Sign</h2>${
      refusal === undefined
        ? forms.sign.with(
            html`<input type="hidden" name="shown" value="${hash}">
${choicesField(
  'checks',
  'You confirm that',
  lines.map((line) => [line, signOffChecks[line]]),
)}
${textField('passphrase', `Passphrase of the signing key of ${at.moderator}`, { type: 'password', autocomplete: 'current-password' })}
<button class="btn">Sign the story as it stands</button>`,
            { params: { slug: story.slug } },
          )
        : html`<p>${refusal}</p>`
    }</section>
${takeDownForm(forms.withdraw, story.slug)}`,
  };
}

/** Each reason for which a story is held, with the uses that it holds. */
function needsInWords(held: Report['held']): Html | '' {
  const why = [...new Set(held.flatMap((each) => each.reasons))];
  if (why.length === 0) return '';
  return html`<ul class="needs">${why.map((reason) => {
    const forUses = held.filter((each) => each.reasons.includes(reason)).map(({ use }) => uses[use]);
    const isAll = forUses.length === Object.keys(uses).length;
    return html`<li>${reasons[reason]}${isAll ? '' : html` <span class="hint">(${forUses.join('; ')})</span>`}</li>`;
  })}</ul>`;
}

/** Words added to a story whose teller could not be reached, while the desk still has what was agreed. */
async function addedSinceAgreed(
  { at }: Visit,
  item: Item | undefined,
  text: readonly string[],
): Promise<readonly string[]> {
  const message = item?.readBack === 'notPossible' ? await at.store.message(item.id) : undefined;
  if (item === undefined || message?.kind !== 'story') return [];
  const agreed = await workingCopyOf(at.store, item.id, message);
  return wordsAddedFreely(agreed.text, text.join('\n'));
}

function differenceInWords(before: readonly string[], after: readonly string[]): Html {
  return html`<div class="difference">${differenceOf(before, after).map(changeInWords)}</div>`;
}

function changeInWords({ kind, pieces }: DifferenceRun<string>): Html {
  const lines = pieces.map((line) => html`<p>${visibleText(line)}</p>`);
  switch (kind) {
    case 'same':
      return html`<p class="hint">${pieces.length} ${pieces.length === 1 ? 'line' : 'lines'} as before</p>`;
    case 'removed':
      return html`<del><span class="vh">Taken out: </span>${lines}</del>`;
    case 'added':
      return html`<ins><span class="vh">Put in: </span>${lines}</ins>`;
  }
}

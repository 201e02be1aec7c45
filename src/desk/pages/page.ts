import { html } from 'hono/html';
import { dayInWords } from '#domain/words/wording.ts';
import { isOverdue } from '../journal/items.ts';
import { journalFaults } from '../journal/journal.ts';
import type { Overview } from '../work/overview.ts';
import { spellInWords } from '../work/reading-spell.ts';
import { isToCarryOut } from '../work/withdrawals.ts';
import { type Typed, typedBack } from './form.ts';
import type { Html } from './markup.ts';
import { keysNotices } from './published-keys.ts';

/** What stands around every page once the desk is open. */
export interface PageSurroundings {
  readonly moderator: string;
  readonly overview: Overview;
  readonly today: string;
  /** The form that locks the desk. */
  readonly lock: Html;
}

/** One page of the desk. */
export interface PageParts {
  readonly title: string;
  readonly body: Html;
  /** The path of the part of the desk that it belongs to. */
  readonly current?: string;
  /** Missing while the desk is locked. */
  readonly around?: PageSurroundings;
  /** What somebody has to mend before going on. */
  readonly refusal?: string | undefined;
  /** The things to mend one by one, where there are several. */
  readonly toMend?: readonly string[] | undefined;
  /** What was just done. */
  readonly done?: string | undefined;
  /** What somebody typed that was not carried out. */
  readonly typed?: Typed | undefined;
  /** The address of the script that makes the page live, if it has one. Without it the page does the same. */
  readonly script?: string;
}

const parts: readonly (readonly [path: string, name: string])[] = [
  ['/inbox', 'Inbox'],
  ['/due', 'Due'],
  ['/board', 'Stories'],
  ['/withdrawals', 'Withdrawals'],
  ['/retention', 'Deletion'],
  ['/routes', 'Routes of help'],
  ['/keys', 'Keys'],
  ['/partners', 'Partners'],
  ['/journal', 'Journal'],
  ['/help', 'Help'],
];

/** A whole page. Head, navigation and notices are the same on each. */
export function deskPage({
  title,
  body,
  current,
  around,
  refusal,
  toMend,
  done,
  typed,
  script,
}: PageParts): Html {
  return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${refusal === undefined ? '' : 'To mend: '}${title} · The desk · Another Story</title>
<link rel="stylesheet" href="/look/tokens.css">
<link rel="stylesheet" href="/look/desk.css">
${script === undefined ? '' : html`<script type="module" src="${script}"></script>`}
</head>
<body>
<a class="skip" href="#main">Skip to the page</a>
<header class="head">
<div class="wrap head__in">
<p class="head__name">The desk</p>
${around ? around.lock : ''}
</div>
${around ? ways(current, around) : ''}
</header>
<main id="main" class="wrap" tabindex="-1">
${refusal === undefined ? '' : html`<div class="refusal" role="alert"><p>${refusal}</p>${toMend === undefined ? '' : html`<ul class="needs">${toMend.map((each) => html`<li>${each}</li>`)}</ul>`}</div>`}
${done === undefined ? '' : html`<p class="done" role="status">${done}</p>`}
${typed === undefined || typed.fields.length === 0 ? '' : typedBack(typed)}
${around ? html`<div class="around">${notices(around)}</div><!--around-->` : ''}
<h1>${title}</h1>
${body}
</main>
</body>
</html>`;
}

/** What stands in the form that locks the desk. */
export function lockWords(moderator: string): Html {
  return html`<span>${moderator} is at work.</span> <button class="btn btn--quiet">Lock the desk</button>`;
}

function ways(current: string | undefined, { overview }: PageSurroundings): Html {
  const toTakeBack = overview.asked.filter(isToCarryOut).length;
  return html`<nav class="wrap ways" aria-label="The desk"><ul>
${parts.map(
  ([path, name]) =>
    html`<li><a href="${path}"${path === current ? html` aria-current="page"` : ''}>${name}${
      path === '/withdrawals' && toTakeBack > 0 ? ` (${toTakeBack})` : ''
    }</a></li>`,
)}
</ul></nav>`;
}

function notices({ overview, today }: PageSurroundings): Html {
  const { faults, waiting, spell } = overview;
  return html`${keysNotices(overview.publishedKeys)}${faults.map(
    ({ moderator, fault, line }) =>
      html`<div class="notice notice--care"><h2>A journal is damaged</h2><p>In the journal of ${moderator}, at line ${line}: ${journalFaults[fault]}. Nothing is deleted until it is mended: put back the newest whole copy of the folder “journals”.</p></div>`,
  )}${waiting.map(
    (item) =>
      html`<div class="notice notice--care"><p><strong>${
        isOverdue(item, today) ? 'Overdue: ' : 'Today: '
      }</strong><a href="/items/${item.id}">Submission ${shortId(item.id)}</a> waits for the safeguarding lead since ${timeInWords(item.since)}.</p></div>`,
  )}${
    spell.isTimeToStop
      ? html`<div class="notice"><h2>Time to stop</h2><p>${spellInWords(spell)} Stand up, go outside, talk to somebody. The rest will be here. <a href="/break">Write down that you take a break</a></p></div>`
      : ''
  }`;
}

/** What people call a submission: the first eight digits of its hash. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}

/** A time as it stands on the page: the day, and the hour in UTC. */
export function timeInWords(at: string): string {
  return `${dayInWords(at.slice(0, 10))}, ${at.slice(11, 16)} UTC`;
}

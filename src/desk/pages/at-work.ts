import { html } from 'hono/html';
import type { StoryMessage } from '#envelope/message.ts';
import { carriedOut } from '../deidentify/deidentify.ts';
import {
  keepWorkingCopy,
  type LatestCopies,
  latestCopiesOf,
  type WorkingCopy,
} from '../folder/working-copy.ts';
import type { Item } from '../journal/items.ts';
import { differenceOf } from '../text/difference.ts';
import { visibleText } from '../text/visible.ts';
import { Refused } from '../work/refused.ts';
import type { DeskForm } from './desk-pages.ts';
import type { Html } from './markup.ts';
import { itemOf, mustHaveRead, storyMessageOf } from './submission.ts';
import type { Visit } from './visit.ts';

/** A submission that somebody de-identifies, and how far it is. */
export interface AtWorkOn {
  readonly item: Item;
  readonly message: StoryMessage;
  readonly latest: LatestCopies;
  readonly work: WorkingCopy;
}

/**
 * The submission of an address, while it is being worked on.
 *
 * @throws {@link Refused} if it is not, or if this moderator has not read it
 */
export async function atWorkOn(visit: Visit): Promise<AtWorkOn> {
  const item = itemOf(visit);
  mustHaveRead(visit, item);
  if (item.stage !== 'triage') throw new Refused('It is not being worked on: open it again first.');
  const message = await storyMessageOf(visit, item);
  const latest = await latestCopiesOf(visit.at.store, item.id, message);
  return { item, message, latest, work: latest.newest };
}

/** Keeps a working copy of whoever is at work. */
export async function keep(
  { at, desk }: Visit,
  { item, latest }: AtWorkOn,
  copy: WorkingCopy,
): Promise<void> {
  await keepWorkingCopy(at.store, item.id, copy, latest, { now: desk.now(), moderator: at.moderator });
}

/**
 * True if the teller cannot be asked. Then words may only be taken out or made more general: nobody puts words into a
 * teller’s mouth.
 */
export function mayOnlyShrink(item: Item, { via }: StoryMessage): boolean {
  return via === 'self' || item.readBack === 'notPossible';
}

/** What is shown in place of the work while two desks have gone on from one copy without hearing of each other. */
export function twoCopies({ item, latest }: AtWorkOn, choose: DeskForm): Html {
  const textOf = ({ text, decisions, apart }: WorkingCopy) => carriedOut(text, decisions, apart).text;
  const newest = textOf(latest.newest);
  return html`<div class="notice notice--care"><h2>Two of you worked on it at once</h2><p>Two desks went on from the same text before they had heard of each other. Nothing is lost and nothing goes on until one of you chooses. Talk to each other first.</p></div>
${latest.others.map(({ name, moderator, copy }) => {
  const other = textOf(copy);
  return html`<section><h2>What ${moderator} decided, beside what came last</h2>
${
  other === newest
    ? html`<p>The words are the same. Other answers differ.</p>`
    : html`<div class="difference">${differenceOf(other.split('\n'), newest.split('\n')).map(
        ({ kind, pieces }) =>
          kind === 'same'
            ? html`<p class="hint">${pieces.filter((piece) => piece !== '').length} paragraphs alike</p>`
            : kind === 'removed'
              ? html`<del><span class="vh">Only there: </span>${pieces.map((piece) => html`<p>${visibleText(piece)}</p>`)}</del>`
              : html`<ins><span class="vh">Only in what came last: </span>${pieces.map((piece) => html`<p>${visibleText(piece)}</p>`)}</ins>`,
      )}</div>`
}
${choose.with(html`<input type="hidden" name="copy" value="${name}"><button class="btn btn--quiet">Go on with what ${moderator} decided</button>`, { params: { id: item.id } })}</section>`;
})}
${choose.with(html`<input type="hidden" name="copy" value=""><button class="btn">Go on with what came last</button>`, { params: { id: item.id } })}`;
}

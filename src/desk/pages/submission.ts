import type { Context } from 'hono';
import { html } from 'hono/html';
import { contentNotes } from '#domain/words/vocabularies.ts';
import { ageBands, type StoryMessage } from '#envelope/message.ts';
import type { Item } from '../journal/items.ts';
import { paragraphsIn } from '../text/paragraphs.ts';
import { visibleText } from '../text/visible.ts';
import { isChildAlone } from '../work/child-alone.ts';
import type { Outline } from '../work/outline.ts';
import { Refused } from '../work/refused.ts';
import { hasRead } from '../work/two-people.ts';
import type { Html } from './markup.ts';
import type { Visit } from './visit.ts';

/** The address of the submission that a request is about, or of one of the pages below it: `/read-back`. */
export function addressOf(context: Context, below = ''): string {
  return `/items/${encodeURIComponent(context.req.param('id') ?? '')}${below}`;
}

/**
 * The submission that an address names.
 *
 * @throws {@link Refused}
 */
export function itemOf({ context, overview }: Visit): Item {
  const item = overview.items.get(context.req.param('id') ?? '');
  if (!item) throw new Refused('There is no such submission.');
  return item;
}

/**
 * Refuses to go on unless the moderator chose to open the submission and the journal says so. Text is shown to nobody
 * else.
 *
 * @throws {@link Refused}
 */
export function mustHaveRead({ at }: Visit, item: Item): void {
  if (!hasRead(item, at.moderator))
    throw new Refused('You have not opened this story. Choose to read it first.');
}

/**
 * What the teller of a submission sent.
 *
 * @throws {@link Refused} if its words are deleted, or it is no story
 */
export async function storyMessageOf({ at }: Pick<Visit, 'at'>, { id }: Item): Promise<StoryMessage> {
  const message = await at.store.message(id);
  if (message?.kind !== 'story') throw new Refused('The desk no longer holds its words.');
  return message;
}

/** What can be said of a submission without its words. */
export function outlineInWords(outline: Outline | undefined): Html {
  if (!outline) return html`<p>Its words are deleted.</p>`;
  const { ageBand, words, notes, via, isFlagged } = outline;
  const isAlone = ageBand !== undefined && isChildAlone({ ageBand, via });
  return html`<p>${ageBand === undefined ? '' : `Teller aged ${ageBands[ageBand]}. `}${words} words. ${via === 'partner' ? 'Sent with a worker.' : 'Sent alone.'}
${notes.length > 0 ? `May have in it: ${notes.map((note) => contentNotes[note]).join(', ')}.` : ''}
${isAlone ? html`<strong class="flagged">Aged 12 to 15, and sent alone: the form stops there, so it came past it. It goes to the safeguarding lead.</strong>` : ''}
${isFlagged ? html`<strong class="flagged">Not to be read alone.</strong>` : ''}</p>`;
}

/** The paragraphs of a text as HTML: escaped, and with every hidden character shown. */
export function paragraphsOf(text: string): Html[] {
  return paragraphsIn(text).map((paragraph) => html`<p dir="auto">${visibleText(paragraph)}</p>`);
}

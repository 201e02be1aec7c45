import { html } from 'hono/html';
import type { Note } from '../folder/store.ts';
import { Refused } from '../work/refused.ts';
import { moderatorsHere } from '../work/two-people.ts';
import type { DeskForm, DeskPage } from './desk-pages.ts';
import { choiceField, proseField } from './fields.ts';
import type { Html } from './markup.ts';
import { timeInWords } from './page.ts';
import { itemOf } from './submission.ts';
import type { Visit } from './visit.ts';

/** The forms by which moderators write to each other about a submission, and hand it over. */
export interface NoteForms {
  readonly note: DeskForm;
  readonly handOver: DeskForm;
  readonly takeOn: DeskForm;
}

/** Adds those forms to the page of a submission. What is written is sealed with its words and deleted with them. */
export function noteForms(page: DeskPage<Visit>): NoteForms {
  const addNote = async ({ at, desk }: Visit, id: string, note: Omit<Note, 'by' | 'at'>) =>
    at.store.addNote(id, { ...note, by: at.moderator, at: desk.now() });
  return {
    note: page.form('/items/:id/note', async (visit, { form, go }) => {
      const { id } = itemOf(visit);
      const text = form.text('text').trim();
      if (text === '') throw new Refused('Write something first.');
      await addNote(visit, id, { text });
      return go(`/items/${id}#notes`);
    }),
    handOver: page.form('/items/:id/hand-over', async (visit, { form, go }) => {
      const { id } = itemOf(visit);
      const here = await moderatorsHere(visit.at);
      const [to, standIn] = [form.text('to'), form.text('standIn')];
      if (!here.includes(to)) throw new Refused('Choose to whom.');
      if (standIn !== '' && (!here.includes(standIn) || standIn === to))
        throw new Refused('Whoever stands in has to be somebody else.');
      await addNote(visit, id, { text: form.text('why').trim(), to, ...(standIn !== '' && { standIn }) });
      return go(`/items/${id}`, `${to} has it now.`);
    }),
    takeOn: page.form('/items/:id/take-on', async (visit, { go }) => {
      const { id } = itemOf(visit);
      await addNote(visit, id, { text: '', to: visit.at.moderator });
      return go(`/items/${id}`, 'You have it now.');
    }),
  };
}

/** Who has a submission: whoever it was handed to last, or who took it on. */
export function holderOf(notes: readonly Note[]): Pick<Note, 'to' | 'standIn'> | undefined {
  return notes.findLast(({ to }) => to !== undefined);
}

/** Who works on a submission, in words. */
export function holderInWords(notes: readonly Note[], moderator: string): string {
  const holder = holderOf(notes);
  if (holder?.to === undefined) return 'Nobody has taken it on.';
  const whose = holder.to === moderator ? 'You are working on it.' : `Being worked on by ${holder.to}.`;
  return holder.standIn === undefined
    ? whose
    : `${whose} ${holder.standIn === moderator ? 'You stand' : `${holder.standIn} stands`} in.`;
}

/** The notes of a submission, and what can be done with them. */
export async function notesSection(visit: Visit, forms: NoteForms): Promise<Html> {
  const { id } = itemOf(visit);
  const { moderator } = visit.at;
  const notes = await visit.at.store.notes(id);
  const others = (await moderatorsHere(visit.at)).filter((name) => name !== moderator);
  const names = others.map((name) => [name, name] as const);
  const params = { id };
  return html`<section id="notes"><h2>Between you</h2><p>${holderInWords(notes, moderator)} Notes are sealed, and deleted with the words.</p>
${holderOf(notes)?.to === moderator ? '' : forms.takeOn.with(html`<button class="btn btn--quiet">I work on it</button>`, { params, look: '' })}
${notes.filter(({ text, to }) => text !== '' || to !== undefined).length === 0 ? '' : html`<ul class="lines">${notes.map(({ by, at, text, to }) => html`<li><span class="hint">${timeInWords(at)}, ${by}${to === undefined ? '' : to === by ? ' took it on' : ` handed it to ${to}`}</span>${text === '' ? '' : html`<br><span dir="auto">${text}</span>`}</li>`)}</ul>`}
<details class="group"><summary>Write a note</summary>${forms.note.with(html`${proseField('text', 'Note', { rows: 3, help: 'To your colleagues, about the work. No name, no place, no guess at who it is.' })}<button class="btn btn--quiet">Keep the note</button>`, { params })}</details>
${names.length === 0 ? '' : html`<details class="group"><summary>Hand it over</summary>${forms.handOver.with(html`${choiceField('to', 'To', names, { empty: 'Choose one' })}${choiceField('standIn', 'Who stands in while they are away?', [[moderator, 'I do'], ...names], { empty: 'Nobody' })}${proseField('why', 'What they need to know (optional)', { rows: 2 })}<button class="btn btn--quiet">Hand it over</button>`, { params })}</details>`}</section>`;
}

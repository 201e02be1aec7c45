import { html } from 'hono/html';
import type { Content } from '#domain/schema/content.ts';
import {
  areaTypes,
  audiences,
  contentNotes,
  crimeTypes,
  type Language,
  languages,
  origins,
  valuesOf,
  voices,
} from '#domain/words/vocabularies.ts';
import type { StoryMessage } from '#envelope/message.ts';
import { addStory } from '#files/write.ts';
import type { ConsentRecord } from '../folder/store.ts';
import { workingCopyOf } from '../folder/working-copy.ts';
import type { Item } from '../journal/items.ts';
import { paragraphsIn } from '../text/paragraphs.ts';
import { visibleText } from '../text/visible.ts';
import type { Desk } from '../work/desk.ts';
import { moveItem } from '../work/moves.ts';
import { notesIn } from '../work/outline.ts';
import { draftFrom } from '../work/promoting.ts';
import { Refused } from '../work/refused.ts';
import type { DeskForm, DeskPages } from './desk-pages.ts';
import { choiceField, choicesField, proseField, textField } from './fields.ts';
import { Form } from './form.ts';
import type { Html } from './markup.ts';
import { shortId } from './page.ts';
import { itemOf, mustHaveRead, paragraphsOf, storyMessageOf } from './submission.ts';
import type { Visit } from './visit.ts';

/** Promotion: the agreed words become a draft under `content/stories/`, and nothing else leaves the desk. */
export function promotePages(pages: DeskPages, desk: Desk): void {
  const page = pages.page('/items/:id/promote', async (visit) => {
    const item = itemOf(visit);
    mustHaveRead(visit, item);
    return promotePage(visit, item, send, undefined, {});
  });
  const send: DeskForm = page.form('/items/:id/promote', async (visit, { form, go, show }) => {
    const item = itemOf(visit);
    if (item.stage !== 'consentRecorded') throw new Refused('Consent has to be recorded first.');
    const message = await storyMessageOf(visit, item);
    const { text } = await workingCopyOf(visit.at.store, item.id, message);
    const consent = await consentOf(visit, item);
    const drafted = await draftFrom(
      desk.options.root,
      form.text('slug').trim(),
      matterFrom(form, message, consent),
      paragraphsIn(text),
    );
    if ('mistakes' in drafted)
      return show(
        await promotePage(visit, item, send, form, { mistakes: mistakesOf(form, drafted.mistakes) }),
      );
    const { pseudonym } = drafted.data.teller;
    if (drafted.pseudonymTaken !== undefined && form.text('keepName') !== pseudonym)
      return show(
        await promotePage(visit, item, send, form, { taken: { pseudonym, why: drafted.pseudonymTaken } }),
      );
    await addStory(desk.options.root, drafted.slug, drafted.data, drafted.body);
    await moveItem(visit.at, item.id, 'promote', undefined, { slug: drafted.slug });
    return go(
      `/stories/${drafted.slug}`,
      `There is a draft now: content/stories/${drafted.slug}.md. Edit it with npm run edit.`,
    );
  });
}

async function consentOf({ at }: Visit, item: Item): Promise<ConsentRecord> {
  const consent = (await at.store.consents()).find(({ record }) => record === item.record);
  if (!consent) throw new Refused('There is no record of consent.');
  return consent;
}

function matterFrom(
  form: Form,
  message: StoryMessage,
  consent: ConsentRecord,
): Readonly<Record<string, unknown>> {
  const said = (name: string) => form.text(name).trim() || undefined;
  return {
    title: said('title'),
    summary: said('summary'),
    origin: said('origin'),
    teller: { pseudonym: said('pseudonym'), viewpoint: message.viewpoint, about: said('about') },
    areaType: said('areaType'),
    themes: form.list('themes'),
    transitionPoints: form.list('transitionPoints'),
    myths: form.list('myths'),
    support: form.list('support'),
    crimeTypes: form.list('crimeTypes'),
    contentNotes: form.list('contentNotes'),
    suitableFrom: said('suitableFrom'),
    opening: { line: said('line'), voice: said('voice') },
    shortVersion: said('shortVersion'),
    consent: {
      kind: 'given',
      record: consent.record,
      uses: consent.uses,
      givenOn: consent.givenOn,
      reviewBy: consent.reviewBy,
    },
    month: said('month'),
    language: said('language'),
  };
}

/** Choices of one that the form has. What the rules would take from elsewhere is not said of them. */
const single: Readonly<Record<string, string>> = { origin: 'How it was told', suitableFrom: 'Suitable from' };

/** What is to mend, one by one. Of a choice that was not made it says only that. */
function mistakesOf(form: Form, mistakes: readonly string[]): readonly string[] {
  const unchosen = Object.entries(single).filter(([name]) => form.text(name) === '');
  return [
    ...unchosen.map(([, label]) => `${label}: choose one`),
    ...mistakes.filter((mistake) => !unchosen.some(([, label]) => mistake.startsWith(`${label}:`))),
  ];
}

/** Why a draft was not made of what was typed. */
interface NotYet {
  readonly mistakes?: readonly string[];
  /** A pseudonym that another story has already. It may be meant, so whoever promotes is asked, once for each name. */
  readonly taken?: { readonly pseudonym: string; readonly why: string };
}

async function promotePage(
  { desk, at }: Visit,
  item: Item,
  send: DeskForm,
  typed: Form | undefined,
  { mistakes, taken }: NotYet,
) {
  const { content } = await desk.content();
  const message = await storyMessageOf({ at }, item);
  const { text } = await workingCopyOf(at.store, item.id, message);
  const form = typed ?? new Form(beginning(message, text, desk.today()));
  return {
    title: 'Promote to a draft',
    current: '/inbox',
    refusal:
      mistakes === undefined
        ? taken && `Pseudonym: ${taken.why}`
        : mistakes.length === 1
          ? 'One thing is to mend. Nothing of what you typed is lost.'
          : `${mistakes.length} things are to mend. Nothing of what you typed is lost.`,
    toMend: mistakes,
    body: html`<p class="lead">Submission ${shortId(item.id)}</p>
<p>The words below become the story’s body as they stand. Everything else can be changed later with <code>npm run edit</code>; a draft is not published until two of you have signed it.</p>
<details class="group"><summary>The words</summary><article class="told">${paragraphsOf(text)}</article></details>
${send.with(
  html`${fields(form, content)}
${taken ? html`<label class="choice"><input type="checkbox" name="keepName" value="${taken.pseudonym}"> <span>Keep “${visibleText(taken.pseudonym)}” all the same: readers may take the two stories for one person’s</span></label>` : ''}
<button class="btn">Make the draft</button>`,
  { params: { id: item.id } },
)}
<p><a href="/items/${item.id}">Back to the submission</a></p>`,
  };
}

function beginning(message: StoryMessage, text: string, today: string): Readonly<Record<string, unknown>> {
  const first = paragraphsIn(text)[0]?.match(/^.{9,}?[.!?](?=\s|$)/)?.[0] ?? '';
  return {
    line: first.length <= 160 ? first : '',
    voice: 'even',
    origin: message.via === 'partner' ? '' : 'firstPerson',
    areaType: 'unstated',
    language: valuesOf(languages).includes(message.language as Language) ? message.language : 'en-GB',
    contentNotes: notesIn(text),
    month: today.slice(0, 7),
  };
}

function fields(form: Form, content: Content): Html {
  const value = (name: string) => ({ value: form.text(name) });
  const named = (entries: ReadonlyMap<string, { readonly data: unknown }>, field: string) =>
    [...entries].map(([slug, { data }]) => [slug, String((data as Record<string, unknown>)[field])] as const);
  const told = Object.entries(origins).filter(([origin]) => origin !== 'composite');
  return html`<section class="group stack"><h2>What it is called</h2>
${textField('title', 'Title', { ...value('title'), help: '4 to 80 characters. No place, no real name.' })}
${textField('slug', 'Short name', { ...value('slug'), help: 'The story’s address: small letters, digits and hyphens. It cannot be changed.' })}
${proseField('summary', 'Summary', { ...value('summary'), rows: 3, help: 'One or two sentences, 40 to 220 characters. Do not give the ending away.' })}</section>
<section class="group stack"><h2>Who tells it</h2>
${choiceField('origin', 'How it was told', told, { ...value('origin'), empty: 'Choose one' })}
${textField('pseudonym', 'Pseudonym', { ...value('pseudonym'), help: 'A made-up name that no other story uses.' })}
${textField('about', 'About the teller (optional)', { ...value('about'), help: 'No place, no exact age, nothing that points to a person.' })}
${choiceField('areaType', 'Kind of area', Object.entries(areaTypes), value('areaType'))}</section>
<section class="group stack"><h2>How it opens</h2>
${textField('line', 'Opening line', { ...value('line'), help: 'Word for word from the story, 10 to 160 characters. The story is listed by it.' })}
${choiceField('voice', 'How the line is said', Object.entries(voices), value('voice'))}
${proseField('shortVersion', 'Short version', { ...value('shortVersion'), help: '60 to 160 words, without any threat or harm in scene.' })}</section>
<section class="group stack"><h2>What a reader is told before</h2>
${choiceField('suitableFrom', 'Suitable from', Object.entries(audiences), { ...value('suitableFrom'), empty: 'Choose one' })}
${choicesField('contentNotes', 'Content notes', Object.entries(contentNotes), { chosen: form.list('contentNotes'), help: 'Guessed from the words. Look at each.' })}
${choiceField('language', 'Language', Object.entries(languages), value('language'))}
${textField('month', 'Month', { ...value('month'), help: 'The year and the month as figures, such as 2026-12 for December 2026.' })}</section>
<section class="group stack"><h2>Where it belongs</h2>
${choicesField('themes', 'Themes', named(content.themes, 'name'), { chosen: form.list('themes'), help: 'One to four.' })}
${choicesField('myths', 'Myths', named(content.myths, 'claim'), { chosen: form.list('myths'), help: 'One to four.' })}
${choicesField('support', 'Support routes', named(content.support, 'name'), { chosen: form.list('support'), help: 'One to four.' })}
${choicesField('transitionPoints', 'Transition points', named(content['transition-points'], 'name'), { chosen: form.list('transitionPoints'), help: 'None to three.' })}
${choicesField('crimeTypes', 'Kinds of crime', Object.entries(crimeTypes), { chosen: form.list('crimeTypes') })}</section>`;
}

import type { PublishedStory } from '#domain/gate/published.ts';
import type { ShelvedPack } from '#domain/shelf/shelved-pack.ts';
import { escapeHtml } from '#domain/text/escape.ts';
import { htmlOf, type MayFollow } from '#domain/text/story-html.ts';
import { readStoryText } from '#domain/text/story-text.ts';
import { audiences, contentNotes, origins } from '#domain/words/vocabularies.ts';
import { inARow } from '#domain/words/wording.ts';
import { imprintOf, routesOf, type SiteFacts } from './imprint.ts';
import { helpHtml, imprintHtml } from './presenter-file.ts';
import { stickPage } from './stick-page.ts';

/** A file on a stick has no site around it, and outlives a story that is taken back. */
const toOtherSites: MayFollow = (url) => url.startsWith('https://');

/** A story to read or to print, as one file: its label, what is in it, the pauses, and where help is. */
export function storyFile(
  { data, body }: PublishedStory<'print'>,
  pack: ShelvedPack<'print'>,
  site: SiteFacts,
): string {
  const label = origins[data.origin];
  const notes = data.contentNotes.map((note) => contentNotes[note]);
  const sections = readStoryText(body).sections.map(({ heading, blocks }) => {
    const pauses = data.pauses
      .filter(({ after }) => after === heading)
      .map(
        ({ question, prompt }) =>
          `<aside class="pause"><p><strong>${escapeHtml(question)}</strong><br>${escapeHtml(prompt ?? 'Say it to yourself or to somebody beside you. You can pass.')}</p></aside>`,
      );
    return `<section>${heading === undefined ? '' : `<h2>${escapeHtml(heading)}</h2>`}${blocks.map((block) => htmlOf(block, toOtherSites)).join('')}</section>${pauses.join('')}`;
  });
  return stickPage(
    {
      title: data.title,
      main: `<h1 lang="${data.language}">${escapeHtml(data.title)}</h1>
<p><strong>${escapeHtml(label)}.</strong></p>
<p class="small">${notes.length > 0 ? `In this story: ${escapeHtml(inARow(notes))}. ` : ''}Suitable from ${escapeHtml(audiences[data.suitableFrom])}. You can stop at any time.</p>
<article lang="${data.language}">${sections.join('\n')}</article>
<p><strong>${escapeHtml(label)}.</strong></p>
${imprintHtml(imprintOf(pack, site))}`,
      after: helpHtml(routesOf(pack)),
    },
    site,
  );
}

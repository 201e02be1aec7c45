import { questionSorts, readingGone, type ShelvedGuide } from '#domain/shelf/shelved-guide.ts';
import {
  contentNotes,
  guideKinds,
  guideReaders,
  guideSettings,
  origins,
} from '#domain/words/vocabularies.ts';
import { inARow } from '#domain/words/wording.ts';
import { guideImprintOf, helpLineOf, routesOf, type SiteFacts } from './imprint.ts';
import { sourcesOf } from './plan.ts';
import { fittedPdfOf } from './typst.ts';

/** A guide to one conversation is one sheet of paper, printed on both sides, so that it goes into a pocket. */
export const pagesOfConversation = 2;

/** Type sizes in points, the largest first. Below the smallest a guide is hard to read in a car. */
const sizes = [11, 10.5, 10, 9.5] as const;

/**
 * A guide on paper. A guide to one conversation has two pages; one to several meetings has as many as it needs, and
 * each paper to hand out begins on a page of its own.
 */
export function guidePdf(guide: ShelvedGuide<'print'>, site: SiteFacts): Uint8Array {
  const data = guideData(guide, site);
  return guide.data.kind === 'conversation'
    ? fittedPdfOf('guide', data, sizes, pagesOfConversation + data.sheets.length)
    : fittedPdfOf('guide', data, [sizes[0]], Number.POSITIVE_INFINITY);
}

/** What a guide on paper says of the law in it; empty where there is none. */
function lawLineOf({ rules }: ShelvedGuide<'print'>, site: SiteFacts): string {
  if (rules.length === 0) return '';
  const unread = rules.some(({ data }) => data.readBy === 'nobody');
  return `${unread ? 'No lawyer has read the law in this guide. ' : ''}No legal advice: see ${site.url}/about/law/.`;
}

/** What the template `guide.typ` draws, all but the size of its type. */
export function guideData(guide: ShelvedGuide<'print'>, site: SiteFacts) {
  const { data } = guide;
  return {
    imprint: guideImprintOf(guide, site),
    name: guideKinds[data.kind],
    help: helpLineOf(guide),
    routes: routesOf(guide),
    strapline: data.strapline,
    glance: [
      `For ${inARow(data.readers.map((reader) => guideReaders[reader].toLowerCase()))}.`,
      `${guideSettings[data.setting]}, ${data.minutes} minutes.`,
      data.contentNotes.length > 0
        ? `In it: ${inARow(data.contentNotes.map((note) => contentNotes[note]))}.`
        : '',
    ].join(' '),
    opening: guide.opening,
    notice: data.notice,
    open: data.open,
    missing: guide.missing > 0 ? readingGone : '',
    readings: guide.readings.map(({ story, why }) => ({
      title: story.data.title,
      label: origins[story.data.origin],
      why,
      stops: story.data.pauses.map(({ after, question }) => ({ after, question })),
      page: `${site.url}/stories/${story.slug}/`,
    })),
    instead: guide.readings.length > 0 ? '' : data.instead,
    questions: Object.entries(questionSorts).map(([sort, heading]) => ({
      heading,
      ask: data.questions[sort as keyof typeof questionSorts],
    })),
    myths: guide.myths.map(({ myth, when }) => ({
      reality: myth.data.reality,
      claim: myth.data.claim,
      reply: myth.data.reply,
      when,
    })),
    helps: data.helps,
    avoid: data.avoid,
    disclosure: data.disclosure,
    after: data.after,
    meetings: data.meetings,
    sheets: data.sheets,
    sources: sourcesOf(guide.sources),
    law: lawLineOf(guide, site),
  };
}

import { amountInWords } from '#domain/schema/myth.ts';
import { inShort } from '#domain/schema/support-route.ts';
import type { Library } from '#domain/shelf/shelf.ts';
import { inShortOf, planOf, titleOf } from '#domain/shelf/shelved-pack.ts';
import { escapeHtml } from '#domain/text/escape.ts';
import { plainTextsInMdx } from '#domain/text/mdx-text.ts';
import { htmlOf, type MayFollow } from '#domain/text/story-html.ts';
import { readStoryText } from '#domain/text/story-text.ts';
import {
  audiences,
  contentNotes,
  guideReaders,
  languages,
  origins,
  subjects,
} from '#domain/words/vocabularies.ts';
import { dayInWords, inARow } from '#domain/words/wording.ts';

/** A page as the search engine is given it: its own words, without the menus and lists that other pages have too. */
export interface SearchRecord {
  /** The page's path, such as `/stories/a-slug/`. */
  readonly url: string;
  readonly html: string;
}

/** What a search can be narrowed by. */
interface Filters {
  readonly kind: string;
  readonly theme?: readonly string[];
  readonly moment?: readonly string[];
  readonly audience?: string | readonly string[];
  readonly note?: readonly string[];
  readonly time?: string;
}

/** Only words are searched, and no word of an address may be found. */
const toNothing: MayFollow = () => false;

/** The records of everything that can be searched. Takes a library, so nothing held can be among them. */
export function* searchRecords(library: Library): Generator<SearchRecord> {
  for (const { story, minutes, themes, transitionPoints } of library.stories) {
    const { data } = story;
    const sections = readStoryText(story.body).sections.map(
      ({ heading, id, blocks }) =>
        `${heading ? heading2(heading, id) : ''}${blocks.map((block) => htmlOf(block, toNothing)).join('')}`,
    );
    yield record(
      `/stories/${story.slug}/`,
      data.title,
      `<p>${escapeHtml(data.summary)}</p>${sections.join('')}`,
      {
        kind: 'Stories',
        theme: themes.map((theme) => theme.data.name),
        moment: transitionPoints.map((point) => point.data.name),
        audience: audiences[data.suitableFrom],
        note: data.contentNotes.map((note) => contentNotes[note]),
        time: minutes <= 3 ? 'Up to 3 minutes' : minutes <= 5 ? '4 or 5 minutes' : 'Longer',
      },
      `${origins[data.origin]}${data.language === 'en-GB' ? '' : `. ${languages[data.language]}`}`,
    );
  }
  for (const { slug, data, body, themes } of library.myths) {
    const figures = data.figures.map(
      (figure, index) =>
        `${heading2(figure.says, `f${index + 1}`)}<p>${amountInWords(figure.value, figure.unit)}. ${escapeHtml(figure.place)}.</p>`,
    );
    yield record(
      `/myths/${slug}/`,
      data.reality,
      [
        ...[data.kernel, data.whyItMisleads.explanation].map(paragraph),
        ...figures,
        heading2('What’s behind it', 'b-h'),
        ...plainTextsInMdx(body).map(paragraph),
        heading2('If somebody says it to you', 'br-h'),
        paragraph(`They say: ${data.claim} You could say: ${data.reply}`),
        heading2('What helps', 'h-h'),
        ...data.whatHelps.map(({ title, text }) => paragraph(`${title} ${text}`)),
      ].join(''),
      {
        kind: 'Myths',
        theme: themes.map((theme) => theme.data.name),
        audience: audiences[data.suitableFrom],
      },
      'What’s known',
    );
  }
  for (const pack of library.packs) {
    const { slug, data } = pack;
    yield record(
      `/lesson-packs/${slug}/`,
      data.title,
      [
        ...[data.strapline, data.aims.outcome, ...data.aims.keyPoints].map(paragraph),
        paragraph(data.subjects.map((subject) => subjects[subject]).join(', ')),
        paragraph(pack.curriculum.map(({ code, paraphrase }) => `${code} ${paraphrase}`).join('. ')),
        ...planOf(pack, 'fifty').flatMap(({ taught }) => [
          heading2(titleOf(taught), `a-${taught.activity.value.id}`),
          paragraph(inShortOf(taught)),
        ]),
      ].join(''),
      {
        kind: 'Lessons',
        theme: pack.themes.map((theme) => theme.data.name),
        audience: data.levels.map((level) => audiences[level]),
        note: data.care.notes.map((note) => contentNotes[note]),
      },
      data.stages,
    );
  }
  for (const guide of library.guides) {
    const { slug, data, transitionPoint } = guide;
    const section = (name: string, id: string, texts: readonly string[]) =>
      texts.length > 0 ? `${heading2(name, id)}${texts.map(paragraph).join('')}` : '';
    yield record(
      `/guides/${slug}/`,
      data.title,
      [
        ...[data.strapline, data.summary, ...guide.opening].map(paragraph),
        section('What you may notice', 'notice', data.notice),
        section('How to open', 'open', [data.open.how, ...data.open.say]),
        section('Questions', 'questions', Object.values(data.questions).flat()),
        section(
          'If you hear this',
          'myths',
          guide.myths.map(({ myth, when }) => `${myth.data.reality} ${when}`),
        ),
        section('What helps', 'helps', data.helps),
        section('What not to do', 'avoid', data.avoid),
        section('If somebody tells you something', 'told', data.disclosure),
        section('Afterwards', 'after', data.after),
        section(
          'The meetings',
          'meetings',
          data.meetings.map(({ title, aim }) => `${title}. ${aim}`),
        ),
      ].join(''),
      {
        kind: 'Guides',
        theme: guide.themes.map((theme) => theme.data.name),
        ...(transitionPoint && { moment: [transitionPoint.data.name] }),
        audience: audiences[data.suitableFrom],
        note: data.contentNotes.map((note) => contentNotes[note]),
      },
      inARow(data.readers.map((reader) => guideReaders[reader])),
    );
  }
  for (const { slug, body, data } of library.tells) {
    yield record(
      `/tell/${slug}/`,
      data.title,
      [
        data.summary,
        ...data.sounds,
        ...plainTextsInMdx(body),
        ...data.facts,
        ...data.tonight,
        ...data.people.map(({ who, next }) => `${who}. ${next}`),
        ...data.keeps,
        ...data.passes,
        ...data.asks,
        ...data.wrong.map(({ what, answer }) => `${what} ${answer}`),
      ]
        .map(paragraph)
        .join(''),
      { kind: 'If it’s happening to you', audience: audiences.thirdFourth },
      'What you can do tonight',
    );
  }
  const answered = library.answers.flatMap(({ slug, data }) => (data ? [{ slug, data }] : []));
  if (answered.length > 0) {
    yield record(
      '/if-you-tell/',
      'What happens if I tell?',
      answered
        .map(({ slug, data }) =>
          [
            heading2(data.title, slug),
            ...[
              data.lead,
              ...data.points.map(({ name, text }) => `${name}. ${text}`),
              ...data.more.map(({ name, text }) => `${name}. ${text}`),
            ].map(paragraph),
          ].join(''),
        )
        .join(''),
      { kind: 'If it’s happening to you' },
      'Step by step',
    );
  }
  if (library.law.length > 0) {
    yield record(
      '/about/law/',
      'The law, as we read it',
      library.law
        .map(({ slug, data }) => `${heading2(data.title, slug)}${paragraph(`${data.says} ${data.from}`)}`)
        .join(''),
      { kind: 'Evidence' },
      'Law, dated',
    );
  }
  for (const { slug, data } of library.sheets) {
    yield record(
      `/sheets/${slug}/`,
      data.title,
      [
        data.strapline,
        data.forWhom,
        ...data.first,
        ...data.parts.flatMap(({ title, how = '', items }) => [title, how, ...items]),
        ...data.never,
        ...data.after,
      ]
        .map(paragraph)
        .join(''),
      { kind: 'Ways in' },
      'A sheet to print',
    );
  }
  if (library.programmes.length > 0) {
    yield record(
      '/about/others/',
      'Who else does this in Scotland',
      library.programmes
        .map(
          ({ slug, data }) =>
            `${heading2(data.name, slug)}${[data.runBy, data.what, data.forWhom, data.instead].map(paragraph).join('')}`,
        )
        .join(''),
      { kind: 'Ways in' },
      'Others, and when to use them instead',
    );
  }
  if (library.priorities.length > 0) {
    yield record(
      '/evidence/priorities/',
      'Eight threats, and whom to tell',
      library.priorities
        .map(
          ({ slug, data }) =>
            `${heading2(data.name, slug)}${[
              data.what,
              ...data.drawnIn,
              ...data.hurt,
              ...data.notice,
              ...data.tell.map(({ who, what }) => `${who}. ${what}`),
            ]
              .map(paragraph)
              .join('')}`,
        )
        .join(''),
      { kind: 'Evidence' },
      'Who is hurt, and whom to tell',
    );
  }
  for (const { slug, data } of library.ways) {
    yield record(
      `/for/${slug}/`,
      data.name,
      [
        data.strapline,
        data.who,
        ...data.plainly.flatMap(({ asks, answer }) => [asks, answer]),
        data.standingNote,
        ...data.does.map(({ what }) => what),
      ]
        .map(paragraph)
        .join(''),
      { kind: 'Ways in' },
      'What you can do',
    );
  }
  if (library.threats.length > 0) {
    yield record(
      '/evidence/threats/',
      'How threats changed',
      library.threats
        .map(
          ({ slug, data }) =>
            `${heading2(data.says, slug)}${paragraph(`${dayInWords(data.date)}. ${data.about}`)}`,
        )
        .join(''),
      { kind: 'Evidence' },
      'A timeline',
    );
  }
  const [study] = library.studies;
  if (study) {
    const { data } = study;
    yield record(
      '/evidence/research/',
      data.title,
      [data.lead, ...data.facts.map(({ what, says }) => `${what}: ${says}`), ...data.limits]
        .map(paragraph)
        .join(''),
      { kind: 'Evidence' },
      'The research',
    );
  }
  for (const { slug, data } of library.sources) {
    const text = [data.summary, data.limits, `${data.publisher}, ${data.year}, ${data.place}`]
      .map(paragraph)
      .join('');
    yield record(
      `/evidence/${slug}/`,
      data.title,
      text,
      { kind: 'Evidence' },
      `${data.publisher}, ${data.year}`,
    );
  }
  if (library.corrections.length > 0) {
    yield record(
      '/about/corrections/',
      'Corrections',
      library.corrections
        .map(
          ({ slug, data }) =>
            `${heading2(data.title, slug)}${[`${dayInWords(data.changedOn)}.`, data.was, data.is, data.because].map(paragraph).join('')}`,
        )
        .join(''),
      { kind: 'Evidence' },
      'Facts that were changed',
    );
  }
  for (const { slug, data } of library.support) {
    const text = [data.about, [inShort(data), data.phone, data.cannot].filter(Boolean).join('. ')]
      .map(paragraph)
      .join('');
    yield record(`/support/#${slug}`, data.name, text, { kind: 'Help' }, data.phone ?? data.forWhom);
  }
  for (const { slug, data } of library.themes) {
    yield record(
      `/themes/${slug}/`,
      data.name,
      [data.summary, ...data.findings].map(paragraph).join(''),
      { kind: 'Themes and moments' },
      'Theme',
    );
  }
  for (const { slug, data } of library.transitionPoints) {
    const text = [data.summary, data.whatChanges, ...data.whatHelps].map(paragraph).join('');
    yield record(`/transition-points/${slug}/`, data.name, text, { kind: 'Themes and moments' }, 'Moment');
  }
}

function record(url: string, title: string, body: string, filters: Filters, about: string): SearchRecord {
  const marks = Object.entries(filters)
    .flatMap(([name, value]: [string, string | readonly string[]]) =>
      [value].flat().map((each) => `${name}:${each}`),
    )
    .map((mark) => `<span data-pagefind-filter="${escapeHtml(mark)}"></span>`);
  // All records are in one language, because Pagefind searches only the pages in the language of the search page.
  return {
    url,
    html:
      `<!doctype html><html lang="en-GB"><body>${marks.join('')}<span data-pagefind-meta="about:${escapeHtml(about)}"></span>` +
      `<main data-pagefind-body><h1 data-pagefind-meta="title" data-pagefind-weight="10">${escapeHtml(title)}</h1>${body}</main></body></html>`,
  };
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

function heading2(text: string, id: string): string {
  return `<h2 id="${id}">${escapeHtml(text)}</h2>`;
}

import type { Verdict } from '#domain/gate/gate.ts';
import { publish } from '#domain/gate/publish.ts';
import type { PublishedStory } from '#domain/gate/published.ts';
import { withGoodConfirmations } from '#domain/review/confirmations.ts';
import { type KnownVerdicts, verdictsOn } from '#domain/review/report.ts';
import type { Content, Entry } from '#domain/schema/content.ts';
import { yearAsNumber } from '#domain/schema/threat.ts';
import { rulesOf } from '#domain/shelf/law-shelf.ts';
import type { Library, ShelvedStory } from '#domain/shelf/shelf.ts';
import type { ShelvedGuide } from '#domain/shelf/shelved-guide.ts';
import type { ShelvedPack } from '#domain/shelf/shelved-pack.ts';
import { countWords } from '#domain/text/count-words.ts';
import { minutesToRead } from '#domain/text/story-text.ts';
import { type Audience, audienceRank, type Use } from '#domain/words/vocabularies.ts';
import { shelvePriorities, shelveProgrammes, shelveSheets, withoutWaitingMyths } from './beside.ts';
import { shelveCorrections } from './corrections.ts';
import { compareTexts, entriesNamed } from './entries.ts';
import { shelveGuides } from './guides.ts';
import { shelvePacks } from './packs.ts';
import { shelveAnswers, shelveLaw, shelveTells } from './tells.ts';
import { shelveWay } from './ways.ts';

/** Puts content through the gate and resolves its links. References to what is held or gone drop out. */
export function libraryOf(given: Content, today: string, known?: KnownVerdicts): Library {
  const content = withoutWaitingMyths(withGoodConfirmations(given));
  const verdicts = verdictsOn(content, today, known);
  const stories = published(content, verdicts, 'site').map((story) => shelve(content, story));
  const minutes = new Map(stories.map((shelved) => [shelved.story.slug, shelved.minutes]));
  const taught = published(content, verdicts, 'lessons');
  const printed = published(content, verdicts, 'print').filter(({ uses }) => uses.includes('lessons'));
  const inOrder = <D extends { order: number }>(entries: ReadonlyMap<string, Entry<D>>) =>
    [...entries.values()].sort((a, b) => a.data.order - b.data.order || compareTexts(a.slug, b.slug));
  const shelf = {
    site: content.site,
    today,
    stories,
    quoted: published(content, verdicts, 'quotes'),
    // Every use requires the use of the site, so a story that is taught is among the stories, and has its minutes.
    taught: taught.map((story) => ({ story, minutes: minutes.get(story.slug) as number })),
    myths: [...content.myths.values()]
      .map((myth) => ({
        ...myth,
        sources: entriesNamed(content, 'sources', myth.data.sources),
        themes: entriesNamed(content, 'themes', myth.data.themes),
        rules: rulesOf(content, myth.data),
      }))
      // Pages for adults come last, wherever myths are listed.
      .sort(
        (a, b) =>
          Number(a.data.suitableFrom === 'adult') - Number(b.data.suitableFrom === 'adult') ||
          compareTexts(a.data.reality, b.data.reality),
      ),
    packs: shelvePacks(content, taught, 'lessons'),
    printedPacks: shelvePacks(content, printed, 'print'),
    guides: shelveGuides(content, taught, 'lessons'),
    printedGuides: shelveGuides(content, printed, 'print'),
    sources: [...content.sources.values()].sort(
      (a, b) => b.data.year - a.data.year || compareTexts(a.data.title, b.data.title),
    ),
    threats: inOrder(content.threats).sort((a, b) => yearAsNumber(a.data.date) - yearAsNumber(b.data.date)),
    contradictions: inOrder(content.contradictions),
    studies: [...content.studies.values()].sort((a, b) => compareTexts(a.slug, b.slug)),
    support: inOrder(content.support),
    themes: inOrder(content.themes),
    transitionPoints: inOrder(content['transition-points']),
    helpNow: entriesNamed(content, 'support', content.site.helpNow),
    withdrawn: [...content.withdrawals.keys()].sort(),
  };
  const tells = shelveTells(content, inOrder(content.tell), stories);
  return {
    ...shelf,
    ways: inOrder(content.ways).flatMap((way) => shelveWay(content, way, shelf) ?? []),
    tells,
    sheets: shelveSheets(content, inOrder(content.sheets)),
    programmes: shelveProgrammes(inOrder(content.programmes)),
    priorities: shelvePriorities(content, inOrder(content.priorities), { ...shelf, tells }),
    answers: shelveAnswers(content, inOrder(content.answers)),
    law: shelveLaw(content),
    corrections: shelveCorrections(content, shelf),
  };
}

/** A story as its page would show it, whatever the gate says: for the preview while editing, and nothing else. */
export function previewOf(content: Content, slug: string): ShelvedStory | undefined {
  const story = content.stories.get(slug);
  const shown = story && publish(story, { uses: ['site'], held: [] }, 'site');
  return shown && shelve(content, shown);
}

/** Up to `most` other stories to read next: those that share most themes. Never two by one teller. */
export function relatedTo(library: Library, { story }: ShelvedStory, most = 2): readonly ShelvedStory[] {
  const themes = new Set(story.data.themes);
  const tellers = new Set([story.data.teller.pseudonym]);
  const byTheme = themesOf(library.stories, story.data.suitableFrom);
  // Sixty of each theme are enough to choose from. Looking through all stories for every story would take minutes.
  const near = story.data.themes.flatMap((theme) => byTheme.get(theme)?.slice(0, 60) ?? []);
  return [...new Map(near.map(({ place, other }) => [place, other]))]
    .map(([place, other]) => ({
      place,
      other,
      shared: other.story.data.themes.filter((theme) => themes.has(theme)).length,
    }))
    .sort((a, b) => b.shared - a.shared || a.place - b.place)
    .map(({ other }) => other)
    .filter(
      ({ story: { data } }) => !tellers.has(data.teller.pseudonym) && tellers.add(data.teller.pseudonym),
    )
    .slice(0, most);
}

/** A story, and its place among all of them. */
interface Near {
  readonly other: ShelvedStory;
  readonly place: number;
}

/** By theme, the stories that suit an audience. Found once for each audience and kept, because every story's page asks. */
function themesOf(stories: Library['stories'], audience: Audience): ReadonlyMap<string, readonly Near[]> {
  const known = suitable.get(stories) ?? new Map<Audience, ReadonlyMap<string, readonly Near[]>>();
  suitable.set(stories, known);
  const found =
    known.get(audience) ??
    Map.groupBy(
      stories.flatMap((other, place) =>
        audienceRank(other.story.data.suitableFrom) <= audienceRank(audience)
          ? other.story.data.themes.map((theme) => ({ theme, other, place }))
          : [],
      ),
      ({ theme }) => theme,
    );
  known.set(audience, found);
  return found;
}
const suitable = new WeakMap<Library['stories'], Map<Audience, ReadonlyMap<string, readonly Near[]>>>();

/** Stories in which a theme, transition point, myth or source is named. */
export function storiesWith(
  library: Library,
  field: 'themes' | 'transitionPoints' | 'myths' | 'sources',
  slug: string,
): readonly ShelvedStory[] {
  return library.stories.filter((shelved) => shelved[field].some((entry) => entry.slug === slug));
}

/** Lesson packs that a story or a myth is in. */
export function packsWith(
  library: Library,
  field: 'stories' | 'myths',
  slug: string,
): readonly ShelvedPack<'lessons'>[] {
  return library.packs.filter(({ data }) => data[field].includes(slug));
}

/** Guides that read a story, or are for a transition point. */
export function guidesWith(
  library: Library,
  field: 'stories' | 'transitionPoint',
  slug: string,
): readonly ShelvedGuide<'lessons'>[] {
  return library.guides.filter(({ readings, transitionPoint }) =>
    field === 'stories' ? readings.some(({ story }) => story.slug === slug) : transitionPoint?.slug === slug,
  );
}

function published<U extends Use>(
  content: Content,
  verdicts: ReadonlyMap<string, Verdict>,
  use: U,
): PublishedStory<U>[] {
  return [...content.stories.values()]
    .flatMap((story) => {
      const verdict = verdicts.get(story.slug);
      return (verdict && publish(story, verdict, use)) ?? [];
    })
    .sort((a, b) => compareTexts(b.data.month, a.data.month) || compareTexts(a.slug, b.slug));
}

function shelve(content: Content, story: PublishedStory): ShelvedStory {
  const { data } = story;
  return {
    story,
    minutes: minutesToRead(countWords(story.body)),
    themes: entriesNamed(content, 'themes', data.themes),
    transitionPoints: entriesNamed(content, 'transition-points', data.transitionPoints),
    myths: entriesNamed(content, 'myths', data.myths).filter(
      (myth) => audienceRank(myth.data.suitableFrom) <= audienceRank(data.suitableFrom),
    ),
    support: entriesNamed(content, 'support', data.support),
    sources: entriesNamed(content, 'sources', data.sources),
  };
}

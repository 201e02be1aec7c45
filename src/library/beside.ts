import type { Content, Entry } from '#domain/schema/content.ts';
import type { Priority } from '#domain/schema/priority.ts';
import type { Programme } from '#domain/schema/programme.ts';
import type { Sheet } from '#domain/schema/sheet.ts';
import { rulesOf, waitingRules, withoutWaiting } from '#domain/shelf/law-shelf.ts';
import type { Library, ShelvedPriority, ShelvedSheet } from '#domain/shelf/shelf.ts';
import { plainTextsInMdx } from '#domain/text/mdx-text.ts';
import { programmeKinds, valuesOf } from '#domain/words/vocabularies.ts';
import { entriesNamed } from './entries.ts';

/** What stands beside the stories, packs and guides: sheets to print, what others do, the threats that were put first. */

/** Sheets, each without what rests on a rule of law that waits. */
export function shelveSheets(content: Content, sheets: readonly Entry<Sheet>[]): readonly ShelvedSheet[] {
  const waiting = waitingRules(content);
  return sheets.flatMap(({ data: written, ...entry }) => {
    const data = withoutWaiting(written, [], waiting);
    return data ? { ...entry, data, rules: rulesOf(content, data) } : [];
  });
}

/** What others do, in the order of the groups on their page. */
export function shelveProgrammes(programmes: readonly Entry<Programme>[]): readonly Entry<Programme>[] {
  const kinds = valuesOf(programmeKinds);
  return programmes.toSorted((a, b) => kinds.indexOf(a.data.kind) - kinds.indexOf(b.data.kind));
}

/** Threats that were put first, with what they name. What is held or gone is left out, and what rests on a rule that waits. */
export function shelvePriorities(
  content: Content,
  priorities: readonly Entry<Priority>[],
  shelf: Pick<Library, 'tells' | 'stories' | 'myths' | 'guides'>,
): readonly ShelvedPriority[] {
  const waiting = waitingRules(content);
  return priorities.flatMap(({ data: written, ...entry }) => {
    const data = withoutWaiting(written, [], waiting);
    if (!data) return [];
    const named = <T extends { readonly slug: string }>(all: readonly T[], slugs: readonly string[]) =>
      slugs.flatMap((slug) => all.find((each) => each.slug === slug) ?? []);
    const stories = data.stories.flatMap(
      (slug) => shelf.stories.find(({ story }) => story.slug === slug) ?? [],
    );
    return {
      ...entry,
      data: { ...data, stories: stories.map(({ story }) => story.slug) },
      tells: named(shelf.tells, data.tells),
      stories,
      myths: named(shelf.myths, data.myths),
      guides: named(shelf.guides, data.guides),
      sources: entriesNamed(content, 'sources', data.sources),
      rules: rulesOf(content, data),
    };
  });
}

/**
 * Content without the myths of which nothing may be shown while a rule of law waits, and without the paragraphs of the others that
 * rest on one. Whatever names such a myth does without it, as it does without a story that is held.
 */
export function withoutWaitingMyths(content: Content): Content {
  const waiting = waitingRules(content);
  if (waiting.size === 0) return content;
  const myths = [...content.myths].flatMap(([slug, myth]) => {
    const data = withoutWaiting(myth.data, plainTextsInMdx(myth.body), waiting);
    return data && data.whatHelps.length > 0 ? [[slug, { ...myth, data }] as const] : [];
  });
  return { ...content, myths: new Map(myths) };
}

/** What others do that is named on the page of a pack, a guide or a way in. */
export function programmesOn(
  { programmes }: Pick<Library, 'programmes'>,
  field: 'packs' | 'guides' | 'ways',
  slug: string,
): readonly Entry<Programme>[] {
  return programmes.filter(({ data }) => data[field].includes(slug));
}

/** The sheets that a way in leads to. */
export function sheetsOn({ sheets }: Pick<Library, 'sheets'>, way: string): readonly ShelvedSheet[] {
  return sheets.filter(({ data }) => data.ways.includes(way));
}

import { type Content, type Entry, fileOf, type Mistake } from '../schema/content.ts';
import type { Figure, Myth } from '../schema/myth.ts';
import type { Source } from '../schema/source.ts';
import { type Helper, type Strength, strengths, valuesOf } from '../words/vocabularies.ts';

/** A figure older than this many years says why it is still used. */
export const figureOldAfterYears = 5;

const inRank = valuesOf(strengths);

/**
 * The sources that do not rest on one another: of a study and what retells it, only one is counted.
 *
 * @param all where a study is looked up that is not itself among those named
 */
export function separateSources(
  sources: readonly Entry<Source>[],
  all: readonly Entry<Source>[] = sources,
): readonly Entry<Source>[] {
  const bySlug = new Map(all.map((source) => [source.slug, source]));
  const seen = new Set<string>();
  return sources.filter((source) => {
    const study = studyOf(source, bySlug);
    if (seen.has(study)) return false;
    seen.add(study);
    return true;
  });
}

/** The source that another retells, however many steps away. Two that name each other are one. */
function studyOf(source: Entry<Source>, bySlug: ReadonlyMap<string, Entry<Source>>): string {
  const passed = [source.slug];
  for (let at = source.data.sameStudyAs; at !== undefined; at = bySlug.get(at)?.data.sameStudyAs) {
    if (passed.includes(at)) return [...passed].sort()[0] ?? at;
    passed.push(at);
  }
  return passed.at(-1) ?? source.slug;
}

/**
 * How strong the evidence may be called, from what can be counted: two separate sources for “moderate”; for “strong”, three
 * about Scotland or the UK, of which at least two were read and not only read about.
 */
export function strengthFromSources(
  sources: readonly Entry<Source>[],
  all: readonly Entry<Source>[] = sources,
): Strength {
  const separate = separateSources(sources, all);
  const near = separate.filter(({ data }) => /Scotland|United Kingdom|Great Britain/.test(data.place));
  if (near.length >= 3 && near.filter(({ data }) => data.readAs !== 'secondHand').length >= 2)
    return 'strong';
  return separate.length >= 2 ? 'moderate' : 'limited';
}

/** `Moderate`, of “Moderate: at least two sources …”. */
function wordOf(strength: Strength): string {
  return strengths[strength].split(':')[0] ?? strength;
}

/** What the page of a myth says: what its sources allow, or less where its editor knows a reason. */
export function strengthOf(
  { data }: Pick<Entry<Myth>, 'data'>,
  sources: readonly Entry<Source>[],
  all: readonly Entry<Source>[] = sources,
): Strength {
  const most = strengthFromSources(sources, all);
  return inRank.indexOf(most) < inRank.indexOf(data.strength) ? most : data.strength;
}

/** True if what was counted is more than five years old on a day (`YYYY-MM-DD`). Where that is not known, the source’s year counts. */
export function isOld(
  figure: Pick<Figure, 'year' | 'untilYear'>,
  source: { readonly year: number } | undefined,
  today: string,
): boolean {
  const counted = figure.untilYear ?? figure.year ?? source?.year;
  return counted !== undefined && Number(today.slice(0, 4)) - counted > figureOldAfterYears;
}

/** How many things a page for pupils should offer that a young person can do. */
export const leastForYoungPeople = 2;
const young: readonly Helper[] = ['self', 'pal'];

/** What falls short in the evidence and the help of myths, for editors. Only notes: they stop nothing. */
export function evidenceGaps(content: Content, today: string): readonly Mistake[] {
  const all = [...content.sources.values()];
  return [...content.myths.values()].flatMap(({ slug, data }) => {
    const gap = (path: string, message: string): Mistake => ({ file: fileOf('myths', slug), path, message });
    const named = data.sources.flatMap((source) => content.sources.get(source) ?? []);
    const most = strengthFromSources(named, all);
    const doable = data.whatHelps.filter(({ forWhom }) => young.includes(forWhom)).length;
    return [
      ...data.figures.flatMap((figure, index) => {
        const source = content.sources.get(figure.source)?.data;
        return [
          ...(source !== undefined && source.url === undefined
            ? [gap(`figures.${index}.source`, 'cannot be looked up: its source has no address')]
            : []),
          ...(figure.whyOld === undefined && isOld(figure, source, today)
            ? [gap(`figures.${index}.whyOld`, 'is more than five years old: say why it is still used')]
            : []),
        ];
      }),
      ...(inRank.indexOf(most) < inRank.indexOf(data.strength)
        ? [
            gap(
              'strength',
              `says “${wordOf(data.strength)}”: its separate sources allow “${wordOf(most)}”, and the page says that`,
            ),
          ]
        : []),
      ...(data.suitableFrom !== 'adult' && doable < leastForYoungPeople
        ? [gap('whatHelps', `has ${doable} for a young person: write at least ${leastForYoungPeople}`)]
        : []),
    ];
  });
}

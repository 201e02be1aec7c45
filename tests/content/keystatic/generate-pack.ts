import { figureIn } from '#domain/review/pack-review.ts';
import type { Curriculum } from '#domain/schema/curriculum.ts';
import { cuts } from '#domain/schema/lesson-pack.ts';
import { type Audience, audienceRank, type Cut, cutMinutes } from '#domain/words/vocabularies.ts';
import type { PackMatter } from '../../fixtures/make-pack.ts';

/** One activity as an editor makes it. */
export type ActivityMatter = PackMatter['activities'][number];

/** What a pack is made among. */
export interface PackSurroundings {
  readonly curriculum: Curriculum;
  readonly suitableFrom: (folder: 'stories' | 'myths', slug: string) => Audience;
  readonly headings: (story: string) => readonly string[];
}

/**
 * Bends a pack that keeps every rule of a single field until it keeps the rules across fields as well. `talk` and
 * `close` become its last activities, so that every cut can end as it must; `picks` decide what is left open.
 */
export function packFrom(
  made: PackMatter,
  talk: ActivityMatter,
  close: ActivityMatter,
  around: PackSurroundings,
  picks: number[],
): PackMatter {
  const next = () => picks.pop() ?? 0;
  const { stories, myths, aims } = made;
  const oldest = Math.max(
    ...stories.map((slug) => audienceRank(around.suitableFrom('stories', slug))),
    ...myths.map((slug) => audienceRank(around.suitableFrom('myths', slug))),
  );
  const levels = made.levels?.filter((level) => audienceRank(level) >= oldest) ?? [];
  const codes = around.curriculum.entries.filter(({ verified }) => verified).map(({ code }) => code);
  const parts = named([...made.activities.slice(0, 12), talk, close]).map((part) =>
    bent(part, stories, around, next),
  );
  return {
    ...made,
    strapline: withoutFigures(made.strapline),
    levels: levels.length > 0 ? levels : ['senior'],
    curriculum: made.curriculum.map((entry) => ({
      ...entry,
      code: codes[next() % codes.length] as string,
    })),
    aims: {
      ...aims,
      keyPoints: withoutFigures(aims.keyPoints),
      misconceptions: myths.map((myth, index) => ({
        response: aims.misconceptions[index % aims.misconceptions.length]?.response ?? '',
        myth,
      })),
    },
    ...cutFrom(parts, next),
  };
}

/** Gives each activity a name of its own. */
function named(parts: readonly ActivityMatter[]): ActivityMatter[] {
  const ids = parts.map(({ value }) => value.id);
  return parts.map((part, index) =>
    ids.indexOf(part.value.id) === index ? part : withValue(part, { id: `part-${index}` }),
  );
}

function withValue(
  part: ActivityMatter,
  change: { readonly id?: string; readonly minutes?: number },
): ActivityMatter {
  return { ...part, value: { ...part.value, ...change } } as ActivityMatter;
}

/** Cuts that add up: every essential activity, and the last two; the usual minutes are those of the longest. */
function cutFrom(
  parts: readonly ActivityMatter[],
  next: () => number,
): Pick<PackMatter, 'activities' | 'cuts'> {
  const all = Object.fromEntries(
    cuts.map((cut) => {
      const chosen = parts.filter(
        ({ value }, index) => value.essential || index >= parts.length - 2 || next() % 2 === 0,
      );
      const share = Math.floor(cutMinutes[cut] / chosen.length);
      const last = cutMinutes[cut] - share * (chosen.length - 1) + (next() % 5) - 2;
      const entries = chosen.map(({ value }, index) => ({
        activity: value.id,
        minutes: index < chosen.length - 1 ? share : Math.max(1, last),
      }));
      return [cut, entries];
    }),
  ) as Record<Cut, { activity: string; minutes: number }[]>;
  const usual = new Map(all.fifty.map(({ activity, minutes }) => [activity, minutes]));
  const told = (entries: readonly { activity: string; minutes: number }[]) =>
    entries.map((entry) => {
      const isUsual = usual.get(entry.activity) === entry.minutes && next() % 4 > 0;
      return isUsual ? { activity: entry.activity } : entry;
    });
  return {
    activities: parts.map((part) =>
      withValue(part, { minutes: usual.get(part.value.id) ?? part.value.minutes }),
    ),
    cuts: { twenty: told(all.twenty), thirtyFive: told(all.thirtyFive), fifty: told(all.fifty) },
  };
}

/** Makes one activity keep the rules that look at more than one of its fields. */
function bent(
  part: ActivityMatter,
  stories: readonly string[],
  around: PackSurroundings,
  next: () => number,
): ActivityMatter {
  switch (part.discriminant) {
    case 'starter': {
      const { endingTold, endingLived, ...value } = part.value;
      const both = endingTold !== undefined && endingLived !== undefined;
      return withoutFigures({ ...part, value: { ...value, ...(both && { endingTold, endingLived }) } });
    }
    case 'readStory': {
      const story = stories[next() % stories.length] as string;
      const headings = around.headings(story);
      const sections = (part.value.sections ?? []).length > 0 ? headings.filter(() => next() % 2 === 0) : [];
      const stops = sections.length > 0 ? sections : headings;
      const pauses = (part.value.pauses ?? []).flatMap((pause) => {
        const after = stops[next() % stops.length];
        return after === undefined ? [] : [{ ...pause, after }];
      });
      return withoutFigures({ ...part, value: { ...part.value, story, sections, pauses } });
    }
    case 'cardSort': {
      const statements = part.value.statements.map((statement, index) => {
        const answer = (['myth', 'reality'] as const)[index];
        return answer ? { ...statement, answer } : statement;
      });
      return withoutFigures({ ...part, value: { ...part.value, statements } });
    }
    case 'workItOut': {
      const numbers = part.value.numbers.map((number) =>
        number.source === undefined
          ? { ...number, invented: true }
          : { ...number, invented: false, year: number.year ?? 2024 },
      );
      return { ...part, value: { ...part.value, numbers } };
    }
    case 'quiz': {
      const questions = part.value.questions.map((question) => {
        if (question.discriminant !== 'multipleChoice') return question;
        const options = question.value.options.map((option, index) =>
          index < 2 ? { ...option, isRight: index === 0 } : option,
        );
        return { ...question, value: { ...question.value, options } };
      });
      return withoutFigures({ ...part, value: { ...part.value, questions } });
    }
    default:
      return withoutFigures(part);
  }
}

/** What may have a figure in it, or is no text that pupils read. */
const left: ReadonlySet<string> = new Set([
  'id',
  'inShort',
  'steps',
  'resources',
  'support',
  'language',
  'story',
  'sections',
  'after',
  'source',
  'statements',
]);

/** Takes the figures out of what people read, where no source stands beside it; fields of a name in `kept` keep theirs. */
export function withoutFigures<Value>(value: Value, kept = left): Value {
  return strippedOf(value, kept) as Value;
}

function strippedOf(value: unknown, kept: ReadonlySet<string>): unknown {
  if (typeof value === 'string') {
    const figure = figureIn(value);
    return figure === undefined
      ? value
      : strippedOf(
          value.replace(figure, () => 'x'.repeat(figure.length)),
          kept,
        );
  }
  if (Array.isArray(value)) return value.map((each) => strippedOf(each, kept));
  if (value === null || typeof value !== 'object') return value;
  if ('ask' in value && 'source' in value && value.source !== undefined) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, kept.has(key) ? inner : strippedOf(inner, kept)]),
  );
}

import {
  type Audience,
  audienceRank,
  audiences,
  type ContentNote,
  contentNotes,
  type GroupKind,
  groupKinds,
  type ValueOf,
  type Vocabulary,
} from '../words/vocabularies.ts';

/** What a session may be put together from. */
export type PieceKind = 'guide' | 'story' | 'myth' | 'activity';

/** One thing that can be used in a session: a story, a myth, an activity of a lesson pack, or a guide to read beforehand. */
export interface Piece {
  readonly kind: PieceKind;
  /** Its slug; for an activity the pack's slug, a slash, and the activity's id. Unique within its kind. */
  readonly id: string;
  readonly title: string;
  /** Minutes that it takes with others; for a guide, to read alone beforehand. */
  readonly minutes: number;
  readonly audience: Audience;
  readonly notes: readonly ContentNote[];
  /** Slugs of themes and of transition points. */
  readonly themes: readonly string[];
  readonly points: readonly string[];
  /** Keys of pieces that belong with it: what is said in a story, and the activities of a pack that reads it. */
  readonly beside: readonly string[];
  /** Who it can be used with. */
  readonly groups: readonly GroupKind[];
}

/** What somebody asks the planner for. */
export interface Wish {
  readonly group: GroupKind;
  readonly audience: Audience;
  /** Whole minutes, {@link shortestSession} to {@link longestSession}. */
  readonly minutes: number;
  /** What must not be met. */
  readonly without: readonly ContentNote[];
  /** Slugs of what it should be about. */
  readonly theme?: string | undefined;
  readonly point?: string | undefined;
}

/** Why a piece was chosen. */
export type Because = 'point' | 'theme' | 'story' | 'level' | 'time';

/** One step of a session. Those without a piece are the same in every session. */
export type Step =
  | { readonly kind: 'open' | 'talk' | 'help'; readonly minutes: number }
  | {
      readonly kind: PieceKind;
      readonly piece: Piece;
      /** 0 for a guide, which is read before anybody comes. */
      readonly minutes: number;
      readonly because: readonly Because[];
    };

/** A session in running order. */
export interface Session {
  readonly steps: readonly Step[];
  /** What the steps add up to: never more than was asked for. */
  readonly minutes: number;
}

/** Fewest minutes in which something can be said, heard, and help be named. */
export const shortestSession = 10;
/** Most minutes of one session. */
export const longestSession = 120;

/** How we will talk; and where help is. A session has both, however short it is. */
const opening = 2;
const help = 3;
/** Talk about a story takes at least this, and loses its thread after the other. */
const shortestTalk = 3;
const longestTalk = 15;
/** How many of each kind one session bears. */
const most: Readonly<Record<PieceKind, number>> = { guide: 1, story: 1, myth: 2, activity: 2 };

/** How a piece is named in an address: `story:just-a-wee-favour`. */
export function keyOf({ kind, id }: Pick<Piece, 'kind' | 'id'>): string {
  return `${kind}:${id}`;
}

/** Where a piece is read. */
export function pathOf({ kind, id }: Pick<Piece, 'kind' | 'id'>): string {
  const [pack = '', activity = ''] = id.split('/');
  switch (kind) {
    case 'story':
      return `/stories/${id}/`;
    case 'myth':
      return `/myths/${id}/`;
    case 'guide':
      return `/guides/${id}/`;
    case 'activity':
      return `/lesson-packs/${pack}/#a-${activity}`;
  }
}

/**
 * Puts a session together: how we will talk, a story, talk about it, myths, activities, and always help at the end. It never
 * takes longer than was asked for, and never holds what was to be left out or what is for older people.
 *
 * @param pieces everything that may be used, best first where nothing else decides
 * @param picks keys of pieces that somebody chose; each is used where the wish allows it and the time is enough
 */
export function planSession(pieces: readonly Piece[], wish: Wish, picks: readonly string[] = []): Session {
  let ranked = rankedFor(pieces, wish, picks);
  // Whoever picked three pieces wants three. One that is gone since makes way for the next best of its kind.
  const wanted = (kind: PieceKind) =>
    picks.length === 0 ? most[kind] : picks.filter((key) => key.startsWith(`${kind}:`)).length;
  let left = wish.minutes - opening - help;
  const take = (kind: PieceKind, room = 0) => {
    const taken: Extract<Step, { piece: Piece }>[] = [];
    for (const { piece, because } of ranked[kind]) {
      if (taken.length === wanted(kind)) break;
      // Two activities of one pack belong to one lesson: the second would repeat it.
      if (taken.some((step) => step.piece.id.split('/')[0] === piece.id.split('/')[0])) continue;
      const minutes = kind === 'guide' ? 0 : piece.minutes;
      if (minutes + room > left) continue;
      left -= minutes;
      taken.push({ kind, piece, minutes, because });
    }
    return taken;
  };
  const guides = take('guide');
  const stories = take('story', shortestTalk);
  // Set aside before anything else is added: a story that nobody talks about does nothing.
  const [story] = stories;
  if (story) {
    left -= shortestTalk;
    ranked = rankedFor(pieces, wish, picks, story.piece);
  }
  const activities = take('activity');
  const myths = take('myth');
  const talk = Math.min(longestTalk, (story ? shortestTalk : 0) + left);
  const steps: Step[] = [
    ...guides,
    { kind: 'open', minutes: opening },
    ...stories,
    ...(talk > 0 ? [{ kind: 'talk', minutes: talk } as const] : []),
    ...myths,
    ...activities,
    { kind: 'help', minutes: help },
  ];
  return { steps, minutes: steps.reduce((sum, step) => sum + step.minutes, 0) };
}

/**
 * The keys to plan with so that one piece makes way for the next best of its kind. Every other piece stays, unless all that could
 * come in its place is too long for that. Undefined if there is nothing to put in its place.
 */
export function picksAfterSwap(
  pieces: readonly Piece[],
  wish: Wish,
  session: Session,
  key: string,
): readonly string[] | undefined {
  const inUse = (steps: Session['steps']) => steps.flatMap((step) => ('piece' in step ? [step.piece] : []));
  const used = inUse(session.steps).map(keyOf);
  const story = inUse(session.steps).find((piece) => piece.kind === 'story');
  const kind = key.slice(0, key.indexOf(':')) as PieceKind;
  const candidates = rankedFor(pieces, wish, [], story)[kind].map(({ piece }) => keyOf(piece));
  const at = candidates.indexOf(key);
  const inTurn = [...candidates.slice(at + 1), ...candidates.slice(0, Math.max(at, 0))];
  let losing: readonly string[] | undefined;
  for (const next of inTurn) {
    if (used.includes(next)) continue;
    const picks = used.map((each) => (each === key ? next : each));
    const keys = inUse(planSession(pieces, wish, picks).steps).map(keyOf);
    // What does not go with the pieces that stay would bring in something that nobody asked for.
    if (!keys.includes(next) || keys.some((each) => !picks.includes(each))) continue;
    if (keys.length === picks.length) return picks;
    losing ??= picks;
  }
  return losing;
}

interface Ranked {
  readonly piece: Piece;
  readonly because: readonly Because[];
}

/**
 * The pieces that the wish allows, by kind: those that were picked, then those that answer it best.
 *
 * @param story what the session reads, if it reads anything: the rest should belong with it
 */
function rankedFor(
  pieces: readonly Piece[],
  wish: Wish,
  picks: readonly string[],
  story?: Piece,
): Readonly<Record<PieceKind, readonly Ranked[]>> {
  const without = new Set(wish.without);
  const beside = new Set(story?.beside);
  const rank = audienceRank(wish.audience);
  const scored: Record<PieceKind, (Ranked & { readonly score: number })[]> = {
    guide: [],
    story: [],
    myth: [],
    activity: [],
  };
  for (const piece of pieces) {
    const below = rank - audienceRank(piece.audience);
    if (below < 0 || !piece.groups.includes(wish.group) || piece.notes.some((note) => without.has(note)))
      continue;
    const picked = picks.indexOf(keyOf(piece));
    const because: Because[] = [];
    if (wish.point !== undefined && piece.points.includes(wish.point)) because.push('point');
    if (wish.theme !== undefined && piece.themes.includes(wish.theme)) because.push('theme');
    if (beside.has(keyOf(piece))) because.push('story');
    if (below === 0) because.push('level');
    // A guide about another moment would send somebody the wrong way.
    if (piece.kind === 'guide' && !because.includes('point') && picked === -1) continue;
    const score = because.reduce((sum, reason) => sum + worth[reason], 0) - below;
    scored[piece.kind].push({
      piece,
      because: because.length > 0 ? because : ['time'],
      score: picked === -1 ? score : 1000 - picked,
    });
  }
  for (const list of Object.values(scored))
    list.sort((a, b) => b.score - a.score || longer(a.piece, b.piece));
  return scored;
}

/** Of activities that answer equally well, the longest first: short things take what is left of the time. */
function longer(a: Piece, b: Piece): number {
  return a.kind === 'activity' ? b.minutes - a.minutes : 0;
}

/** A moment counts more than a theme, a theme more than what belongs with the story, and that more than the level. */
const worth: Readonly<Record<Because, number>> = {
  point: 8,
  theme: 6,
  story: 4,
  level: 2,
  time: 0,
};

/** A wish as it stands in an address's fragment, which no server sees. */
export function fragmentOf(wish: Wish, picks: readonly string[] = []): string {
  const state = new URLSearchParams({
    group: wish.group,
    level: wish.audience,
    minutes: String(wish.minutes),
  });
  if (wish.theme !== undefined) state.set('theme', wish.theme);
  if (wish.point !== undefined) state.set('point', wish.point);
  if (wish.without.length > 0) state.set('without', wish.without.join(' '));
  if (picks.length > 0) state.set('pick', picks.join(' '));
  return `#${state}`;
}

/**
 * The wish and the picks in an address's fragment. Whatever cannot be understood is left out, and what is missing takes the
 * value that leaves least to go wrong: an address is passed on by hand and may arrive in pieces.
 */
export function wishFrom(
  fragment: string,
): { readonly wish: Wish; readonly picks: readonly string[] } | undefined {
  const state = new URLSearchParams(fragment.replace(/^#/, ''));
  const words = (name: string) => (state.get(name) ?? '').split(' ').filter(Boolean);
  const [group] = words('group');
  if (!isValueOf(groupKinds, group)) return undefined;
  const [level] = words('level');
  const minutes = Math.round(Number(state.get('minutes')));
  const [theme] = words('theme');
  const [point] = words('point');
  return {
    wish: {
      group,
      audience: isValueOf(audiences, level) ? level : 'second',
      minutes: Math.min(longestSession, Math.max(shortestSession, minutes || shortestSession)),
      without: words('without').filter((note) => isValueOf(contentNotes, note)),
      ...(theme === undefined ? {} : { theme }),
      ...(point === undefined ? {} : { point }),
    },
    picks: words('pick'),
  };
}

function isValueOf<V extends Vocabulary>(vocabulary: V, value: string | undefined): value is ValueOf<V> {
  return value !== undefined && Object.hasOwn(vocabulary, value);
}

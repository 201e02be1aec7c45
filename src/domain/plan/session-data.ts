import { audiences, contentNotes, groupKinds, valuesOf } from '../words/vocabularies.ts';
import { keyOf, type Piece, type PieceKind } from './session.ts';

/**
 * The pieces as a page carries them: rows of short values, with everything from a closed list as its place in that list. A
 * thousand stories take about a third of what they would with names on everything.
 */
export interface SessionData {
  readonly themes: readonly string[];
  readonly points: readonly string[];
  readonly pieces: readonly Row[];
}

type Row = readonly [
  kind: number,
  id: string,
  title: string,
  minutes: number,
  audience: number,
  groups: readonly number[],
  notes: readonly number[],
  themes: readonly number[],
  points: readonly number[],
  /** Places among the rows. */
  beside: readonly number[],
];

const kinds: readonly PieceKind[] = ['guide', 'story', 'myth', 'activity'];

/** Packs pieces into rows. */
export function toSessionData(pieces: readonly Piece[]): SessionData {
  const themes = [...new Set(pieces.flatMap((piece) => piece.themes))].sort();
  const points = [...new Set(pieces.flatMap((piece) => piece.points))].sort();
  const rows = new Map(pieces.map((piece, place) => [keyOf(piece), place]));
  const places = <T>(values: readonly T[], list: readonly T[]) => values.map((value) => list.indexOf(value));
  return {
    themes,
    points,
    pieces: pieces.map((piece) => [
      kinds.indexOf(piece.kind),
      piece.id,
      piece.title,
      piece.minutes,
      valuesOf(audiences).indexOf(piece.audience),
      places(piece.groups, valuesOf(groupKinds)),
      places(piece.notes, valuesOf(contentNotes)),
      places(piece.themes, themes),
      places(piece.points, points),
      piece.beside.flatMap((key) => rows.get(key) ?? []),
    ]),
  };
}

/** The pieces in rows that {@link toSessionData} made. */
export function fromSessionData({ themes, points, pieces }: SessionData): Piece[] {
  const named = <T>(places: readonly number[], list: readonly T[]) => places.map((place) => list[place] as T);
  const keys = pieces.map(([kind, id]) => keyOf({ kind: kinds[kind] as PieceKind, id }));
  return pieces.map(([kind, id, title, minutes, audience, groups, notes, ownThemes, ownPoints, beside]) => ({
    kind: kinds[kind] as PieceKind,
    id,
    title,
    minutes,
    audience: valuesOf(audiences)[audience] as Piece['audience'],
    groups: named(groups, valuesOf(groupKinds)),
    notes: named(notes, valuesOf(contentNotes)),
    themes: named(ownThemes, themes),
    points: named(ownPoints, points),
    beside: named(beside, keys),
  }));
}

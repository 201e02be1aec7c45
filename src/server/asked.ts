import { type Coding, copyEndings } from '#hosting/compressed.ts';

/** What a request asks for, read from its headers and its address. */

/**
 * The decoded path of an address, or undefined if no file can be meant: with a way up or a way round in it, an empty name, or the
 * name of a compressed copy or of a file that is for hosts.
 *
 * @param address as the request has it: a path, perhaps with a query
 */
export function pathAsked(address: string): string | undefined {
  const mark = address.indexOf('?');
  const raw = mark < 0 ? address : address.slice(0, mark);
  const path = decoded(raw);
  if (path === undefined || !path.startsWith('/') || /\/\/|\/\.\.?(\/|$)|[\\\0]/.test(path)) return undefined;
  if (path === '/_headers' || path.endsWith(copyEndings.br) || path.endsWith(copyEndings.gzip))
    return undefined;
  return path;
}

function decoded(raw: string): string | undefined {
  if (!raw.includes('%')) return raw;
  try {
    return decodeURIComponent(raw);
  } catch {
    return undefined;
  }
}

/** The smallest of the codings that a browser can read, by its `Accept-Encoding`; undefined if none. */
export function codingAsked(accepted: string | undefined): Coding | undefined {
  if (accepted === undefined) return undefined;
  const known = codings.get(accepted);
  if (known !== undefined || codings.has(accepted)) return known;
  const wanted = accepted
    .toLowerCase()
    .split(',')
    .map((each) => each.split(';').map((part) => part.trim()))
    .filter(([, weight = '']) => !/^q=0(\.0*)?$/.test(weight))
    .map(([name]) => name);
  const coding = (['br', 'gzip'] as const).find((each) => wanted.includes(each));
  // Browsers send a handful of different ones; whoever sends more gets nothing remembered.
  if (codings.size < 64) codings.set(accepted, coding);
  return coding;
}

const codings = new Map<string, Coding | undefined>();

/** Whether a browser has a representation already, by what it says of its copy. */
export function isKnown(
  asked: { readonly tags: string | undefined; readonly since: string | undefined },
  tag: string,
  modified: Date,
): boolean {
  if (asked.tags !== undefined)
    return asked.tags
      .split(',')
      .map((each) => each.trim().replace(/^W\//, ''))
      .some((each) => each === tag || each === '*');
  if (asked.since === undefined) return false;
  const since = Date.parse(asked.since);
  return !Number.isNaN(since) && modified.getTime() <= since;
}

/** Some bytes of a file: the first and the last, counted from nought. */
export interface Piece {
  readonly from: number;
  readonly to: number;
}

/**
 * The piece of a file that a `Range` header asks for. Several that touch are one; several with gaps between are `none`, as is one
 * that begins beyond the end. Undefined if the header says nothing that can be understood, and so means the whole file.
 */
export function pieceAsked(range: string, size: number): Piece | 'none' | undefined {
  const [, list] = /^bytes\s*=\s*(.+)$/i.exec(range.trim()) ?? [];
  if (list === undefined) return undefined;
  const pieces: Piece[] = [];
  for (const each of list.split(',')) {
    const [, first = '', last = ''] = /^\s*(\d*)\s*-\s*(\d*)\s*$/.exec(each) ?? [];
    if (first === '' && last === '') return undefined;
    const piece =
      first === ''
        ? { from: Math.max(0, size - Number(last)), to: size - 1 }
        : { from: Number(first), to: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
    if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
    if (piece.from <= piece.to) pieces.push(piece);
  }
  const [whole, ...more] = pieces.sort((a, b) => a.from - b.from);
  return more.reduce<Piece | 'none'>((sum, { from, to }) => {
    if (sum === 'none' || from > sum.to + 1) return 'none';
    return { from: sum.from, to: Math.max(sum.to, to) };
  }, whole ?? 'none');
}

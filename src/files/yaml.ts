import { z } from 'astro/zod';
import { CORE_SCHEMA, dump, type LoadOptions, load, YAMLException } from 'js-yaml';
import { optionOf } from '#domain/schema/option-of.ts';
import {
  aComment,
  dashes,
  listForName,
  marks,
  namelessField,
  questionMark,
  type Refusal,
  refusalFor,
  secondDocument,
} from './yaml-words.ts';

/**
 * The YAML of `content/`, read and written with the parser that Keystatic itself has. Values are those of YAML 1.2: a
 * bare day stays text, so that no time zone can move it. Anchors, aliases and tags are refused: what a file says stands
 * where it is said, and no file can grow or make anything but text, numbers, lists and records. Comments are refused: nobody who
 * reads the site or signs a story sees them, and they can hold names.
 */

/** Text that is not YAML, or more of YAML than content may use. The message says where, and what to write. */
export class NotYaml extends Error {
  /** What was read all the same, where only something beside the values is refused. */
  readonly data: unknown;
  /** True for what YAML itself does not allow; false for what only content may not use. */
  readonly isBroken: boolean;
  constructor(message: string, { data, isBroken = false }: { data?: unknown; isBroken?: boolean } = {}) {
    super(message);
    this.data = data;
    this.isBroken = isBroken;
  }
}

/**
 * Reads one document; `null` if there is nothing in it.
 *
 * @param firstLine the line of the file on which the text begins, counted from 1
 * @throws {@link NotYaml}
 */
export function readYaml(text: string, firstLine = 1): unknown {
  const placeOf = (input: string, at: number) => {
    const before = input.slice(0, at);
    const line = firstLine + before.split('\n').length - 1;
    return `line ${line}, character ${at - before.lastIndexOf('\n')}`;
  };
  const inWords = (input: string, places: readonly number[], [what, write]: Refusal) =>
    `${what} at ${places.map((at) => placeOf(input, at)).join('; another at ')}: ${write}`;
  const refuse = (input: string, at: number, refusal: Refusal): never => {
    throw new NotYaml(inWords(input, [at], refusal));
  };
  /** The nodes that are being read, the innermost last. */
  const open: OpenNode[] = [];
  const values: Stretch[] = [];
  let source = '';
  let isRead = false;
  const listener: LoadOptions['listener'] = (event, { input, position, kind }) => {
    if (event === 'close') {
      const node = open.pop();
      if (node?.isInnermost && kind === 'scalar') values.push({ start: node.start, end: position });
      const isInFlow = isFlowBracket(source[open.at(-1)?.start ?? -1]);
      const isNoName =
        kind === null ? isInFlow : kind !== 'scalar' && isFlowBracket(source[node?.start ?? -1]);
      if (node && isNoName && input[startOfNode(input, position)] === ':')
        refuse(input, node.start, kind === null ? namelessField : listForName);
      const around = open.at(-1);
      // Where the parser tried for a field and found none, nothing was inside.
      if (around && kind !== null) around.isInnermost = false;
      isRead = open.length === 0;
      return;
    }
    source = input;
    const start = startOfNode(input, position);
    if (isRead) refuse(input, start, secondDocument);
    if (open.length === 0 && /^---\S$/.test(input.slice(position - 3, position + 1)))
      refuse(input, position - 3, dashes);
    const mark = marks[input[start] ?? ''];
    if (mark) refuse(input, start, mark);
    // Between brackets, spaces and line ends may stand behind the sign.
    const sign = isFlowBracket(source[open.at(-1)?.start ?? -1]) ? endBefore(input, position) : position;
    if (input[sign - 1] === '?') refuse(input, sign - 1, questionMark);
    open.push({ start, isInnermost: true });
  };
  try {
    const data: unknown = load(text, { schema: CORE_SCHEMA, listener }) ?? null;
    const input = source === '' ? text : source;
    const comments = commentsIn(input, values);
    if (comments.length === 0) return data;
    throw new NotYaml(inWords(input, comments, aComment), { data });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { reason, mark } = error;
    const { refusal, at } = refusalFor(reason, mark.buffer, mark.position, open.at(-1)?.start ?? 0);
    throw new NotYaml(inWords(mark.buffer, [at], refusal), { isBroken: true });
  }
}

/** A node that is being read. */
interface OpenNode {
  readonly start: number;
  /** True as long as nothing was found inside it. */
  isInnermost: boolean;
}

/** A stretch of the source, `start` included and `end` excluded. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Where each comment begins: at a # that is in no value, or that stands behind the sign which begins a text of several lines. */
function commentsIn(source: string, values: readonly Stretch[]): readonly number[] {
  const inOrder = values.toSorted((one, other) => one.start - other.start);
  const found: number[] = [];
  // The rest of a line behind a comment’s # is the same comment.
  const look = (from: number, to: number) => {
    for (const { index } of source.slice(from, to).matchAll(/#[^\r\n]*/g)) found.push(from + index);
  };
  let from = 0;
  for (const { start, end } of inOrder) {
    const [sign = ''] = /^[|>][^\r\n]*/.exec(source.slice(start, end)) ?? [];
    look(from, start + sign.length);
    from = end;
  }
  look(from, source.length);
  return found;
}

/** True for a bracket that opens a list or a record written in brackets. */
function isFlowBracket(sign: string | undefined): boolean {
  return sign === '[' || sign === '{';
}

/** Where what stands before a position ends, spaces and line ends left out. */
function endBefore(input: string, position: number): number {
  let end = position;
  while (end > 0 && /\s/.test(input[end - 1] ?? '')) end -= 1;
  return end;
}

/** Where the next node begins, behind spaces, line ends and comments. */
function startOfNode(input: string, position: number): number {
  const space = /(?:\s|(?<=\s)#[^\r\n]*)*/y;
  space.lastIndex = position;
  return position + (space.exec(input)?.[0].length ?? 0);
}

/**
 * Writes one document as Keystatic writes it, so that opening and saving it there changes nothing: fields in the schema’s
 * order, what is undefined left out, and days without quotes, which other text that looks like a day has.
 */
export function writeYaml(schema: z.ZodType, data: unknown): string {
  return dump(asStored(schema, data), { skipInvalid: true, noRefs: true });
}

function asStored(schema: z.ZodType, value: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return asStored(schema.unwrap() as z.ZodType, value);
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map((item) => asStored(schema.element as z.ZodType, item));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const law = schema instanceof z.ZodDiscriminatedUnion ? optionOf(schema, value) : schema;
    if (law instanceof z.ZodObject) return inOrder(law.shape, value);
  }
  const isDay = schema.meta()?.format === 'day' && /^\d{4}-\d\d-\d\d$/.test(String(value));
  return isDay ? new Day(String(value)) : value;
}

/** Fields in the order of the schema; those that it does not know come last. */
function inOrder(shape: Readonly<Record<string, z.ZodType>>, record: object): object {
  const names = new Set([...Object.keys(shape).filter((name) => name in record), ...Object.keys(record)]);
  return Object.fromEntries(
    [...names].map((name) => {
      const value = (record as Record<string, unknown>)[name];
      return [name, shape[name] ? asStored(shape[name], value) : value];
    }),
  );
}

/** A day to be written as YAML writes a date. Keystatic does the same. */
class Day extends Date {
  readonly #day: string;
  constructor(day: string) {
    super(day);
    this.#day = day;
  }
  override toISOString(): string {
    return this.#day;
  }
}

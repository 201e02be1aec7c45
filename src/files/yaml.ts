import { z } from 'astro/zod';
import { CORE_SCHEMA, dump, type LoadOptions, load, YAMLException } from 'js-yaml';
import { optionOf } from '#domain/schema/option-of.ts';

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
  constructor(message: string, data?: unknown) {
    super(message);
    this.data = data;
  }
}

/**
 * Reads one document; `null` if there is nothing in it.
 *
 * @param firstLine the line of the file on which the text begins, counted from 1
 * @throws {@link NotYaml}
 */
export function readYaml(text: string, firstLine = 1): unknown {
  const refuse = (input: string, at: number, [what, write]: Refusal, data?: unknown): never => {
    const before = input.slice(0, at);
    const line = firstLine + before.split('\n').length - 1;
    throw new NotYaml(`${what} at line ${line}, column ${at - before.lastIndexOf('\n')}: ${write}`, data);
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
    const comment = firstComment(source === '' ? text : source, values);
    return comment === undefined ? data : refuse(source === '' ? text : source, comment, aComment, data);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { reason, mark } = error;
    const [, refusal, isMendedAtStart] = reasons.find(([said]) => said.test(reason)) ?? [
      undefined,
      [reason, 'write it as the editor does'],
    ];
    return refuse(mark.buffer, isMendedAtStart ? (open.at(-1)?.start ?? 0) : mark.position, refusal);
  }
}

/** What is wrong, and what to write instead. The place stands between the two. */
type Refusal = readonly [what: string, write: string];

const secondDocument: Refusal = [
  'a second document begins',
  'a file holds one; take away the --- or ... before it',
];

const dashes: Refusal = [
  'three dashes stand straight before a word, and would be lost',
  'put text that begins with --- in quotes, or take the dashes away',
];

/** Whoever reads fields by their names would get a text made of the list, or of nothing. */
const listForName: Refusal = ['a list or a record stands for the name of a field', 'give the field a name'];
const namelessField: Refusal = ['a field has no name', 'write it as name: value, or put the colon in quotes'];
const questionMark: Refusal = [
  'a question mark stands before the name of a field',
  'take it away, or put text that begins with ? in quotes',
];

const aComment: Refusal = [
  'what follows a # is a comment, which no reader and no moderator sees, and begins',
  'put the words in quotes if they belong to the text, or take them out',
];

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

/** Where the first comment begins: at a # that is in no value, or that stands behind the sign which begins a text of several lines. */
function firstComment(source: string, values: readonly Stretch[]): number | undefined {
  const inOrder = values.toSorted((one, other) => one.start - other.start);
  let from = 0;
  for (const { start, end } of inOrder) {
    const [sign = ''] = /^[|>][^\r\n]*/.exec(source.slice(start, end)) ?? [];
    const at = source.slice(from, start + sign.length).indexOf('#');
    if (at !== -1) return from + at;
    from = end;
  }
  const last = source.indexOf('#', from);
  return last === -1 ? undefined : last;
}

/** The marks of YAML that may stand before a value, and are refused. */
const marks: Readonly<Record<string, Refusal>> = {
  '&': ['an anchor stands', 'write the value alone, or put text that begins with & in quotes'],
  '*': ['an alias stands', 'write the value itself, or put text that begins with * in quotes'],
  '!': ['a tag stands', 'write the value alone, or put text that begins with ! in quotes'],
};

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
 * What the parser says, in words for whoever writes content. The parser names the place where a text ends; where
 * something was never closed, the place to mend is where it begins.
 */
const reasons: readonly (readonly [said: RegExp, refusal: Refusal, isMendedAtStart?: boolean])[] = [
  [/^duplicated mapping key/, ['a field is there a second time', 'keep one of the two']],
  [
    /within a flow collection|^missed comma/,
    ['a bracket is opened', 'close it with ] or }, and put commas between what it holds'],
    true,
  ],
  [/within a double quoted scalar/, ['a quotation mark is opened', 'close it with "'], true],
  [
    /within a single quoted scalar/,
    ['a quotation mark is opened', "close it with '; an apostrophe inside is written twice"],
    true,
  ],
  [/^unknown escape sequence/, ['a \\ stands before something it cannot change', 'write \\\\ for a \\']],
  [/^tab characters/, ['a tab stands before a field', 'use spaces']],
  [/^nesting exceeded/, ['lists and records lie too deep in one another', 'write fewer of them']],
  [/^null byte|non-printable/, ['a character stands that cannot be seen', 'take it out']],
  [
    /^bad indentation|^end of the stream or|^can not read/,
    [
      'the layout breaks',
      'write fields as name: value, those of one record in one column; text that holds a colon and a space, or begins with a sign, goes in quotes',
    ],
  ],
];

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

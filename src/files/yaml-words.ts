/** What is said of a file whose fields cannot be read, or may not be written so: in words for whoever writes content. */

/** What is wrong, and what to write instead. The place stands between the two. */
export type Refusal = readonly [what: string, write: string];

/** Said of a second document in one file. */
export const secondDocument: Refusal = [
  'a second set of fields begins',
  'a file holds one; take away the --- or ... before it',
];

/** Said of dashes that would be taken for the beginning of a document. */
export const dashes: Refusal = [
  'three dashes stand straight before a word, and would be lost',
  'put text that begins with --- in quotes, or take the dashes away',
];

/**
 * Said of a field without a name that can be one. Whoever reads fields by their names would get a text made of the list, or
 * of nothing.
 */
export const listForName: Refusal = [
  'something in brackets stands where the name of a field should be',
  'give the field a name',
];
/** Said of a field without any name. */
export const namelessField: Refusal = [
  'a field has no name',
  'write it as name: value, or put the colon in quotes',
];
/** Said of the sign that may stand before a name in YAML. */
export const questionMark: Refusal = [
  'a question mark stands before the name of a field',
  'take it away, or put text that begins with ? in quotes',
];

/** Said of a comment. */
export const aComment: Refusal = [
  'what follows a # is a comment, which no reader and no moderator sees, and begins',
  'put the words in quotes if they belong to the text, or take them out',
];

/** What is said of each mark of YAML that may stand before a value, and is refused. */
export const marks: Readonly<Record<string, Refusal>> = {
  '&': ['a & stands before a value', 'put text that begins with & in quotes, or take the & away'],
  '*': ['a * stands before a value', 'put text that begins with * in quotes, or take the * away'],
  '!': ['a ! stands before a value', 'put text that begins with ! in quotes, or take the ! away'],
};

/** What the parser found, in words, and where it is mended. */
export interface Placed {
  readonly refusal: Refusal;
  /** Where in the source, in UTF-16 units. */
  readonly at: number;
}

/**
 * Puts into words what the parser says. It names the place where it could not go on. Where something was never closed, the
 * place to mend is where it begins; where a line is written wrongly, the line itself says more than the parser does.
 *
 * @param said the parser’s own reason
 * @param at where it stopped
 * @param opened where the innermost thing begins that it was reading
 */
export function refusalFor(said: string, source: string, at: number, opened: number): Placed {
  // A bracket that is never closed takes in the lines below it, and is first missed there as a comma.
  const isOverLines = /^missed comma/.test(said) && source.slice(opened, at).includes('\n');
  const known = reasons.find(([pattern]) => pattern.test(isOverLines ? 'within a flow collection' : said));
  if (known) return { refusal: known[1], at: known[2] ? opened : at };
  return layoutOf(source, at) ?? { refusal: layout, at };
}

const reasons: readonly (readonly [said: RegExp, refusal: Refusal, isMendedAtStart?: boolean])[] = [
  [/^duplicated mapping key/, ['a field is there a second time', 'keep one of the two']],
  [/^missed comma/, ['a comma is missing', 'put commas between the things that stand in [ ] or { }']],
  [/found ','/, ['there is one comma too many', 'put one comma between the things that stand in [ ] or { }']],
  [
    /within a flow collection/,
    [
      'a bracket is opened and never closed',
      'close it with ] or }, and put commas between what it holds; text that begins with [ or { goes in quotes',
    ],
    true,
  ],
  [
    /within a double quoted scalar/,
    ['a quotation mark is opened and never closed', 'close it with ", at the end of the text'],
    true,
  ],
  [
    /within a single quoted scalar/,
    [
      'a quotation mark is opened and never closed',
      "close it with ', at the end of the text; an apostrophe inside is written twice: ''",
    ],
    true,
  ],
  [
    /^unknown escape sequence|hexadecimal character/,
    ['a \\ stands before something it cannot change', 'write \\\\ for a \\'],
  ],
  [/^tab characters/, ['a tab stands before a field', 'use spaces in its place']],
  [/^nesting exceeded/, ['lists stand too deep in one another', 'write fewer of them']],
  [/^null byte|non-printable/, ['a character stands that cannot be seen', 'take it out']],
];

const layout: Refusal = [
  'the layout breaks',
  'write fields as name: value, those that belong together one below the other, with the same number of spaces before them; text that holds a colon and a space, or begins with a sign, goes in quotes',
];

/** Signs that mean something at the beginning of a value, and so cannot begin a text without quotes. */
const sign = /^[@`%|>\]},?]/;

/** What is wrong with the line on which the parser stopped, or with the one before it. */
function layoutOf(source: string, at: number): Placed | undefined {
  // Where the parser stopped in white space, it had taken the line before for the name of a field.
  const stop = /\S/.test(source.slice(at)) ? at : source.trimEnd().length;
  const start = source.lastIndexOf('\n', stop - 1) + 1;
  const end = source.indexOf('\n', stop);
  const line = source.slice(start, end === -1 ? source.length : end).trimEnd();
  const before = source.slice(0, start).trimEnd();
  const startBefore = before.lastIndexOf('\n') + 1;
  const fault = faultIn(line, at - start);
  if (fault) return { refusal: fault, at: inside(source, at, start) };
  const faultBefore = faultIn(before.slice(startBefore));
  return faultBefore && { refusal: faultBefore, at: startBefore };
}

/** A place on the line that begins at `start`: the one given, unless it is on another. */
function inside(source: string, at: number, start: number): number {
  return at >= start && !source.slice(start, at).includes('\n') && at < source.length ? at : start;
}

/**
 * @param stop where in the line the parser stopped
 */
function faultIn(line: string, stop = line.length): Refusal | undefined {
  const text = line.trim();
  if (/^(?:<{7}|={7}|>{7})/.test(text))
    return [
      'marks stand of two versions that git could not bring together',
      'keep the lines of one version, and take away the lines <<<<<<<, ======= and >>>>>>>',
    ];
  const [, , value] = /^(?:- )*([^\s:'"[{][^:]*?):(?:\s+(.*))?$/.exec(text) ?? [
    undefined,
    undefined,
    text.replace(/^(?:- )+/, ''),
  ];
  if (value !== undefined) {
    if (/^(["'])(?:(?!\1).)*\1\s*[^\s#]/.test(value))
      return [
        'words stand behind a closing quotation mark',
        'put the whole text between one pair of marks; inside \' \' an apostrophe is written twice, and inside " " a mark is written \\"',
      ];
    if (/^(?:\[[^[\]]*\]|\{[^{}]*\})\s*[^\s:,]/.test(value))
      return ['words stand behind a closing bracket', 'put the whole text in quotes, brackets and all'];
    if (sign.test(value))
      return [
        `a text begins with the sign ${value.charAt(0)}`,
        'put the text in quotes, or leave out the sign',
      ];
    const isNamed = text.includes(`: ${value}`);
    if (isNamed && /^- /.test(value))
      return [
        'a list begins on the line of its field’s name',
        'put each item on a line of its own, after “- ”',
      ];
    if (isNamed && /:(?:\s|$)/.test(value) && stop > line.indexOf(value))
      return ['a text holds a colon and a space', 'put the whole text in quotes'];
  }
  if (/^-[^\s-]/.test(text))
    return ['a space is missing behind a dash', 'write “- ” before each item of a list'];
  if (/^[\w-]+:[^\s/]/.test(text))
    return ['a space is missing behind a colon', 'write name: value, with a space behind the colon'];
  if (/^[^:?[{#&*!|>%@`-][^:]*$/.test(text))
    return [
      'a line stands that names no field',
      'put a colon and a space behind the name of the field; if the line belongs to the text above it, put two more spaces before it',
    ];
  if (/^\s/.test(line))
    return [
      'a line begins too far to the right or to the left',
      'give it as many spaces as the lines that it belongs with; a field within another has two more than that one',
    ];
  return undefined;
}

import type { MdastNode } from 'satteri';
import { complaintAboutText } from './characters.ts';

/** Rules for what may stand in a body, whether it is a story’s Markdown or the MDX of a myth, a pack, a guide or a page. */

/** Something in a body that may not be there. `line` counts from the first line of the body. */
export interface TextMistake {
  readonly line: number;
  readonly message: string;
}

/** Components that a myth or page may use, with the properties each takes; all are plain text. */
export const bodyComponents: Readonly<Record<string, readonly string[]>> = {
  Gap: ['known', 'told'],
  SupportRoute: ['slug'],
  DemoOnly: [],
};

/** What stands between the two tags of this component is shown on a demonstration, and on a live site nowhere. */
export const demoOnly = 'DemoOnly';

/** Whether a node is a component, on lines of its own or within a line. */
export function isComponent({ type }: BodyNode): boolean {
  return type === 'mdxJsxFlowElement' || type === 'mdxJsxTextElement';
}

/** Whether a node stands round what only a demonstration shows. */
export function isDemoOnly(node: BodyNode): boolean {
  return isComponent(node) && node['name'] === demoOnly;
}

const nodesAllowed = new Set([
  'root',
  'paragraph',
  'heading',
  'text',
  'emphasis',
  'strong',
  'list',
  'listItem',
  'blockquote',
  'link',
  'break',
]);

const namesOfNodes: Readonly<Record<string, string>> = {
  html: 'HTML, something in < >,',
  image: 'an image',
  imageReference: 'an image',
  code: 'a code block',
  inlineCode: 'code',
  table: 'a table',
  delete: 'struck-out text',
  thematicBreak: 'a line across the page, such as ---,',
  footnoteReference: 'a footnote',
  footnoteDefinition: 'a footnote',
  linkReference: 'a link whose address stands elsewhere',
  definition: 'an address that belongs to a link elsewhere',
  mdxjsEsm: 'a line that begins with import or export, which is code,',
  mdxFlowExpression: 'something in braces { }, which is code,',
  mdxTextExpression: 'something in braces { }, which is code,',
  yaml: 'a second set of fields',
};

const allowed = 'paragraphs, headings (## or ###), *slanted* and **bold** words, lists, quotes (>) and links';

/** A node of a parsed body, with what the parser’s own type does not promise. */
export type BodyNode = MdastNode & {
  readonly children?: readonly BodyNode[];
  readonly position?: { readonly start: { readonly line: number; readonly column: number } };
  readonly [key: string]: unknown;
};

/** The nodes inside a node; none for a leaf. */
export function childrenOf(node: MdastNode): readonly BodyNode[] {
  return (node as BodyNode).children ?? [];
}

/** Every node of a parsed body, in the order of the text. A loop and no recursion: nobody says how deep a body is. */
export function nodesIn(root: MdastNode): readonly BodyNode[] {
  const found: BodyNode[] = [];
  const left: BodyNode[] = [root as BodyNode];
  for (let node = left.pop(); node; node = left.pop()) {
    found.push(node);
    for (const child of childrenOf(node).toReversed()) left.push(child);
  }
  return found;
}

/** True for a link that a body may contain: https, from the site's root, or within the page. */
export function isAllowedLink(url: string): boolean {
  if (/[\p{Cc}\s\\]/u.test(url)) return false;
  if (url.startsWith('#')) return true;
  if (url.startsWith('/')) return !url.startsWith('//');
  return /^https:\/\/[^/@]+(\/|$|\?|#)/i.test(url);
}

/**
 * What may not stand in a body.
 *
 * @param root the body as the parser reads it
 * @param components the components that may stand in it, with the properties each takes
 */
export function mistakesInBody(
  body: string,
  root: MdastNode,
  components: Readonly<Record<string, readonly string[]>>,
): readonly TextMistake[] {
  const inSource = complaintsByLine(body, /\r\n?|\n/);
  const found = [
    ...Array.from(inSource, ([line, message]) => ({ line, message })),
    ...charactersInEntities(body, root, new Set(inSource.keys())),
    ...forbiddenNodes(root, components),
    ...numbersLost(body, root),
  ];
  // A tag that opens and closes on one line is one mistake.
  return [...new Map(found.map((each) => [`${each.line} ${each.message}`, each])).values()];
}

/** What is wrong with the characters of a text, by line counted from 1. A line has one complaint. */
function complaintsByLine(text: string, lineEnd: RegExp): ReadonlyMap<number, string> {
  const lines = text.split(lineEnd);
  // Nearly every text is in order, and as a whole it is asked faster than line by line.
  if (complaintAboutText(lines.join('\n')) === undefined) return new Map();
  return new Map(
    lines.flatMap((line, index) => {
      const complaint = complaintAboutText(line);
      return complaint === undefined ? [] : [[index + 1, complaint] as const];
    }),
  );
}

/** Characters may also be written as entities (`&shy;`, `&#x202e;`), and then they stand only in what the parser made of the body. */
function charactersInEntities(body: string, root: MdastNode, seen: ReadonlySet<number>): TextMistake[] {
  if (!body.includes('&')) return [];
  // A carriage return ends a line where the body itself is written so; otherwise it can only come from an entity.
  const lineEnd = /\r(?!\n)/.test(body) ? /\r\n?|\n/ : /\r?\n/;
  return decodedTexts(root)
    .flatMap(({ line: first, text }) =>
      Array.from(complaintsByLine(text, lineEnd), ([line, complaint]) => ({
        line: first + line - 1,
        message: `${complaint}; it is written with an & and a ; (as in &shy;)`,
      })),
    )
    .filter(({ line }) => !seen.has(line));
}

interface DecodedText {
  /** The line of the body on which it begins. */
  readonly line: number;
  readonly text: string;
}

/** Every text in a body as readers and browsers get it: words, addresses of links, properties of components. */
function decodedTexts(root: MdastNode): DecodedText[] {
  return nodesIn(root).flatMap((node) => {
    const line = lineOf(node);
    const values = [node['url'], ...attributesOf(node).map(({ value }) => value)];
    return [
      ...values.flatMap((text) => (typeof text === 'string' ? [{ line, text }] : [])),
      ...textRuns(node),
    ];
  });
}

/** The texts straight inside a node. Those that a parser cut in two are one: an emoji may be made of both parts. */
function textRuns(node: BodyNode): DecodedText[] {
  const runs: DecodedText[] = [];
  let isOpen = false;
  for (const child of childrenOf(node)) {
    const before = isOpen ? runs.pop() : undefined;
    isOpen = child.type === 'text';
    const text = isOpen ? String(child['value']) : '';
    if (before) runs.push({ ...before, text: before.text + text });
    else if (isOpen) runs.push({ line: lineOf(child), text });
  }
  return runs;
}

/** The line of the body on which a node begins, counted from 1. */
export function lineOf(node: BodyNode): number {
  return node.position?.start.line ?? 1;
}

/** A property of a component, as the parser reads it. */
export interface Attribute {
  readonly type: string;
  readonly name?: string;
  readonly value?: unknown;
}

/** The properties of a component; none for anything else. */
export function attributesOf(node: BodyNode): readonly Attribute[] {
  return (node['attributes'] ?? []) as readonly Attribute[];
}

function forbiddenNodes(
  root: MdastNode,
  components: Readonly<Record<string, readonly string[]>>,
): TextMistake[] {
  const mistakes: TextMistake[] = [];
  const visit = (node: BodyNode, depth: number): void => {
    const line = lineOf(node);
    const complaints = depth > mostDepth ? [tooDeep] : complaintsAbout(node, components);
    mistakes.push(...complaints.map((message) => ({ line, message })));
    if (complaints.length === 0 || node.type === 'link' || node.type === 'heading')
      for (const child of childrenOf(node)) visit(child, depth + (nests.has(node.type) ? 1 : 0));
  };
  visit(root as BodyNode, 0);
  return mistakes;
}

/** How deep lists and quotes may stand in one another. Nobody follows more, and a few thousand would break the reading of a body. */
const mostDepth = 8;
const nests: ReadonlySet<string> = new Set(['list', 'blockquote', 'mdxJsxFlowElement']);
const tooDeep = `lists and quotes stand more than ${mostDepth} deep in one another: take out the marks > or - that are too many`;

/**
 * Numbers that stand in the body and that no reader would see: lists are drawn as 1, 2, 3. Most often it is no list that was
 * meant, but a sentence that begins with a year.
 */
function numbersLost(body: string, root: MdastNode): TextMistake[] {
  const lines = body.split(/\r\n?|\n/);
  return nodesIn(root)
    .filter((node) => node.type === 'list' && node['ordered'] === true)
    .flatMap((list) => childrenOf(list).flatMap((item, index) => numberLost(lines, item, index + 1)));
}

function numberLost(lines: readonly string[], item: BodyNode, place: number): TextMistake[] {
  const { line = 1, column = 1 } = item.position?.start ?? {};
  const [, number = '', sign = ''] = /^\s*(\d+)([.)])/.exec(lines[line - 1]?.slice(column - 1) ?? '') ?? [];
  // To number every item 1. is a habit of some who write Markdown, and says nothing else than a list.
  if (sign === '.' && (Number(number) === place || Number(number) === 1)) return [];
  return [
    {
      line,
      message: `“${number}${sign}” begins an item of a list here, and readers would see “${place}.”: write ${number}\\${sign} if the number belongs to the words, or number the list 1. 2. 3.`,
    },
  ];
}

/** Everything that is wrong with one node. */
function complaintsAbout(
  node: BodyNode,
  components: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  if (isComponent(node)) return complaintsAboutComponent(node, components);
  if (!nodesAllowed.has(node.type))
    return [`${namesOfNodes[node.type] ?? 'something'} is not allowed: write only ${allowed}`];
  const found: string[] = [];
  if (node.type === 'heading' && node['depth'] !== 2 && node['depth'] !== 3)
    found.push(
      `a heading with ${'#'.repeat(Number(node['depth']))} is not allowed: write ## for a heading, or ### for one below it`,
    );
  if ((node.type === 'heading' || node.type === 'link') && !hasWords(node))
    found.push(`a ${node.type} without words is not allowed: write some, or take it out`);
  if (node.type === 'listItem' && typeof node['checked'] === 'boolean')
    found.push('a tick box is not allowed: write a plain list');
  if (node.type === 'link' && !isAllowedLink(String(node['url'])))
    found.push(
      `the link ${JSON.stringify(node['url'])} is not allowed: write an address that begins with https://, / or #`,
    );
  if (node.type === 'link' && node['title'])
    found.push(
      `the link has a title, ${JSON.stringify(node['title'])}, which hardly any reader would see: take it out, or say it in the text`,
    );
  return found;
}

/** Nobody sees what has no words, and whoever listens to a page hears of it all the same. */
function hasWords(node: BodyNode): boolean {
  // What may not stand there at all is complained of by itself.
  return nodesIn(node).some(({ type, value }) =>
    typeof value === 'string' ? /\S/.test(value) : !nodesAllowed.has(type),
  );
}

/** How each component of a body, and each of its properties, is called in the form and in messages. */
export const componentLabels: Readonly<
  Record<string, { readonly label: string; readonly [property: string]: string }>
> = {
  Gap: { label: 'What’s told beside what’s known', known: 'What’s known', told: 'The story you hear' },
  SupportRoute: { label: 'A support route', slug: 'Support route' },
  DemoOnly: { label: 'Only on a demonstration: a live site leaves it out' },
};

function complaintsAboutComponent(
  node: BodyNode,
  components: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  const name = String(node['name'] ?? '');
  const properties = Object.hasOwn(components, name) ? components[name] : undefined;
  if (!properties) {
    const known = Object.keys(components).map(
      (each) =>
        `“${componentLabels[each]?.label ?? each}” (${each === demoOnly ? `<${each}>` : `<${each} />`})`,
    );
    const others = known.length > 0 ? `, or ${known.join(' or ')}` : '';
    return [`<${name}> is not allowed: write only ${allowed}${others}`];
  }
  if (name === demoOnly) return complaintsAboutDemoOnly(node);
  const whole = `<${name} ${properties.map((property) => `${property}="…"`).join(' ')} />`;
  const attributes = attributesOf(node);
  const names = attributes.map((attribute) => attribute.name ?? '');
  const labelled = (property: string) => `“${componentLabels[name]?.[property] ?? property}” [${property}]`;
  const found: string[] = [];
  if (childrenOf(node).length > 0)
    found.push(`<${name}> has words inside it, and takes none: write ${whole}`);
  if (attributes.some(({ type, value }) => type !== 'mdxJsxAttribute' || typeof value !== 'string'))
    found.push(`<${name}> may only have plain text in quotes: write ${whole}`);
  for (const each of new Set(names)) {
    if (each !== '' && !properties.includes(each))
      found.push(`<${name}> has no place for ${each}="…": write ${whole}`);
    else if (names.indexOf(each) !== names.lastIndexOf(each))
      found.push(`<${name}> says ${labelled(each)} twice: keep one of the two`);
  }
  // What a property in braces would bring along, nobody can say.
  const isPlain = attributes.every(({ type }) => type === 'mdxJsxAttribute');
  for (const property of properties)
    if (isPlain && !names.includes(property))
      found.push(`<${name}> does not say ${labelled(property)}: write ${whole}`);
  return found;
}

/** It stands round whole paragraphs, because on a live site what is in it is gone, and a sentence with a hole makes no sense. */
function complaintsAboutDemoOnly(node: BodyNode): readonly string[] {
  const attribute = attributesOf(node)[0];
  if (attribute)
    return [`<${demoOnly}> has no place for ${attribute.name ?? ''}="…": write <${demoOnly}> alone`];
  const inside = childrenOf(node);
  const isRoundBlocks =
    node.type === 'mdxJsxFlowElement' && inside.length > 0 && inside.every(({ type }) => !inLine.has(type));
  return isRoundBlocks
    ? []
    : [
        `<${demoOnly}> stands round whole paragraphs: write it on a line of its own before them, and </${demoOnly}> on one after them`,
      ];
}

/** Nodes that are part of a line. */
const inLine: ReadonlySet<string> = new Set([
  'text',
  'emphasis',
  'strong',
  'link',
  'break',
  'mdxJsxTextElement',
]);

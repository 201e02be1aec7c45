import type { MdastNode } from 'satteri';
import { markdownToMdast, mdxToMdast } from 'satteri';
import { countWords } from './count-words.ts';
import { escapeHtml } from './escape.ts';
import type { Span } from './verbatim.ts';

/**
 * A story's body as data: sections of blocks of runs. It is read with the Markdown parser that Astro itself
 * uses, whatever is not on the short list of design section 5 is an error, and it is drawn by `htmlOf`, which
 * escapes every word. So nothing that a body contains can become code.
 */

/** A stretch of text with one set of marks. A line break is a run whose text is `\n`. */
export interface Run {
  readonly text: string;
  readonly strong: boolean;
  readonly emphasis: boolean;
  readonly link?: string | undefined;
}

/** One block of a story. `told` and `lived` are lines of speech, drawn quiet or heavy (look, section 6). */
export type Block =
  | { readonly kind: 'paragraph' | 'subheading' | 'told' | 'lived'; readonly runs: readonly Run[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] };

/** A part of a story under one heading; the part before the first heading has none. */
export interface Section {
  readonly heading?: string;
  readonly id: string;
  readonly blocks: readonly Block[];
}

/** Something in a body that may not be there. `line` counts from the first line of the body. */
export interface TextMistake {
  readonly line: number;
  readonly message: string;
}

/** A body that has been read: its sections, and what must be mended before it may be drawn. */
export interface StoryText {
  readonly sections: readonly Section[];
  readonly mistakes: readonly TextMistake[];
}

/** Components that a myth or page may use, with the properties each takes; all are plain text. */
export const bodyComponents: Readonly<Record<string, readonly string[]>> = {
  Gap: ['known', 'told'],
  SupportRoute: ['slug'],
};

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
  html: 'raw HTML',
  image: 'an image',
  imageReference: 'an image',
  code: 'a code block',
  inlineCode: 'code',
  table: 'a table',
  delete: 'struck-out text',
  thematicBreak: 'a rule',
  footnoteReference: 'a footnote',
  footnoteDefinition: 'a footnote',
  linkReference: 'a link by reference',
  definition: 'a link by reference',
  mdxjsEsm: 'an import or export',
  mdxFlowExpression: 'an expression in braces',
  mdxTextExpression: 'an expression in braces',
  yaml: 'a second front matter',
};

const allowed = 'paragraphs, ## and ### headings, *emphasis*, **strong**, lists, > quotes and links';

/** Reads a story's Markdown body. Never throws: what is wrong is in `mistakes`. */
export function readStoryText(body: string): StoryText {
  const root = markdownToMdast(body, { features: { frontmatter: false } });
  const mistakes = [...forbiddenCharacters(body), ...forbiddenNodes(root, {})];
  return { sections: mistakes.length > 0 ? [] : sectionsOf(childrenOf(root)), mistakes };
}

/**
 * What may not stand in an `.mdx` body: code of any kind, and everything a story may not contain, beyond the
 * components of `bodyComponents` with literal properties. Never throws.
 */
export function mistakesInMdx(body: string): readonly TextMistake[] {
  try {
    const root = mdxToMdast(body, { features: { frontmatter: false } });
    return [...forbiddenCharacters(body), ...forbiddenNodes(root, bodyComponents)];
  } catch (error) {
    const [, line, what] =
      /^(\d+):\d+: (.*?)(?: \(.*\))?$/s.exec(error instanceof Error ? error.message : '') ?? [];
    return [
      {
        line: Number(line ?? 1),
        message: `cannot be read as MDX: ${what ?? String(error)}. Braces { } and angle brackets < > are code: write the words without them`,
      },
    ];
  }
}

/**
 * The words of an `.mdx` body, one text for each paragraph, heading, list or quote, as they are read aloud. Components
 * say nothing here. Empty for a body that has a mistake.
 */
export function plainTextsInMdx(body: string): readonly string[] {
  if (mistakesInMdx(body).length > 0) return [];
  return childrenOf(mdxToMdast(body, { features: { frontmatter: false } }))
    .map(wordsUnder)
    .filter((text) => text !== '');
}

function wordsUnder(node: AnyNode): string {
  if (node.type === 'text') return String(node['value']).replaceAll(/\s*\n\s*/g, ' ');
  if (node.type === 'break') return ' ';
  const areBlocks = ['list', 'listItem', 'blockquote'].includes(node.type);
  return childrenOf(node)
    .map(wordsUnder)
    .join(areBlocks ? ' ' : '');
}

/** True for a link that a body may contain: https, from the site's root, or within the page. */
export function isAllowedLink(url: string): boolean {
  if (/[\p{Cc}\s\\]/u.test(url)) return false;
  if (url.startsWith('#')) return true;
  if (url.startsWith('/')) return !url.startsWith('//');
  return /^https:\/\/[^/@]+(\/|$|\?|#)/i.test(url);
}

/** The plain text of a block, as it is read aloud. */
export function textOf(block: Block): string {
  switch (block.kind) {
    case 'quote':
      return block.blocks.map(textOf).join('\n');
    case 'list':
      return block.items.map((item) => item.map(textOf).join('\n')).join('\n');
    default:
      return block.runs.map((run) => run.text).join('');
  }
}

/**
 * The whole story as plain text. Sections are parted by a mark that no text contains, so that words found in
 * it never reach across a heading.
 */
export function plainText(sections: readonly Section[]): string {
  return sections.map((section) => section.blocks.map(textOf).join('\n')).join('\n\u0000\n');
}

/** The number of words in the story, headings left out. */
export function wordsIn(sections: readonly Section[]): number {
  return countWords(plainText(sections));
}

/** Minutes to read so many words, at 200 a minute, at least one (a calm pace for 11 to 15 year olds). */
export function minutesToRead(words: number): number {
  return Math.max(1, Math.round(words / 200));
}

/** A link around a stretch of a paragraph: a sentence with a margin note. */
export interface Mark {
  readonly span: Span;
  /** Where the link leads: the id of the note. */
  readonly id: string;
}

/** The HTML of the runs of one block. Every word is escaped. */
export function htmlOfRuns(runs: readonly Run[], mark?: Mark): string {
  if (!mark) return runs.map(htmlOfRun).join('');
  const [before, rest] = cut(runs, mark.span.start);
  const [inside, after] = cut(rest, mark.span.end - mark.span.start);
  const words = inside.map((run) => htmlOfRun({ ...run, link: undefined })).join('');
  return `${before.map(htmlOfRun).join('')}<a class="note-ref" href="#${mark.id}">${words}</a>${after.map(htmlOfRun).join('')}`;
}

/** The HTML of a quote or a list; other blocks have their own place in the page. */
export function htmlOf(block: Block): string {
  switch (block.kind) {
    case 'quote':
      return `<blockquote>${block.blocks.map(htmlOf).join('')}</blockquote>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      const items = block.items.map((item) => `<li>${item.map(htmlOf).join('')}</li>`).join('');
      return `<${tag} class="list">${items}</${tag}>`;
    }
    case 'subheading':
      return `<h3>${htmlOfRuns(block.runs)}</h3>`;
    case 'told':
    case 'lived':
      return `<p class="said said--${block.kind}">${htmlOfRuns(block.runs)}</p>`;
    default:
      return `<p>${htmlOfRuns(block.runs)}</p>`;
  }
}

/** An id made of a heading's words. */
export function idOf(heading: string): string {
  const words = heading
    .normalize('NFD')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return words ? `p-${words.join('-')}` : 'p';
}

function htmlOfRun(run: Run): string {
  let html = run.text === '\n' ? '<br>' : escapeHtml(run.text);
  if (run.emphasis) html = `<em>${html}</em>`;
  if (run.strong) html = `<strong>${html}</strong>`;
  if (run.link !== undefined) html = `<a href="${escapeHtml(run.link)}">${html}</a>`;
  return html;
}

/** Parts runs at a position of their joined text. */
function cut(runs: readonly Run[], position: number): [Run[], Run[]] {
  const before: Run[] = [];
  const after: Run[] = [];
  let start = 0;
  for (const run of runs) {
    const at = Math.min(Math.max(position - start, 0), run.text.length);
    if (at > 0) before.push({ ...run, text: run.text.slice(0, at) });
    if (at < run.text.length) after.push({ ...run, text: run.text.slice(at) });
    start += run.text.length;
  }
  return [before, after];
}

type AnyNode = MdastNode & {
  readonly children?: readonly AnyNode[];
  readonly position?: { readonly start: { readonly line: number } };
  readonly [key: string]: unknown;
};

function childrenOf(node: MdastNode): readonly AnyNode[] {
  return (node as AnyNode).children ?? [];
}

function forbiddenCharacters(body: string): TextMistake[] {
  return body.split(/\r\n?|\n/).flatMap((text, index) => {
    // Controls, and the characters that turn the reading direction round: they hide words from a moderator.
    const found = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.exec(text.replaceAll('\t', ' '));
    if (!found) return [];
    const code = found[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
    return [{ line: index + 1, message: `an invisible character (U+${code}) stands here: delete it` }];
  });
}

function forbiddenNodes(
  root: MdastNode,
  components: Readonly<Record<string, readonly string[]>>,
): TextMistake[] {
  const mistakes: TextMistake[] = [];
  const visit = (node: AnyNode): void => {
    const line = node.position?.start.line ?? 1;
    const complaint = complaintAbout(node, components);
    if (complaint) mistakes.push({ line, message: complaint });
    else for (const child of childrenOf(node)) visit(child);
  };
  visit(root as AnyNode);
  return mistakes;
}

function complaintAbout(
  node: AnyNode,
  components: Readonly<Record<string, readonly string[]>>,
): string | undefined {
  if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
    return complaintAboutComponent(node, components);
  }
  if (!nodesAllowed.has(node.type)) {
    return `${namesOfNodes[node.type] ?? node.type} is not allowed: write only ${allowed}`;
  }
  if (node.type === 'heading' && node['depth'] !== 2 && node['depth'] !== 3) {
    return `a heading of level ${node['depth']} is not allowed: write ## or ###`;
  }
  if (node.type === 'listItem' && typeof node['checked'] === 'boolean') {
    return 'a tick box is not allowed: write a plain list';
  }
  if (node.type === 'link' && !isAllowedLink(String(node['url']))) {
    return `the link ${JSON.stringify(node['url'])} is not allowed: write an address that begins with https://, / or #`;
  }
  return undefined;
}

function complaintAboutComponent(
  node: AnyNode,
  components: Readonly<Record<string, readonly string[]>>,
): string | undefined {
  const name = String(node['name'] ?? '');
  const properties = Object.hasOwn(components, name) ? components[name] : undefined;
  if (!properties) {
    const known = Object.keys(components).map((each) => `<${each} />`);
    return `<${name}> is not allowed: write only ${allowed}, or ${known.join(' or ')}`;
  }
  if (childrenOf(node).length > 0)
    return `<${name}> takes no content: write <${name} ${properties.join('="…" ')}="…" />`;
  const attributes = node['attributes'] as readonly { type: string; name?: string; value?: unknown }[];
  for (const attribute of attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') {
      return `<${name}> may only have plain text in quotes: write ${properties.join('="…" ')}="…"`;
    }
    if (!properties.includes(attribute.name ?? '')) {
      return `<${name}> has no property ${attribute.name}: write ${properties.join(' and ')}`;
    }
  }
  const missing = properties.find((property) => !attributes.some((attribute) => attribute.name === property));
  return missing ? `<${name}> needs ${missing}="…"` : undefined;
}

function sectionsOf(nodes: readonly AnyNode[]): Section[] {
  const sections: { heading?: string; id: string; blocks: Block[] }[] = [];
  const ids = new Map<string, number>();
  for (const node of nodes) {
    if (node.type === 'heading' && node['depth'] === 2) {
      const heading = runsOf(node)
        .map((run) => run.text)
        .join('');
      const id = idOf(heading);
      const seen = ids.get(id) ?? 0;
      ids.set(id, seen + 1);
      sections.push({ heading, id: seen === 0 ? id : `${id}-${seen + 1}`, blocks: [] });
      continue;
    }
    if (sections.length === 0) sections.push({ id: 'p-start', blocks: [] });
    sections.at(-1)?.blocks.push(blockOf(node));
  }
  return sections;
}

function blockOf(node: AnyNode): Block {
  switch (node.type) {
    case 'blockquote': {
      const children = childrenOf(node);
      const [only] = children;
      if (children.length === 1 && only?.type === 'paragraph') {
        const runs = runsOf(only);
        return { kind: runs.every((run) => run.strong) ? 'lived' : 'told', runs };
      }
      return { kind: 'quote', blocks: children.map(blockOf) };
    }
    case 'list':
      return {
        kind: 'list',
        ordered: node['ordered'] === true,
        items: childrenOf(node).map((item) => childrenOf(item).map(blockOf)),
      };
    case 'heading':
      return { kind: 'subheading', runs: runsOf(node) };
    default:
      return { kind: 'paragraph', runs: runsOf(node) };
  }
}

function runsOf(node: AnyNode, marks: Omit<Run, 'text'> = { strong: false, emphasis: false }): Run[] {
  return childrenOf(node).flatMap((child): Run[] => {
    switch (child.type) {
      case 'text':
        // A soft line break in the source is a space to the reader.
        return [{ ...marks, text: String(child['value']).replaceAll(/[^\S\n]*\n\s*/g, ' ') }];
      case 'break':
        return [{ ...marks, text: '\n' }];
      case 'strong':
        return runsOf(child, { ...marks, strong: true });
      case 'emphasis':
        return runsOf(child, { ...marks, emphasis: true });
      case 'link':
        return runsOf(child, { ...marks, link: String(child['url']) });
      default:
        throw new Error(`a ${child.type} node passed the check of what a body may contain`);
    }
  });
}

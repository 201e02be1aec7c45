import type { MdastNode } from 'satteri';

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

/** A node of a parsed body, with what the parser’s own type does not promise. */
export type BodyNode = MdastNode & {
  readonly children?: readonly BodyNode[];
  readonly position?: { readonly start: { readonly line: number } };
  readonly [key: string]: unknown;
};

/** The nodes inside a node; none for a leaf. */
export function childrenOf(node: MdastNode): readonly BodyNode[] {
  return (node as BodyNode).children ?? [];
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
  return [...forbiddenCharacters(body), ...forbiddenNodes(root, components)];
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
  const visit = (node: BodyNode, depth: number): void => {
    const line = node.position?.start.line ?? 1;
    const complaint = depth > mostDepth ? tooDeep : complaintAbout(node, components);
    if (complaint) mistakes.push({ line, message: complaint });
    else for (const child of childrenOf(node)) visit(child, depth + (nests.has(node.type) ? 1 : 0));
  };
  visit(root as BodyNode, 0);
  return mistakes;
}

/** How deep lists and quotes may stand in one another. Nobody follows more, and a few thousand would break the reading of a body. */
const mostDepth = 8;
const nests: ReadonlySet<string> = new Set(['list', 'blockquote']);
const tooDeep = `lists and quotes stand more than ${mostDepth} deep in one another: take out the marks > or - that are too many`;

function complaintAbout(
  node: BodyNode,
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
  node: BodyNode,
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

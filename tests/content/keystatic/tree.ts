import type { MdastNode } from 'satteri';

/** A body's structure and words, without what no reader notices: positions, and where a text was cut in two. */
export interface Tree {
  readonly type: string;
  readonly value?: unknown;
  readonly [property: string]: unknown;
}

const told = ['depth', 'ordered', 'start', 'url', 'title', 'name', 'checked', 'value'];

/** The tree of a body as either parser reads it. */
export function treeOf(node: MdastNode): Tree {
  const { type, children, attributes, ...rest } = node as unknown as Record<string, unknown> & {
    type: string;
    children?: MdastNode[];
    attributes?: { name: string; value: unknown }[];
  };
  const properties = told
    .filter((key) => rest[key] !== undefined && rest[key] !== null)
    .map((key) => [key, rest[key]]);
  return {
    type,
    ...Object.fromEntries(properties),
    ...(attributes && { attributes: attributes.map(({ name, value }) => [name, value]) }),
    ...(children && { children: joined(children.map(treeOf)) }),
  };
}

function joined(nodes: readonly Tree[]): Tree[] {
  const result: Tree[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (last?.type === 'text' && node.type === 'text')
      result[result.length - 1] = { ...last, value: `${last.value}${node.value}` };
    else result.push(node);
  }
  return result;
}

/** The words of a tree or a text, without the spaces between them and without signs that Markdown takes for marks. */
export function wordsOf(told: Tree | string): string {
  if (typeof told === 'string') return told.replaceAll(/[\s*_\u200B\uFEFF]/g, '');
  if (told.type === 'text') return wordsOf(String(told.value));
  return ((told['children'] ?? []) as Tree[]).map(wordsOf).join('');
}

import { mdxToMdast } from 'satteri';
import { type BodyNode, bodyComponents, childrenOf, mistakesInBody, type TextMistake } from './body-rules.ts';

/**
 * What may not stand in an `.mdx` body: code of any kind, and everything a story may not contain, beyond the
 * components of `bodyComponents` with literal properties. Never throws.
 */
export function mistakesInMdx(body: string): readonly TextMistake[] {
  try {
    const root = mdxToMdast(body, { features: { frontmatter: false } });
    return mistakesInBody(body, root, bodyComponents);
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

function wordsUnder(node: BodyNode): string {
  if (node.type === 'text') return String(node['value']).replaceAll(/\s*\n\s*/g, ' ');
  if (node.type === 'break') return ' ';
  const areBlocks = ['list', 'listItem', 'blockquote'].includes(node.type);
  return childrenOf(node)
    .map(wordsUnder)
    .join(areBlocks ? ' ' : '');
}

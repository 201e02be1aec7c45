import { type MdastNode, mdxToMdast } from 'satteri';
import { type BodyComponent, type BodyLink, componentsIn, linksIn } from './body-links.ts';
import {
  type BodyNode,
  bodyComponents,
  childrenOf,
  isComponent,
  isDemoOnly,
  mistakesInBody,
  nodesIn,
  type TextMistake,
} from './body-rules.ts';

/**
 * What may not stand in an `.mdx` body: code of any kind, and everything a story may not contain, beyond the
 * components of `bodyComponents` with literal properties. Never throws.
 */
export function mistakesInMdx(body: string): readonly TextMistake[] {
  try {
    const root = mdxToMdast(body, { features: { frontmatter: false } });
    return mistakesInBody(body, root, bodyComponents);
  } catch (error) {
    // What the parser says is for programmers; where it stopped is for everybody.
    const [, line] = /^(\d+):\d+: /.exec(error instanceof Error ? error.message : '') ?? [];
    return [
      {
        line: Number(line ?? 1),
        message:
          'the text cannot be read from here on: one of the signs { } < > stands here, and is taken for code. Write the words without it, or put a \\ before it',
      },
    ];
  }
}

/** What an `.mdx` body leads to, what it names, and what can lead to it. */
export interface MdxPlaces {
  readonly links: readonly BodyLink[];
  readonly components: readonly BodyComponent[];
  /**
   * The ids of its headings, as Astro gives them where a page draws them as they are. Those that only a demonstration shows
   * are not among them.
   */
  readonly headingIds: readonly string[];
}

/** The places of an `.mdx` body; none for one that cannot be read. */
export function placesInMdx(body: string): MdxPlaces {
  try {
    const root = mdxToMdast(body, { features: { frontmatter: false } });
    return { links: linksIn(root), components: componentsIn(root), headingIds: headingIdsIn(root) };
  } catch {
    return { links: [], components: [], headingIds: [] };
  }
}

/** As `github-slugger` makes them, with which Astro does: words with hyphens between them, numbered where two are the same. */
function headingIdsIn(root: MdastNode): readonly string[] {
  const seen = new Map<string, number>();
  const inDemo = new Set(nodesIn(root).filter(isDemoOnly).flatMap(nodesIn));
  return nodesIn(root)
    .filter(({ type }) => type === 'heading')
    .flatMap((heading) => {
      const id = wordsUnder(heading)
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
        .replaceAll(' ', '-');
      const before = seen.get(id) ?? 0;
      // Astro numbers them whether they are shown or not.
      seen.set(id, before + 1);
      if (inDemo.has(heading)) return [];
      return before === 0 ? id : `${id}-${before}`;
    });
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
  if (isComponent(node)) return '';
  if (node.type === 'text') return String(node['value']).replaceAll(/\s*\n\s*/g, ' ');
  if (node.type === 'break') return ' ';
  const areBlocks = ['list', 'listItem', 'blockquote'].includes(node.type);
  return childrenOf(node)
    .map(wordsUnder)
    .join(areBlocks ? ' ' : '');
}

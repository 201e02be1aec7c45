import { markdownToMdast } from 'satteri';
import { type BodyLink, linksIn } from './body-links.ts';
import { type BodyNode, childrenOf, mistakesInBody, type TextMistake } from './body-rules.ts';
import { countWords } from './count-words.ts';

/**
 * A story's body as data: sections of blocks of runs. It is read with the Markdown parser that Astro itself
 * uses, whatever is not on the short list of design section 5 is an error, and it is drawn by `story-html.ts`, which
 * escapes every word. So nothing that a body contains can become code.
 */

/** A stretch of text with one set of marks. A line break is a run whose text is `\n`. */
export interface Run {
  readonly text: string;
  readonly strong: boolean;
  readonly emphasis: boolean;
  readonly link?: string | undefined;
}

/** One block of a story. `told` and `lived` are lines of speech, drawn quiet or heavy. */
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

/** A body that has been read: its sections, and what must be mended before it may be drawn. */
export interface StoryText {
  readonly sections: readonly Section[];
  readonly mistakes: readonly TextMistake[];
}

/** Reads a story's Markdown body. Never throws: what is wrong is in `mistakes`. */
export function readStoryText(body: string): StoryText {
  const root = markdownToMdast(body, { features: { frontmatter: false } });
  const mistakes = mistakesInBody(body, root, {});
  return { sections: mistakes.length > 0 ? [] : sectionsOf(childrenOf(root)), mistakes };
}

/**
 * The parts of a story's page beside its sections: the short version, the same from the head of the page on, the telling, the
 * whole, and where to get help.
 */
const partsOfStoryPage: readonly string[] = ['short', 'minute', 'telling', 'main', 'help'];

/** The parts of a story's page that a link may lead to. */
export function partsOfStory(sections: readonly Section[]): readonly string[] {
  return [...partsOfStoryPage, ...sections.map(({ id }) => id)];
}

/** Links within a story that lead to no part of it. They are drawn as words, so the story may stand until they are mended. */
export function deadFragmentsIn(body: string): readonly TextMistake[] {
  if (!body.includes('](#')) return [];
  const { sections } = readStoryText(body);
  const parts = partsOfStory(sections);
  return linksInStory(body).flatMap(({ line, url }) => {
    if (!url.startsWith('#') || url === '#' || parts.includes(url.slice(1))) return [];
    const ids = sections.map(({ id }) => `#${id}`).join(', ');
    return {
      line,
      message: `the link ${JSON.stringify(url)} leads to no part of the story: write one of ${ids}`,
    };
  });
}

/** The links in a story's Markdown body. */
export function linksInStory(body: string): readonly BodyLink[] {
  // Nearly no story has one, and to look for them costs as much as to read it.
  return body.includes('](') ? linksIn(markdownToMdast(body, { features: { frontmatter: false } })) : [];
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

/**
 * The texts that a quotation has to lie within, one each: paragraphs, the paragraphs of items of lists and of quotes, lines of
 * speech. Words out of two of them were never said in one breath. Headings are none.
 */
export function passagesIn(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'quote':
        return passagesIn(block.blocks);
      case 'list':
        return block.items.flatMap(passagesIn);
      case 'subheading':
        return [];
      default:
        return [textOf(block)];
    }
  });
}

/** The number of words in the story, headings left out. */
export function wordsIn(sections: readonly Section[]): number {
  return countWords(plainText(sections));
}

/** Minutes to read so many words, at 200 a minute, at least one (a calm pace for 11 to 15 year olds). */
export function minutesToRead(words: number): number {
  return Math.max(1, Math.round(words / 200));
}

/** An id made of a heading's words. */
export function idOf(heading: string): string {
  const words = heading
    .normalize('NFD')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return words ? `p-${words.join('-')}` : 'p';
}

function sectionsOf(nodes: readonly BodyNode[]): Section[] {
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

function blockOf(node: BodyNode): Block {
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

function runsOf(node: BodyNode, marks: Omit<Run, 'text'> = { strong: false, emphasis: false }): Run[] {
  return childrenOf(node).flatMap((child): Run[] => {
    switch (child.type) {
      case 'text':
        // A soft line break in the source is a space to the reader.
        return [{ ...marks, text: String(child['value']).replaceAll(/[^\S\r\n]*[\r\n]\s*/g, ' ') }];
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

import { mdxToMdast } from 'satteri';
import { attributesOf, type BodyNode, childrenOf, isDemoOnly, lineOf, nodesIn } from './body-rules.ts';

/**
 * Finds where a text says that the site is a demonstration. A live site refuses such words, wherever they stand outside of
 * what only a demonstration shows.
 */

/** What a text can be of: a page about the site itself, or anything else that the site shows. */
export type About = 'site' | 'anythingElse';

const things = 'site|website|moderator|key|story|stories|mode|version';

/** Words that can only be about the site. “A demonstration” alone may be a march, or how a teacher shows a sum. */
const anywhere = [
  String.raw`\bdemo(?:nstration)?[\s-]+(?:${things})s?\b`,
  String.raw`\bmade[\s-]+up\s+(?:moderator|key|signature)s?\b`,
  String.raw`\b(?:moderator|signature)s?\b[^.!?]{0,60}?\b(?:is|are|was|were)\s+made[\s-]+up\b`,
  // How the desk labels the submissions that it brings for trying it.
  '^demonstration:',
];

/** On a page about the site these are about the site as well. Only who is not live speaks of “a live site”. */
const onPages = [...anywhere, String.raw`\bdemo(?:nstration)?s?\b`, String.raw`\blive\s+(?:web)?sites?\b`];

const patterns: Readonly<Record<About, RegExp>> = {
  site: new RegExp(onPages.join('|'), 'iu'),
  anythingElse: new RegExp(anywhere.join('|'), 'iu'),
};

/** Without one of these no pattern fits, and to look for them is quick. */
const hint = /demo|made[\s-]+up|live\s/i;

/** Words that speak of a demonstration, and where in their text they begin. */
interface Spoken {
  readonly index: number;
  readonly words: string;
}

function firstIn(text: string, about: About): Spoken | undefined {
  const found = hint.test(text) ? patterns[about].exec(text) : null;
  return found ? { index: found.index, words: found[0].replaceAll(/\s+/g, ' ') } : undefined;
}

/** The first words in a text that speak of a demonstration, as they stand in it; undefined where there are none. */
export function demonstrationIn(text: string, about: About): string | undefined {
  return firstIn(text, about)?.words;
}

/** Words in a body that speak of a demonstration. `line` counts from the first line of the body. */
export interface SpokenDemonstration {
  readonly line: number;
  readonly words: string;
}

/**
 * Where an `.mdx` body speaks of a demonstration outside of what only a demonstration shows: once for each paragraph,
 * heading and property of a component. Nothing for a body that cannot be read, which is a mistake of its own.
 */
export function demonstrationsInMdx(body: string, about: About): readonly SpokenDemonstration[] {
  if (!hint.test(body)) return [];
  try {
    return spokenUnder(mdxToMdast(body, { features: { frontmatter: false } }) as BodyNode, about);
  } catch {
    return [];
  }
}

function spokenUnder(node: BodyNode, about: About): readonly SpokenDemonstration[] {
  if (isDemoOnly(node)) return [];
  if (node.type !== 'paragraph' && node.type !== 'heading') {
    return [...inProperties(node, about), ...childrenOf(node).flatMap((child) => spokenUnder(child, about))];
  }
  const inside = nodesIn(node);
  const text = inside
    .map((each) => (each.type === 'break' ? '\n' : each.type === 'text' ? String(each['value']) : ''))
    .join('');
  const found = firstIn(text, about);
  const inText = found && {
    line: lineOf(node) + text.slice(0, found.index).split('\n').length - 1,
    words: found.words,
  };
  return [...(inText ? [inText] : []), ...inside.flatMap((each) => inProperties(each, about))];
}

function inProperties(node: BodyNode, about: About): readonly SpokenDemonstration[] {
  return attributesOf(node).flatMap(({ value }) => {
    const words = demonstrationIn(String(value), about);
    return words === undefined ? [] : [{ line: lineOf(node), words }];
  });
}

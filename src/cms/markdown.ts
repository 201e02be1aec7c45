import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { mdxFromMarkdown } from 'mdast-util-mdx';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { mdxjs } from 'micromark-extension-mdxjs';

/**
 * Stands in for `satteri` in the browser, where its native code cannot run, so that the form can ask the domain's
 * own rules about a body. It is the parser that Keystatic itself brings; tests hold it against the build's.
 */

const gfm = () => [gfmAutolinkLiteral(), gfmStrikethrough(), gfmTable()];
const gfmFromMarkdown = () => [
  gfmAutolinkLiteralFromMarkdown(),
  gfmStrikethroughFromMarkdown(),
  gfmTableFromMarkdown(),
];

/**
 * This parser looks at one half of a character that UTF-16 writes as two, and so mistakes what an emoji is to the
 * mark or the address beside it. A character of the same class stands in: no rule asks which one it is.
 */
function inOneUnit(source: string): string {
  return source.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, (character) =>
    /[\p{P}\p{S}]/u.test(character) ? '☺' : 'ℵ',
  );
}

/** Reads Markdown as `satteri` does. */
export function markdownToMdast(source: string): Root {
  return fromMarkdown(inOneUnit(source), { extensions: gfm(), mdastExtensions: gfmFromMarkdown() });
}

/**
 * Reads MDX as `satteri` does.
 *
 * @throws where it is no MDX
 */
export function mdxToMdast(source: string): Root {
  return fromMarkdown(inOneUnit(source), {
    extensions: [mdxjs(), ...gfm()],
    mdastExtensions: [mdxFromMarkdown(), ...gfmFromMarkdown()],
  });
}

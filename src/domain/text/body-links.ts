import type { MdastNode } from 'satteri';
import { attributesOf, isComponent, lineOf, nodesIn } from './body-rules.ts';

/** A link in a body. `line` counts from the first line of the body. */
export interface BodyLink {
  readonly line: number;
  readonly url: string;
}

/** A component in a body, with its properties: `<SupportRoute slug="childline" />`. */
export interface BodyComponent {
  readonly line: number;
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** The links in a parsed body. */
export function linksIn(root: MdastNode): readonly BodyLink[] {
  return nodesIn(root)
    .filter(({ type }) => type === 'link')
    .map((node) => ({ line: lineOf(node), url: String(node['url']) }));
}

/** The components in a parsed body. */
export function componentsIn(root: MdastNode): readonly BodyComponent[] {
  return nodesIn(root)
    .filter(isComponent)
    .map((node) => ({
      line: lineOf(node),
      name: String(node['name']),
      properties: Object.fromEntries(attributesOf(node).map(({ name = '', value }) => [name, String(value)])),
    }));
}

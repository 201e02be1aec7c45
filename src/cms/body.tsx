import { type ComponentSchema, fields } from '@keystatic/core';
import { block, type ContentComponent, wrapper } from '@keystatic/core/content-components';
import { componentReferences } from '#domain/review/references.ts';
import { bodyComponents, componentLabels, demoOnly, type TextMistake } from '#domain/text/body-rules.ts';
import { inStoredForm } from '#domain/text/characters.ts';
import { mistakesInMdx } from '#domain/text/mdx-text.ts';
import { deadFragmentsIn, readStoryText } from '#domain/text/story-text.ts';
import { lawfulField } from './law.tsx';

/**
 * The formatting that the form offers in a body. What it does not offer cannot be saved, and the build refuses it
 * anyway.
 */
const formatting = {
  heading: [2, 3],
  strikethrough: false,
  code: false,
  codeBlock: false,
  table: false,
  image: false,
  divider: false,
} as const;

/** Where the complaint about a body stands: a body fills its pane, so the complaint sticks to the bottom, in sight. */
const belowTheText = {
  position: 'sticky',
  insetBlockEnd: 0,
  padding: '1em 2em',
  background: 'var(--kui-color-background-canvas)',
} as const;

/** The body of a story: Markdown, ruled by the same function as in the build. */
export function storyBody(): ComponentSchema {
  const field = settled(fields.mdx({ label: 'Story', extension: 'md', options: formatting }));
  return lawfulField(
    field,
    (state) => {
      const text = textOf(field, state);
      const { mistakes, sections } = readStoryText(text);
      if (sections.length === 0 && mistakes.length === 0) return 'the story has no words: write it here';
      return allOf(mistakes.length > 0 ? mistakes : deadFragmentsIn(text));
    },
    belowTheText,
  );
}

/**
 * The body of a myth, a lesson pack or a page: MDX with the components of `bodyComponents`, ruled by the same function
 * as in the build.
 */
export function mdxBody(): ComponentSchema {
  const field = settled(
    fields.mdx({ label: 'Text', extension: 'mdx', options: formatting, components: componentsOf() }),
  );
  return lawfulField(field, (state) => allOf(mistakesInMdx(textOf(field, state))), belowTheText);
}

type BodyField = ReturnType<typeof fields.mdx>;
type EditorState = ReturnType<BodyField['defaultValue']>;

/** Every mistake of a body, one below the other. Lines are not named: what is typed here shows none. */
function allOf(mistakes: readonly TextMistake[]): string | undefined {
  return mistakes.length === 0 ? undefined : [...new Set(mistakes.map(({ message }) => message))].join('\n');
}

/** A body as it would be stored. */
function textOf(field: BodyField, state: EditorState): string {
  return new TextDecoder().decode(field.serialize(state, { slug: undefined }).content);
}

/**
 * Keystatic writes some bodies otherwise after opening them than before: a bare address becomes a link, spaces move
 * out of bold words. So a body is opened once more before it is stored, and later saves change nothing. In between it is
 * brought into the form of Unicode in which content is stored.
 */
function settled(field: BodyField): BodyField {
  type Stored = ReturnType<BodyField['serialize']>;
  // Kept by the text that it was made from, because Keystatic asks for it at every key that is pressed in any field.
  const known = new WeakMap<EditorState['doc'], Stored>();
  return {
    ...field,
    serialize(state, extra) {
      const before = known.get(state.doc);
      if (before) return before;
      const { content } = field.serialize(mended(state), extra);
      const text = inStoredForm(withoutLostEscapes(new TextDecoder().decode(content)));
      const opened = field.parse(undefined, {
        content: new TextEncoder().encode(text),
        other: new Map(),
        external: new Map(),
        slug: extra.slug,
      });
      const stored = field.serialize(opened, extra);
      known.set(state.doc, stored);
      return stored;
    },
  };
}

/**
 * Takes away what Keystatic 0.6.9 would store wrongly: a line break that ends a paragraph becomes a backslash that
 * readers see, and of bold or italic words with a line separator in them (some programs paste those) it keeps only
 * the first line.
 */
function mended(state: EditorState): EditorState {
  const change = state.tr;
  state.doc.descendants((node, position, parent) => {
    const at = (offset: number) => change.mapping.map(position + offset);
    if (node.type.name === 'hard_break' && parent?.lastChild === node) change.delete(at(0), at(1));
    for (const { index, 0: found } of (node.text ?? '').matchAll(/\s*[\n\r\u2028\u2029]\s*/g)) {
      change.replaceWith(at(index), at(index + found.length), node.type.schema.text(' ', node.marks));
    }
  });
  // A deletion may put another line break at the end of its paragraph, so it is done again until nothing changes.
  return change.docChanged ? mended(state.apply(change)) : state;
}

function componentsOf(): Record<string, ContentComponent> {
  return Object.fromEntries(
    Object.entries(bodyComponents).map(([name, properties]) => {
      const label = componentLabels[name]?.label ?? name;
      const schema = Object.fromEntries(properties.map((property) => [property, propertyOf(name, property)]));
      return [
        name,
        name === demoOnly ? wrapper({ label, schema }) : block({ label, schema, ContentView: Properties }),
      ];
    }),
  );
}

/** What stands in a component, shown in its place in the text. */
function Properties({ value }: { value: Readonly<Record<string, unknown>> }) {
  return Object.values(value).join(' · ');
}

function propertyOf(name: string, property: string): ComponentSchema {
  const label = componentLabels[name]?.[property] ?? property;
  const collection = componentReferences[name]?.[property];
  return collection === undefined ? fields.text({ label }) : fields.relationship({ label, collection });
}

/**
 * A body without the backslashes that Keystatic put before a sign which becomes another one together with the mark after it:
 * `\<` and a stroke through it are one character in NFC, which needs no backslash, and so would show it.
 */
function withoutLostEscapes(text: string): string {
  return text.replaceAll(/\\([!-/:-@[-`{-~])(\p{M}+)/gu, (whole, sign: string, marks: string) =>
    `${sign}${marks}`.normalize('NFC').startsWith(sign) ? whole : `${sign}${marks}`,
  );
}

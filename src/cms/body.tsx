import { type ComponentSchema, fields } from '@keystatic/core';
import { block, type ContentComponent } from '@keystatic/core/content-components';
import { bodyComponents, mistakesInMdx, readStoryText } from '#domain/story-text.ts';
import { lawful } from './law.tsx';

/** How each component of a body, and each of its properties, is called in the form. */
const words: Readonly<Record<string, { readonly label: string; readonly [property: string]: string }>> = {
  Gap: { label: 'What’s told beside what’s known', known: 'What’s known', told: 'The story you hear' },
  SupportRoute: { label: 'A support route', slug: 'Support route' },
};

/** Formatting that a body may contain (design, section 5): what is not offered cannot be saved. */
const formatting = {
  heading: [2, 3],
  strikethrough: false,
  code: false,
  codeBlock: false,
  table: false,
  image: false,
  divider: false,
} as const;

/** The body of a story: Markdown, ruled by the same function as in the build. */
export function storyBody(): ComponentSchema {
  const field = fields.mdx({ label: 'Story', extension: 'md', options: formatting });
  return lawful(field, (state) => {
    const { mistakes, sections } = readStoryText(textOf(field, state));
    if (sections.length === 0 && mistakes.length === 0) return 'the story has no words: write it here';
    return mistakes[0]?.message;
  });
}

/** The body of a myth or a page: MDX with the components of `bodyComponents`, ruled by the same function as in the build. */
export function mdxBody(): ComponentSchema {
  const field = fields.mdx({
    label: 'Text',
    extension: 'mdx',
    options: formatting,
    components: componentsOf(),
  });
  return lawful(field, (state) => mistakesInMdx(textOf(field, state))[0]?.message);
}

type BodyField = ReturnType<typeof fields.mdx>;

/** A body as it would be stored. */
function textOf(field: BodyField, state: ReturnType<BodyField['defaultValue']>): string {
  return new TextDecoder().decode(field.serialize(state, { slug: undefined }).content);
}

function componentsOf(): Record<string, ContentComponent> {
  return Object.fromEntries(
    Object.entries(bodyComponents).map(([name, properties]) => {
      const component = block({
        label: words[name]?.label ?? name,
        schema: Object.fromEntries(properties.map((property) => [property, propertyOf(name, property)])),
        ContentView: Properties,
      });
      return [name, component];
    }),
  );
}

/** What stands in a component, shown in its place in the text. */
function Properties({ value }: { value: Readonly<Record<string, unknown>> }) {
  return Object.values(value).join(' · ');
}

function propertyOf(name: string, property: string): ComponentSchema {
  const label = words[name]?.[property] ?? property;
  return name === 'SupportRoute'
    ? fields.relationship({ label, collection: 'support' })
    : fields.text({ label });
}

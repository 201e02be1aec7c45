/** Where something that is a story's own stands in a text around it, and what to say there. */
export interface OwnName {
  /** Where in the data: `activities.2.value.steps.0`. */
  readonly path: string;
  readonly found: string;
  readonly instead: 'the teller' | 'the story';
}

/**
 * Every text that says a story's title or its teller's name. A story can be withdrawn at any hour, and then nothing that
 * is its own may stay; whatever names it must go with it.
 *
 * @param data the data of an entry, of any shape
 * @param goesWithStory whether a field is not shown where the story may not be read: there its names may stand
 */
export function namesIn(
  data: unknown,
  story: { readonly title: string; readonly pseudonym: string },
  goesWithStory: (holder: object, key: string) => boolean,
): readonly OwnName[] {
  const name = new RegExp(`(?<!\\p{L})${escapeRegExp(story.pseudonym.normalize('NFC'))}(?!\\p{L})`, 'u');
  const title = story.title.normalize('NFC');
  const visit = (value: unknown, path: string): readonly OwnName[] => {
    if (typeof value === 'string') {
      // How Unicode writes an accent makes no other name.
      const text = value.normalize('NFC');
      if (name.test(text)) return [{ path, found: story.pseudonym, instead: 'the teller' }];
      return text.includes(title) ? [{ path, found: story.title, instead: 'the story' }] : [];
    }
    if (value === null || typeof value !== 'object') return [];
    return Object.entries(value)
      .filter(([key]) => !goesWithStory(value, key))
      .flatMap(([key, inner]) => visit(inner, path === '' ? key : `${path}.${key}`));
  };
  return visit(data, '');
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

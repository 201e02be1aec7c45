import { review } from '#domain/review/review.ts';
import { pseudonymPath } from '#domain/review/story-review.ts';
import { withdrawnBy } from '#domain/review/withdrawals.ts';
import { fileOf } from '#domain/schema/content.ts';
import { slugPattern } from '#domain/schema/fields.ts';
import { labelledPlace } from '#domain/schema/labels.ts';
import { parsedBy } from '#domain/schema/plain-errors.ts';
import { type Story, storySchema } from '#domain/schema/story.ts';
import { inStoredForm } from '#domain/text/characters.ts';
import { plainText, readStoryText } from '#domain/text/story-text.ts';
import { readContent } from '#files/read.ts';

/**
 * A story’s body in Markdown that says exactly these paragraphs and nothing else. Whatever Markdown would take for a
 * mark is escaped.
 */
export function bodyOf(paragraphs: readonly string[]): string {
  return paragraphs
    .map((paragraph) =>
      paragraph
        .replaceAll(/\s+/g, ' ')
        .replaceAll(/[\\*_[\]<`&~]/g, '\\$&')
        .replace(/^(#|>|[-+](?=\s|$)|-(?=-))/, '\\$1')
        .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2'),
    )
    .join('\n\n');
}

/** A draft, or what has to be mended before it can be one. */
export type DraftOrMistakes =
  | {
      readonly slug: string;
      readonly data: Story;
      readonly body: string;
      /** Why its pseudonym should be another: stories that have it already. Nothing where it is the draft’s own. */
      readonly pseudonymTaken?: string;
    }
  | { readonly mistakes: readonly string[] };

/**
 * Tries a draft against every rule of the content, as if its file were there already. What was typed in another form of
 * Unicode than content is stored in is brought into that one.
 *
 * @param typed front matter as it was typed
 * @param told the paragraphs of the agreed text
 */
export async function draftFrom(
  root: string,
  slug: string,
  typed: Readonly<Record<string, unknown>>,
  told: readonly string[],
): Promise<DraftOrMistakes> {
  const matter = inStoredForm(typed);
  const paragraphs = inStoredForm(told);
  const parsed = parsedBy(storySchema, matter);
  const issues =
    parsed.error?.issues.map(
      ({ path, message }) => `${labelledPlace(storySchema, path).labels}: ${message}`,
    ) ?? [];
  if (!slugPattern.test(slug)) issues.push('Short name: use small letters, digits and hyphens only');
  if (!parsed.success || issues.length > 0) return { mistakes: issues };
  const body = bodyOf(paragraphs);
  const { sections, mistakes: inBody } = readStoryText(body);
  if (inBody.length > 0) {
    // Between two paragraphs there is an empty line.
    const paragraphOf = (line: number) => (line + 1) / 2;
    return {
      mistakes: inBody.map(
        ({ line, message }) => `Paragraph ${paragraphOf(line)}: ${message}. It is mended at de-identifying`,
      ),
    };
  }
  const said = plainText(sections).split('\n');
  if (said.join('\n') !== paragraphs.map((paragraph) => paragraph.replaceAll(/\s+/g, ' ')).join('\n')) {
    return {
      mistakes: ['The text has marks in it that a story may not hold: take them out at de-identifying'],
    };
  }
  const raw = await readContent(root);
  const file = fileOf('stories', slug);
  if (
    raw.files.some(
      (each) =>
        (each.folder === 'stories' && each.slug === slug) ||
        (each.folder === 'withdrawals' && withdrawnBy(each) === slug),
    )
  )
    return { mistakes: [`There is, or was, a story called “${slug}”: choose another short name`] };
  const { mistakes, notes } = review({
    ...raw,
    files: [...raw.files, { folder: 'stories', slug, file, data: matter, body, bodyLine: 1 }],
  });
  const own = mistakes.filter((mistake) => mistake.file === file);
  if (own.length > 0)
    return {
      // The page has the form and no file, so a place in the file would say nothing.
      mistakes: own.map(
        ({ path, message }) =>
          `${path === '' ? 'The draft' : labelledPlace(storySchema, path.split('.')).labels}: ${message}`,
      ),
    };
  const taken = notes.find((note) => note.file === file && note.path === pseudonymPath);
  return { slug, data: parsed.data, body, ...(taken && { pseudonymTaken: taken.message }) };
}

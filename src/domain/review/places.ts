import { folders, type Mistake } from '../schema/content.ts';
import { curriculumSchema } from '../schema/curriculum.ts';
import { labelledPlace } from '../schema/labels.ts';
import { siteSchema } from '../schema/site.ts';

/**
 * Where a mistake is, as people name the place: by the labels of the form and, where a file calls a field otherwise, by
 * what stands in the file. Empty for the whole file.
 */
export function placeInWords({ file, path }: Pick<Mistake, 'file' | 'path'>): string {
  if (path === '') return '';
  const [, line] = /^body:(\d+)$/.exec(path) ?? [];
  if (line !== undefined) return `line ${line}`;
  if (path === 'body') return 'the text';
  const schema = schemaOfFile(file);
  if (schema === undefined) return path;
  const { labels, names } = labelledPlace(schema, path.split('.'));
  const isTheSame = labels.replaceAll(/, no\. \d+/g, '').toLowerCase() === names.toLowerCase();
  return isTheSame ? labels : `${labels} (in the file: ${names})`;
}

function schemaOfFile(file: string) {
  const [, place = ''] = /^content\/([^/.]+)/.exec(file) ?? [];
  if (place === 'site') return siteSchema;
  if (place === 'curriculum') return curriculumSchema;
  return Object.hasOwn(folders, place) ? folders[place as keyof typeof folders].schema : undefined;
}

import { folders, type Mistake } from '../schema/content.ts';
import { curriculumSchema } from '../schema/curriculum.ts';
import { placeByLabels } from '../schema/labels.ts';
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
  const steps = path.split('.');
  const schema = schemaOfFile(file);
  if (schema === undefined) return path;
  const place = placeByLabels(schema, steps);
  const names = steps.filter((step) => !/^\d+$/.test(step) && step !== 'value' && step !== 'discriminant');
  const isTheSame = place.toLowerCase().replaceAll(/, no\. \d+/g, '') === names.join(' › ').toLowerCase();
  return isTheSame ? place : `${place} (in the file: ${names.join(' › ')})`;
}

function schemaOfFile(file: string) {
  const [, place = ''] = /^content\/([^/.]+)/.exec(file) ?? [];
  if (place === 'site') return siteSchema;
  if (place === 'curriculum') return curriculumSchema;
  return Object.hasOwn(folders, place) ? folders[place as keyof typeof folders].schema : undefined;
}

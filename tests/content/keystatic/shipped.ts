import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { edited } from '#cms/fields.ts';
import { entryForm, type Form, siteForm } from './form.ts';

/** The project's folder. */
export const root = join(import.meta.dirname, '../../..');

/** Every file of `content/` that the form edits. */
export function shippedForms(): Form[] {
  const entries = edited.flatMap((folder) =>
    namesIn(folder).map((name) => entryForm(folder, name.slice(0, name.lastIndexOf('.')))),
  );
  return [...entries, siteForm()];
}

/** The bytes of a file of `content/`. */
export function bytesOf(form: Form): Uint8Array {
  return readFileSync(join(root, form.file));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(join(root, 'content', folder)).filter((name) => !name.startsWith('.'));
  } catch {
    return [];
  }
}

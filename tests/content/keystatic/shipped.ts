import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { editedFolders } from '#cms/fields.ts';
import { entryForm, type Form, singletonForm, singletonNames } from './form.ts';

/** The project's folder. */
export const root = join(import.meta.dirname, '../../..');

/** Every file of `content/` that the form edits. */
export function shippedForms(project = root): Form[] {
  const entries = editedFolders.flatMap((folder) =>
    namesIn(join(project, 'content', folder)).map((name) =>
      entryForm(folder, name.slice(0, name.lastIndexOf('.'))),
    ),
  );
  const alone = singletonNames.map(singletonForm).filter(({ file }) => existsSync(join(project, file)));
  return [...entries, ...alone];
}

/** The bytes of a file of `content/`. */
export function bytesOf(form: Form, project = root): Uint8Array {
  return readFileSync(join(project, form.file));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.'));
  } catch {
    return [];
  }
}

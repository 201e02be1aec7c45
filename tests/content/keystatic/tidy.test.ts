import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { markdownToMdast, mdxToMdast } from 'satteri';
import { describe, expect, test } from 'vitest';
import { type FolderName, folders } from '#domain/schema/content.ts';
import { rawFile } from '#files/read.ts';
import { type SingletonName, singletons } from './form.ts';
import { bytesOf, root, shippedForms } from './shipped.ts';
import { treeOf } from './tree.ts';

/**
 * Not a test by itself: `TIDY_CONTENT=1 npx vitest run --project keystatic tidy` writes every file of `content/`
 * as the admin would, and stops where that would change what a file says.
 */
describe('tidying', () => {
  test.each(shippedForms().map((form) => ({ file: form.file, form })))(
    '$file keeps what it says',
    ({ file, form }) => {
      const before = bytesOf(form);
      const after = form.save(form.open(before));
      expect(meaningOf(file, after)).toEqual(meaningOf(file, before));
      if (!Buffer.from(before).equals(after)) writeFileSync(join(root, file), after);
    },
  );
});

function meaningOf(file: string, bytes: Uint8Array): unknown {
  const alone = singletons[basename(file, '.yaml') as SingletonName];
  // `content/site.yaml` and its like are read as any YAML is.
  const folder = dirname(file) === 'content' ? 'sources' : (basename(dirname(file)) as FolderName);
  const { data, body, problem } = rawFile(folder, basename(file), bytes);
  expect(problem).toBeUndefined();
  const { ending, schema } = folders[folder];
  return {
    data: (dirname(file) === 'content' ? alone : schema).parse(data),
    body: treeOf(
      ending === 'mdx' ? mdxToMdast(body) : markdownToMdast(body, { features: { frontmatter: false } }),
    ),
  };
}

import { fields } from '@keystatic/core';
import fc from 'fast-check';
import { markdownToMdast, mdxToMdast } from 'satteri';
import { beforeAll, test, vi } from 'vitest';
import { type Edited, edited } from '#cms/fields.ts';
import * as inBrowser from '#cms/markdown.ts';
import { folders } from '#domain/content.ts';
import { type RawContent, type RawFile, review } from '#domain/review.ts';
import { siteSchema } from '#domain/site.ts';
import { rawFile, readContent } from '#files/read.ts';
import { entryForm, type Form, type State, siteForm } from './form.ts';
import { blocksFor, dataFor, entryData, filled, slugsOf, surePassage, withDocument } from './generate.ts';
import { root } from './shipped.ts';
import { treeOf } from './tree.ts';

/** How many entries are made of each folder. */
const runs: Readonly<Record<Edited, number>> = {
  stories: 260,
  myths: 200,
  sources: 40,
  support: 60,
  themes: 20,
  'transition-points': 20,
  pages: 80,
};

interface Made {
  readonly form: Form;
  readonly state: State;
  readonly file: RawFile;
  readonly bytes: Uint8Array;
  readonly isAccepted: boolean;
}

let shipped: RawContent;
let made: Made[];

beforeAll(async () => {
  // The admin tells the console why it does not save.
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  shipped = await readContent(root);
  made = edited.flatMap(make);
});

function make(folder: Edited): Made[] {
  const { ending } = folders[folder];
  const slugs = slugsOf(shipped.files);
  const blocks = ending === 'yaml' ? fc.constant([]) : blocksFor(ending, slugs);
  const samples = fc.sample(fc.tuple(entryData(folder, slugs), blocks), {
    numRuns: runs[folder],
    seed: 20261122,
  });
  console.log(folder, 'sampled', performance.now()|0);
  return samples.map(([dataWith, content], index): Made => {
    const slug = `made-${index}`;
    const form = entryForm(folder, slug);
    const { body, ...schema } = form.schema;
    const sure = { type: 'paragraph', content: [{ type: 'text', text: surePassage }] };
    const editor = body && { body: withDocument(body, [...content, sure]) };
    const name = Object.keys(schema).find((key) => namesEntry(form, key)) ?? '';
    const fill = (data: State) => ({
      ...(filled(fields.object(schema), { ...data, [name]: { name: data[name], slug } }) as State),
      ...editor,
    });
    const read = (bytes: Uint8Array) => rawFile(folder, `${slug}.${ending}`, bytes);
    const state = fill(dataWith(read(form.save(fill(dataWith('')))).body));
    const bytes = form.save(state);
    return { form, state, bytes, file: read(bytes), isAccepted: form.accepts(state) };
  });
}

function namesEntry(form: Form, key: string): boolean {
  const field = form.schema[key];
  return (
    field?.kind === 'form' && typeof (field.defaultValue() as { slug?: unknown } | null)?.slug === 'string'
  );
}

test('explore', () => {
  const d = new TextDecoder();
  let n = 0,
    acc = 0,
    un = 0,
    par = 0;
  const one = (x: unknown) => JSON.stringify(x).replaceAll(/[\u{10000}-\u{10FFFF}☺ℵ]/gu, '☺');
  for (const { form, bytes, isAccepted, file, state } of made) {
    n++;
    if (!isAccepted) {
      console.log('REFUSED', file.file);
    }
    if (isAccepted) {
      acc++;
      const before = d.decode(bytes);
      let after = '';
      try {
        after = d.decode(form.save(form.open(bytes)));
      } catch (e) {
        console.log('NOOPEN', file.file, String(e).slice(0, 300));
        un++;
        continue;
      }
      if (before !== after) {
        un++;
        const A = before.split('\n'),
          B = after.split('\n');
        const i = A.findIndex((l, k) => l !== B[k]);
        console.log(
          'UNSTABLE',
          file.file,
          '\n  A',
          JSON.stringify(A[i]),
          JSON.stringify(A[i + 1]),
          '\n  B',
          JSON.stringify(B[i]),
        );
      }
    }
    const words = (x: string) => x.replaceAll(/[\s\u200b\ufeff]+/g, '');
    const texts = (x: any): string => (x.type === 'text' ? x.value : (x.children ?? []).map(texts).join(''));
    const doc = (state as any).body?.doc;
    if (isAccepted && doc) {
      const b0 =
        folders[file.folder].ending === 'mdx'
          ? mdxToMdast(file.body)
          : markdownToMdast(file.body, { features: { frontmatter: false } });
      const e = words(doc.textContent),
        bb = words(texts(treeOf(b0)));
      if (e !== bb) {
        let i = 0;
        while (e[i] === bb[i]) i++;
        console.log(
          'WORDS',
          file.file,
          file.slug === 'made-86' || file.slug === 'made-40' || file.slug === 'made-94'
            ? JSON.stringify(doc.toJSON()) + file.body
            : '',
          '\n  editor',
          e.slice(Math.max(0, i - 30), i + 60),
          '\n  build',
          bb.slice(Math.max(0, i - 30), i + 60),
        );
      }
    }
    const isMdx = folders[file.folder].ending === 'mdx';
    const built = isMdx
      ? mdxToMdast(file.body)
      : markdownToMdast(file.body, { features: { frontmatter: false } });
    const shown = isMdx ? inBrowser.mdxToMdast(file.body) : inBrowser.markdownToMdast(file.body);
    const a = one(treeOf(built)),
      b = one(treeOf(shown as never));
    if (a !== b) {
      par++;
      let i = 0;
      while (a[i] === b[i]) i++;
      console.log(
        'PARSE',
        isAccepted,
        file.file,
        '\n  built',
        a.slice(i - 60, i + 100),
        '\n  shown',
        b.slice(i - 60, i + 100),
      );
    }
  }
  console.log({ n, acc, un, par });
});

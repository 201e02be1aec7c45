import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { reportOn } from '#domain/review/report.ts';
import { type FolderName, folderNames } from '#domain/schema/content.ts';
import { readReviewed } from '#files/reviewed.ts';
import { libraryOf } from '#library/library.ts';
import { testDay } from '../../fixtures/project.ts';
import { propertyRuns } from '../../fixtures/property-runs.ts';

const shipped = 'content';
const stories = readdirSync(join(shipped, 'stories')).map((name) => name.replace(/\.md$/, ''));
const scratch = mkdtempSync(join(tmpdir(), 'hostile-trees-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What hides in a tree: a name in a folder, and what stands there. */
interface Trap {
  readonly folder: FolderName;
  readonly name: string;
  readonly what: 'bytes' | 'folder' | 'deadLink' | 'loop' | 'unreadable';
  readonly bytes: Uint8Array;
}

/** A takedown, as somebody saved it. */
interface Takedown {
  readonly slug: string;
  readonly dress: (slug: string) => string;
}

const text = (words: string) => new TextEncoder().encode(words);
const story = readFileSync(join(shipped, 'stories', `${stories[0]}.md`), 'utf8');

const bytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 200 }).map(text),
  // A sound story, spoilt somewhere.
  fc
    .tuple(fc.nat(story.length), fc.string({ unit: 'binary', maxLength: 20 }))
    .map(([at, stray]) => text(story.slice(0, at) + stray + story.slice(at))),
  fc.nat(story.length).map((at) => text(story.slice(0, at))),
  fc.constantFrom(
    text(''),
    text('---\n---\n'),
    text(`---\ntitle: [\n---\nwords\n`),
    text(`<<<<<<< HEAD\n${story}\n=======\n${story}\n>>>>>>> theirs\n`),
    text(`\uFEFF${story}`),
    text(story.replaceAll('\n', '\r\n')),
    Buffer.from(story, 'utf16le'),
    text(`${story}\n${'> '.repeat(3000)}deep\n`),
    text(`${story}\n${'- '.repeat(3000)}deep\n`),
    text(`${story}\n${'*a '.repeat(20_000)}\n`),
    text(`${story}\n${'words '.repeat(50_000)}\n`),
    text(`a: ${'['.repeat(5000)}${']'.repeat(5000)}\n`),
    text('a: &a [*a, *a]\n'),
    text('[{"moderator": "demo-one"}]'),
    text('null'),
  ),
);

const name: fc.Arbitrary<string> = fc
  .oneof(
    fc.constantFrom(
      'Thumbs.db',
      'desktop.ini',
      '.DS_Store',
      '~$story.md',
      '._story.md',
      'README',
      'con.md',
      '....md',
      'x.md',
      'x.yaml',
      'a story.md',
      'Über.mdx',
      '-.md',
      'quiz.md',
      '.md',
      'x.md.bak',
      'new.json',
      'x.mdx',
      '%00.md',
      '#.yaml',
      '\\.md',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((stem) => `${stem}.md`),
  )
  .filter((each) => !/[/\0]/.test(each) && Buffer.byteLength(each) < 200);

const trap: fc.Arbitrary<Trap> = fc.record({
  folder: fc.constantFrom(
    ...folderNames.filter((folder) => folder !== 'withdrawals' && folder !== 'moderators'),
  ),
  name,
  what: fc.constantFrom('bytes', 'bytes', 'bytes', 'folder', 'deadLink', 'loop', 'unreadable'),
  bytes,
});

const takedown: fc.Arbitrary<Takedown> = fc.record({
  slug: fc.constantFrom(...stories),
  dress: fc.constantFrom<(slug: string) => string>(
    (slug) => `${slug}.yaml`,
    (slug) => `${slug.toUpperCase()}.yaml`,
    (slug) => `${slug} (1).yaml`,
    (slug) => `${slug} - Copy.yaml`,
    (slug) => `${slug}.yaml.txt`,
    (slug) => ` ${slug}.yml`,
    (slug) => `${slug.replaceAll('-', ' ')}.yaml`,
    (slug) => `${slug}`,
  ),
});

/** Folders that no story needs: they are laid out empty, so that a thousand trees are read in a few minutes. */
const notNeeded: ReadonlySet<FolderName> = new Set([
  'lesson-packs',
  'guides',
  'ways',
  'threats',
  'contradictions',
  'studies',
  'pages',
]);

let made = 0;
/** Lays out a tree: the shipped content as links, the traps among it, and the takedowns. */
function layOut(traps: readonly Trap[], takedowns: readonly Takedown[]): string {
  const root = join(scratch, `${made++}`);
  for (const folder of folderNames) {
    const to = join(root, 'content', folder);
    mkdirSync(to, { recursive: true });
    for (const each of notNeeded.has(folder) ? [] : namesIn(join(shipped, folder)))
      linkSync(join(shipped, folder, each), join(to, each));
  }
  linkSync(join(shipped, 'site.yaml'), join(root, 'content', 'site.yaml'));
  for (const each of traps) set(join(root, 'content', each.folder, each.name), each);
  for (const { slug, dress } of takedowns)
    writeFileSync(
      join(root, 'content', 'withdrawals', dress(slug)),
      'withdrawnOn: 2026-11-01\nreason: teller\n',
    );
  return root;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Git keeps no empty folder.
    return [];
  }
}

function set(path: string, { what, bytes: contents }: Trap): void {
  try {
    switch (what) {
      case 'folder':
        mkdirSync(path);
        return;
      case 'deadLink':
        symlinkSync('nowhere', path);
        return;
      case 'loop':
        symlinkSync(path, path);
        return;
      case 'bytes':
      case 'unreadable':
        writeFileSync(path, contents, { flag: 'wx' });
        if (what === 'unreadable') chmodSync(path, 0);
    }
  } catch {
    // Two traps of one name, or a name that this disk does not take: there is one trap fewer.
  }
}

describe('a folder of content full of traps', () => {
  it('shows every sound story, none that was withdrawn, and is read to its end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(trap, { maxLength: 8 }),
        fc.array(takedown, { maxLength: 3 }),
        async (traps, takedowns) => {
          const root = layOut(traps, takedowns);
          const down = new Set(takedowns.map(({ slug }) => slug));
          const reviewed = await readReviewed(root);
          const { published } = reportOn(reviewed, testDay);
          const library = libraryOf(reviewed.content, testDay);
          rmSync(root, { recursive: true, force: true });
          const shown = library.stories.map((each) => each.story.slug);
          for (const slug of stories) {
            expect(published.includes(slug)).toBe(!down.has(slug));
            expect(shown.includes(slug)).toBe(!down.has(slug));
          }
          for (const slug of down) expect(library.withdrawn).toContain(slug);
        },
      ),
      { numRuns: propertyRuns(1000, 100) },
    );
  }, 600_000);
});

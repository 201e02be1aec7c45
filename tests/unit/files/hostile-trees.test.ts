import { linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { reportOn } from '#domain/review/report.ts';
import { type FolderName, folderNames } from '#domain/schema/content.ts';
import { readReviewed } from '#files/reviewed.ts';
import { libraryOf } from '#library/library.ts';
import { anyHazards, type Hazards, hide, shippedStories, takenDown } from '../../fixtures/hostile-tree.ts';
import { testDay } from '../../fixtures/project.ts';
import { propertyRuns } from '../../fixtures/property-runs.ts';

const shipped = 'content';
const scratch = mkdtempSync(join(tmpdir(), 'hostile-trees-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

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
/** Lays out a tree: the shipped content as links, and the hazards among it. */
function layOut(hazards: Hazards): string {
  const root = join(scratch, `${made++}`);
  for (const folder of folderNames) {
    const to = join(root, 'content', folder);
    mkdirSync(to, { recursive: true });
    for (const each of notNeeded.has(folder) ? [] : namesIn(join(shipped, folder)))
      linkSync(join(shipped, folder, each), join(to, each));
  }
  linkSync(join(shipped, 'site.yaml'), join(root, 'content', 'site.yaml'));
  hide(root, hazards);
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

describe('a folder of content full of traps', () => {
  it('shows every sound story, none that was withdrawn, and is read to its end', async () => {
    await fc.assert(
      fc.asyncProperty(anyHazards([0, 8], [0, 3]), async (hazards) => {
        const root = layOut(hazards);
        const down = takenDown(hazards);
        const reviewed = await readReviewed(root);
        const { published } = reportOn(reviewed, testDay);
        const library = libraryOf(reviewed.content, testDay);
        rmSync(root, { recursive: true, force: true });
        const shown = library.stories.map((each) => each.story.slug);
        for (const slug of shippedStories) {
          expect(published.includes(slug)).toBe(!down.has(slug));
          expect(shown.includes(slug)).toBe(!down.has(slug));
        }
        for (const slug of down) expect(library.withdrawn).toContain(slug);
      }),
      { numRuns: propertyRuns(1000, 100) },
    );
  }, 600_000);
});

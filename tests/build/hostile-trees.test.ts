import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHazards, type Hazards, hide, shippedStories, takenDown } from '../fixtures/hostile-tree.ts';
import { copyProject } from '../fixtures/project.ts';
import { fileOfPage, filesIn, parsePage, textOfFile, wordsOf } from '../fixtures/site-files.ts';
import { findInSite, kindsOfWords, readSiteWords, readStory, wordsOfStory } from '../fixtures/story-words.ts';

/** As in `tests/unit/files/hostile-trees.test.ts`, where a thousand such trees are read; here the whole site is built from each. */
const builds = 5;
/** Everyday words are no trace of a story: some titles and pseudonyms are made of nothing else. */
const telling = kindsOfWords.filter((kind) => kind !== 'title' && kind !== 'pseudonym');

/** Builds the site of a project in which hazards hide, as a withdrawal does, and looks at what came of it. */
function buildWith(hazards: Hazards): void {
  const project = copyProject({ ownOutputs: true });
  try {
    hide(project.folder, hazards);
    const { status, output } = project.run('build', ['--removals']);
    // The line of a stack trace.
    expect(output).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
    expect({ status, output }).toMatchObject({ status: 0 });

    const dist = join(project.folder, 'dist');
    const heading = (slug: string) =>
      wordsOf(parsePage(textOfFile(dist, fileOfPage(`/stories/${slug}/`))).querySelector('h1'));
    const site = readSiteWords(dist);
    const files = filesIn(dist);
    const down = takenDown(hazards);
    for (const slug of shippedStories) {
      const { title } = readStory(process.cwd(), slug).data;
      if (!down.has(slug)) {
        expect(heading(slug)).toBe(title);
        continue;
      }
      expect(heading(slug)).toBe('This story is no longer here');
      const words = wordsOfStory(process.cwd(), slug);
      expect(telling.flatMap((kind) => findInSite(site, words[kind]))).toEqual([]);
      const naming = files.filter(
        (file) => file.includes(slug) || readFileSync(join(dist, file)).includes(slug),
      );
      expect(naming).toEqual([`stories/${slug}/index.html`, 'withdrawn.json']);
    }
  } finally {
    project.remove();
  }
}

describe('a build from content full of traps', { tags: ['long'] }, () => {
  it('has every sound story, nothing of one that was withdrawn, and comes to its end', () => {
    fc.assert(fc.property(anyHazards([3, 8], [1, 3]), buildWith), { numRuns: builds, endOnFailure: true });
  }, 3_600_000);
});

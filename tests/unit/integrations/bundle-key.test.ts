import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readReviewed } from '#files/reviewed.ts';
import { withdrawStory } from '#files/write.ts';
import { bundleKey } from '#integrations/bundle-key.ts';
import { copyProject, type ProjectCopy } from '../../fixtures/project.ts';

let project: ProjectCopy;
beforeAll(() => {
  project = copyProject();
});
afterAll(() => project.remove());
afterEach(() => vi.unstubAllEnvs());

async function key(): Promise<string | undefined> {
  return bundleKey(project.folder, await readReviewed(project.folder));
}
const at = (file: string) => join(project.folder, file);

describe('what a kept bundle of the site’s code depends on', () => {
  it('stays the same when a story is changed or taken down: none of its words is in the bundle', async () => {
    const before = await key();
    expect(before).toBeDefined();
    appendFileSync(at('content/stories/eleven-days.md'), '\nAnd then I went home.\n');
    expect(await key()).toBe(before);
    await withdrawStory(project.folder, 'free-gems', { withdrawnOn: '2026-12-01', reason: 'teller' });
    expect(await key()).toBe(before);
  });

  it.each([
    ['a line of code', 'src/domain/text/count-words.ts'],
    ['a style sheet', 'src/styles/story.css'],
    ['the settings of the build', 'astro.config.mjs'],
    ['the running text of a page', 'content/pages/about.mdx'],
    ['the running text of a myth', 'content/myths/a-quick-loan-helps.mdx'],
    ['a file that is handed out as it is', 'public/img/favicon.svg'],
  ])('changes with %s', async (_, file) => {
    const before = await key();
    const text = readFileSync(at(file), 'utf8');
    writeFileSync(at(file), `${text}\n`);
    expect(await key()).not.toBe(before);
    writeFileSync(at(file), text);
    expect(await key()).toBe(before);
  });

  it('changes with the site’s address, with what Vite hands to the code, and with settings in a file', async () => {
    const keys = [await key()];
    vi.stubEnv('SITE_URL', 'https://elsewhere.example');
    keys.push(await key());
    vi.stubEnv('PUBLIC_COLOUR', 'blue');
    keys.push(await key());
    writeFileSync(at('.env.production'), 'PUBLIC_SIZE=large\n');
    keys.push(await key());
    expect(new Set(keys).size).toBe(4);
  });

  it('changes when a page is left out because it has a mistake', async () => {
    const before = await bundleKey(project.folder, await readReviewed(project.folder));
    const { content } = await readReviewed(project.folder);
    const pages = new Map([...content.pages].filter(([slug]) => slug !== 'about'));
    expect(await bundleKey(project.folder, { content: { ...content, pages } })).not.toBe(before);
  });

  it('is not known where nobody can tell which packages there are', async () => {
    rmSync(at('node_modules'));
    expect(await key()).toBeUndefined();
  });
});

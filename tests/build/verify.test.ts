import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSite } from '#server/serve-site.ts';
import { copyProject, type ProjectCopy } from '../fixtures/project.ts';

/** A day that has passed, whatever day it is: the command builds as of none that is yet to come. */
const day = '2026-11-25';

describe('npm run verify', { tags: ['long'] }, () => {
  let project: ProjectCopy;
  let server: Server;
  let url: string;
  beforeAll(async () => {
    project = copyProject();
    const git = (...words: readonly string[]) => spawnSync('git', words, { cwd: project.folder });
    cpSync('.gitignore', join(project.folder, '.gitignore'));
    cpSync('package-lock.json', join(project.folder, 'package-lock.json'));
    // The packages are linked and not a folder here, so that the line for folders does not hold for them.
    appendFileSync(join(project.folder, '.gitignore'), 'node_modules\n');
    git('init', '--quiet');
    git('add', '--all');
    git('-c', 'user.name=Test', '-c', 'user.email=test@example.org', 'commit', '--quiet', '-m', 'All of it');
    const { status, output } = project.run('build', [], { SITE_TODAY: day });
    expect(status, output).toBe(0);
    server = serveSite(join(project.folder, 'dist'), 0, { isDemo: true });
    await once(server, 'listening');
    url = `http://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server?.closeAllConnections();
    server?.close();
    project?.remove();
  });

  /** Not `project.run`, which would hold up the server that is asked. */
  async function verify(...words: readonly string[]): Promise<{ status: number | null; said: string }> {
    const child = spawn(process.execPath, [join('src', 'cli', 'verify.ts'), url, ...words], {
      cwd: project.folder,
    });
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
    });
    child.stderr.on('data', (text) => {
      said += text;
    });
    const [status] = (await once(child, 'close')) as [number | null];
    return { status, said };
  }

  it('builds the same site in another folder, alike to the byte, and says so in one line', async () => {
    const { status, said } = await verify();
    expect(said).toMatch(
      /^ALIKE: \d{4} of \d{4} files and their headers, revision [0-9a-f]{40}, day 2026-11-25\./,
    );
    expect(status).toBe(0);
    // As long as it takes to build a site on a machine that does other things as well.
  }, 1_200_000);

  it('finds one changed byte', async () => {
    cpSync(join(project.folder, 'dist'), join(project.folder, 'before'), { recursive: true });
    const page = join(project.folder, 'dist', 'share-your-story', 'index.html');
    writeFileSync(page, readFileSync(page, 'utf8').replace('sealed', 'Sealed'));
    const { status, said } = await verify('--dist', 'before');
    expect(said).toMatch(/^NOT ALIKE: 1 of /);
    expect(said).toContain('share-your-story/index.html is another file');
    expect(status).toBe(1);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BenchSite } from './sites.ts';
import { benchEnvironment } from './timed.ts';

/** How long a server may take to show what it is asked for, in seconds. */
const patience = 180;

/**
 * Seconds from saving an edit of a story until its page, asked for again and again, has the new words.
 * The page is opened once before, as an editor would have it open.
 */
export async function timeEdits(site: BenchSite, slug: string, times: number): Promise<number[]> {
  const port = await freePort();
  const [program, ...args] = site.edit(port);
  const server = spawn(program, args, {
    cwd: site.folder,
    env: benchEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(server, 'exit');
  let said = '';
  server.stderr.on('data', (text) => (said += text));
  const file = join(site.folder, site.stories, `${slug}.md`);
  const before = await readFile(file, 'utf8');
  const page = `http://localhost:${port}${site.preview(slug)}`;
  const shows = async (words: string) => {
    const from = performance.now();
    while (!(await textAt(page)).includes(words)) {
      if (performance.now() - from > patience * 1000)
        throw new Error(`${page} never showed “${words}”:\n${said}`);
      await wait(20);
    }
    return (performance.now() - from) / 1000;
  };
  try {
    await shows('</html>');
    const seconds: number[] = [];
    // The first edit makes the server load what it has not needed before: it does not count.
    for (let edit = 0; edit <= times; edit++) {
      await wait(1000);
      await writeFile(file, `${before.trimEnd()} This was edit ${edit}.\n`);
      const took = await shows(`This was edit ${edit}.`);
      if (edit > 0) seconds.push(took);
    }
    return seconds;
  } finally {
    await writeFile(file, before);
    server.kill();
    await ended;
  }
}

/** What is served at an address; an empty text while nothing is. */
async function textAt(address: string): Promise<string> {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.text() : '';
  } catch {
    return '';
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

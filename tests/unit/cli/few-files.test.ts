import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'few-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** More files than a process may have open below. */
const files = 300;

test.skipIf(process.platform === 'win32')(
  'the site is read and served by a process that may have few files open',
  async () => {
    for (let index = 0; index < files; index += 1) {
      mkdirSync(join(folder, 'dist', `p${index}`), { recursive: true });
      writeFileSync(join(folder, 'dist', `p${index}`, 'index.html'), 'word '.repeat(400));
    }
    const program = join(folder, 'serve.ts');
    const from = (path: string) => JSON.stringify(join(process.cwd(), 'src', path));
    writeFileSync(
      program,
      `import { readReviewed } from ${from('files/reviewed.ts')};
     import { compressSite } from ${from('hosting/compressed.ts')};
     import { serveSite } from ${from('server/serve-site.ts')};
     await readReviewed(${JSON.stringify(process.cwd())});
     await compressSite(${JSON.stringify(join(folder, 'dist'))});
     const server = serveSite(${JSON.stringify(join(folder, 'dist'))}, 0);
     server.on('listening', () => console.log(server.address().port));`,
    );
    // A shell may lower for itself and its own what it may have open. Node alone has about twenty.
    const child = spawn('sh', ['-c', `ulimit -n 64 && exec "$0" "$1"`, process.execPath, program], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk) => (said += String(chunk)));
    try {
      const first = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
      const port = Number(String(first[0]));
      expect(said).toBe('');
      const answers = await Promise.all(
        Array.from({ length: files }, (_, index) => statusOf(`http://localhost:${port}/p${index}/`)),
      );
      expect(answers.filter((status) => status !== 200 && status !== 503)).toEqual([]);
      expect(answers.filter((status) => status === 200).length).toBeGreaterThan(10);
    } finally {
      child.kill();
    }
  },
);

/** The status of an answer; 503 too where the connection itself found no room. */
async function statusOf(address: string): Promise<number> {
  try {
    const answer = await fetch(address);
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 503;
  }
}

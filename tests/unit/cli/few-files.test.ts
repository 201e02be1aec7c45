import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'few-'));
const dist = join(folder, 'dist');
afterAll(() => rmSync(folder, { recursive: true }));

/** More files than the process below may have open. Node alone has about twenty. */
const files = 200;
const limit = 40;

test.skipIf(process.platform === 'win32')('the site starts where few files may be open at once', async () => {
  for (let index = 0; index < files; index += 1) {
    mkdirSync(join(dist, `p${index}`), { recursive: true });
    writeFileSync(join(dist, `p${index}`, 'index.html'), 'word '.repeat(400));
  }
  const from = (path: string) => JSON.stringify(join(process.cwd(), 'src', path));
  const program = join(folder, 'serve.ts');
  writeFileSync(
    program,
    `import { readReviewed } from ${from('files/reviewed.ts')};
     import { compressSite } from ${from('hosting/compressed.ts')};
     import { serveSite } from ${from('server/serve-site.ts')};
     const { mistakes } = await readReviewed(${JSON.stringify(process.cwd())});
     await compressSite(${JSON.stringify(dist)});
     const server = serveSite(${JSON.stringify(dist)}, 0);
     server.on('listening', () => console.log(server.address().port, mistakes.length));`,
  );
  const child = spawn('sh', ['-c', `ulimit -n ${limit} && exec "$0" "$1"`, process.execPath, program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [said] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    const [port, mistakes] = String(said).trim().split(' ').map(Number);
    expect(mistakes).toBe(0);
    for (let index = 0; index < files; index += 1) {
      const answer = await fetch(`http://localhost:${port}/p${index}/`);
      expect([answer.status, (await answer.text()).length]).toEqual([200, 2000]);
    }
  } finally {
    child.kill();
  }
});

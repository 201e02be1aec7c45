import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('npm run migrate has nothing to do on what is shipped', () => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join('src', 'cli', 'migrate.ts'), '--dry-run'],
    { encoding: 'utf8' },
  );
  expect({ stdout, stderr, status }).toEqual({
    stdout: 'There is nothing to do: the content has the shape of this release.\n',
    stderr: '',
    status: 0,
  });
});

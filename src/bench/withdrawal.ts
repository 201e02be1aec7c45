import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFiles } from './project.ts';

/** Stories that are taken down, one after another: one of a pack, one of a guide, one of neither. */
const taken = ['just-a-wee-favour', 'eleven-days', 'my-name-on-the-account'] as const;

/**
 * Seconds from taking a story down to a rebuilt `dist/` without it: the whole site as shipped, with every card, pack and guide, of
 * which those without the story are kept from the build before.
 *
 * @throws if a build fails or still has the story
 */
export async function withdrawalFigures(root: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'another-story-withdrawal-'));
  try {
    for (const name of projectFiles) await cp(join(root, name), join(folder, name), { recursive: true });
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const first = seconds(folder, ['build']);
    const again = seconds(folder, ['build']);
    const took: { takingDown: number; building: number }[] = [];
    for (const slug of taken) {
      const takingDown = seconds(folder, ['withdraw', slug, '--reason', 'teller']);
      took.push({ takingDown, building: seconds(folder, ['build', '--removals']) });
      const left = await readFile(join(folder, 'dist', 'stories', slug, 'index.html'), 'utf8');
      if (!left.includes('no longer here')) throw new Error(`${slug} is still in dist/`);
    }
    const totals = took.map(({ takingDown, building }) => takingDown + building);
    const [least, middle, most] = inOrder(totals);
    const [, takingDown] = inOrder(took.map((each) => each.takingDown));
    return `## Withdrawal

From \`npm run withdraw\` to a rebuilt \`dist/\`: ${middle} s (${least} to ${most}, ${took.length} stories), of which \`npm run withdraw\` is ${takingDown} s and the rest the build that opens every
file. A first build with nothing kept: ${first.toFixed(1)} s; the same again: ${again.toFixed(1)} s.
`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function inOrder(seconds: readonly number[]): string[] {
  return [...seconds].sort((a, b) => a - b).map((each) => each.toFixed(1));
}

/** How long one of the project’s commands takes, with the settings that `npm run` gives it. */
function seconds(folder: string, [command, ...args]: readonly [string, ...string[]]): number {
  const from = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join('src', 'cli', `${command}.ts`), ...args],
    {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        ASTRO_TELEMETRY_DISABLED: '1',
        NODE_COMPILE_CACHE: join(folder, '.cache', 'node'),
      },
    },
  );
  if (status !== 0) throw new Error(`${command} failed:\n${stdout}${stderr}`);
  return (performance.now() - from) / 1000;
}

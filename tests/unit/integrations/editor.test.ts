import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import { editor } from '#integrations/editor.ts';

/** What the integration adds to Astro's configuration for a command. */
async function addedFor(
  command: 'dev' | 'build' | 'preview' | 'sync',
): Promise<{ integrations: { name: string }[] }[]> {
  const updateConfig = vi.fn();
  const setup = editor().hooks['astro:config:setup'];
  const config = { root: pathToFileURL(`${process.cwd()}/`) };
  await setup?.({ command, config, updateConfig } as unknown as Parameters<NonNullable<typeof setup>>[0]);
  return updateConfig.mock.calls.map(([config]) => config);
}

test('the admin is there while editing', async () => {
  const [added] = await addedFor('dev');
  expect(added?.integrations.map(({ name }) => name)).toEqual(['@astrojs/react', 'keystatic']);
});

test.each(['build', 'preview', 'sync'] as const)('astro %s knows nothing of the admin', async (command) => {
  expect(await addedFor(command)).toEqual([]);
});

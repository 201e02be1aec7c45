import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleScript } from '#offline/script.ts';

const folder = mkdtempSync(join(tmpdir(), 'offline-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes modules, and bundles those that are named. */
function bundled(modules: Readonly<Record<string, string>>, names = Object.keys(modules)) {
  for (const [name, code] of Object.entries(modules)) writeFileSync(join(folder, name), code);
  return bundleScript(
    folder,
    names.map((name) => join(folder, name)),
  );
}

/** What a script leaves in the list that it is given, when it is run as a classic script. */
function runs(text: string): unknown[] {
  const heard: unknown[] = [];
  runInNewContext(text, { heard });
  return heard;
}

describe('a bundled script', () => {
  it('has what its modules import in it, and runs where modules may not', async () => {
    const { text } = await bundled(
      {
        'entry.ts': "import { word } from './word.ts'; heard.push(word satisfies string);",
        'word.ts': "export const word: string = 'heard';",
      },
      ['entry.ts'],
    );
    expect(runs(text)).toEqual(['heard']);
  });

  it('runs its modules in the order in which they are named', async () => {
    const { text } = await bundled({ 'z.ts': 'heard.push(1);', 'a.ts': 'heard.push(2);' });
    expect(runs(text)).toEqual([1, 2]);
  });

  it('leaves nothing behind that a page could run into', async () => {
    const { text } = await bundled({ 'own.ts': 'const mine = 1; heard.push(mine);' });
    expect(runs(`${text}\nheard.push(typeof mine);`)).toEqual([1, 'undefined']);
  });

  it('cannot be ended by an end tag or a comment in one of its texts, and still says them', async () => {
    const { text } = await bundled({ 'tags.ts': "heard.push('</script><!--');" });
    expect(text).not.toMatch(/<\/|<!--/);
    expect(runs(text)).toEqual(['</script><!--']);
  });

  it('names the files that went into it', async () => {
    const { files } = await bundled({ 'one.ts': "import './two.ts';", 'two.ts': 'heard.push(2);' }, [
      'one.ts',
    ]);
    expect(files.toSorted()).toEqual([join(folder, 'one.ts'), join(folder, 'two.ts')]);
  });

  it('is not made if a module is missing', async () => {
    await expect(bundled({ 'lost.ts': "import './nowhere.ts';" })).rejects.toThrow('nowhere');
  });
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bodyOf } from '#desk/work/promoting.ts';
import { addStory } from '#files/write.ts';
import { makeToldStory } from '../../fixtures/make.ts';
import { entryForm } from './form.ts';

test('a draft that the desk promotes is stored as the form stores it', async () => {
  const root = mkdtempSync(join(tmpdir(), 'promoted-'));
  const { data } = makeToldStory();
  await addStory(
    root,
    'the-bus-home',
    data,
    bodyOf(['I got the bus home that night.', '“Is that you?” she said. It wasn’t.']),
  );
  const form = entryForm('stories', 'the-bus-home');
  const bytes = readFileSync(join(root, form.file));
  expect(Buffer.from(form.save(form.open(bytes))).toString()).toBe(bytes.toString());
  rmSync(root, { recursive: true });
});

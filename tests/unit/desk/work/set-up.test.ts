import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Desk } from '#desk/work/desk.ts';
import { type Beginner, setUpDesk } from '#desk/work/set-up.ts';

const root = mkdtempSync(join(tmpdir(), 'set-up-'));
mkdirSync(join(root, 'content'));
writeFileSync(join(root, 'content', 'site.yaml'), 'url: https://example.org\n');
afterAll(() => rmSync(root, { recursive: true }));

const folder = join(root, 'desk');
const desk = new Desk({
  root,
  folder,
  signingKeys: join(root, 'keys'),
  isDemo: true,
  now: () => new Date('2026-12-01T09:00:00.000Z'),
});

const beginner = (slug: string, change: Partial<Beginner> = {}): Beginner => ({
  slug,
  name: slug,
  roles: ['editor'],
  passphrase: `the long passphrase of ${slug}`,
  ...change,
});

describe('a desk', () => {
  it('is not set up without a safeguarding lead among the two', async () => {
    await expect(
      setUpDesk(desk, [beginner('ailsa'), beginner('isla')], 'a passphrase for recovery'),
    ).rejects.toThrow('One of the two must be the safeguarding lead');
    expect(existsSync(folder)).toBe(false);
  });

  it('is not set up by two of one name, or with one passphrase for two', async () => {
    const lead = beginner('ailsa', { roles: ['safeguarding'] });
    await expect(setUpDesk(desk, [lead, lead], 'a passphrase for recovery')).rejects.toThrow(
      'different short names',
    );
    await expect(
      setUpDesk(desk, [lead, beginner('isla', { passphrase: lead.passphrase })], 'a passphrase for recovery'),
    ).rejects.toThrow('three different passphrases');
    expect(existsSync(folder)).toBe(false);
  });
});

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '#domain/review/report.ts';
import { copyProject, type ProjectCopy, testDay } from '../../fixtures/project.ts';

const slug = 'the-third-lift';
let project: ProjectCopy;
beforeAll(() => {
  project = copyProject();
});
afterAll(() => project.remove());

function sign(input: string, ...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/sign.ts', ...args], {
    cwd: project.folder,
    encoding: 'utf8',
    input,
    env: { ...process.env, SITE_TODAY: testDay, ANOTHER_STORY_KEYS: join(project.folder, 'keys') },
  });
  return { status, output: stdout + stderr };
}
const report = () => JSON.parse(project.run('check', ['--json']).output) as Report;
const storyFile = () => join(project.folder, 'content', 'stories', `${slug}.md`);

describe('the commands, on a copy of what is shipped', () => {
  it('publish every story that is shipped', () => {
    expect(report().published).toContain(slug);
    expect(report().held).toEqual([]);
    expect(report().mistakes).toEqual([]);
  });

  it('hold a story as soon as a word of it is changed', () => {
    writeFileSync(storyFile(), readFileSync(storyFile(), 'utf8').replace('Lorna came', 'Lorna  came'));
    expect(report().published).not.toContain(slug);
    expect(report().held.find((held) => held.slug === slug && held.use === 'site')?.reasons).toEqual([
      'unsigned',
      'changed-since-sign-off',
    ]);
    expect(project.run('check').status).toBe(0);
  });

  it('make moderators whose keys are sealed and readable by their owner alone', () => {
    const first = sign('ailsa\nAilsa\nsafeguarding\na long pass phrase\n', '--new-moderator', '--demo');
    expect(first.output).toContain('Made content/moderators/ailsa.yaml');
    sign('brodie\nBrodie\neditor\nanother pass phrase\n', '--new-moderator', '--demo');
    const key = join(project.folder, 'keys', 'ailsa.key.json');
    expect(statSync(key).mode & 0o777).toBe(0o600);
    expect(readFileSync(key, 'utf8')).not.toContain('a long pass phrase');
  });

  it('refuse a passphrase that is too short, and make nothing', () => {
    const answer = sign('callum\nCallum\neditor\nshort\n', '--new-moderator', '--demo');
    expect(answer.status).toBe(1);
    expect(answer.output).toContain('at least 12 characters');
    expect(existsSync(join(project.folder, 'content', 'moderators', 'callum.yaml'))).toBe(false);
  });

  it('refuse a wrong passphrase, and sign nothing', () => {
    const answer = sign('not the pass phrase\n', slug, '--as', 'ailsa', '--yes');
    expect(answer.status).toBe(1);
    expect(answer.output).toContain('the passphrase is wrong');
    expect(report().published).not.toContain(slug);
  });

  it('sign nothing if one answer of the checklist is no', () => {
    const answer = sign('yes\nyes\nno\n', slug, '--as', 'ailsa');
    expect(answer.status).toBe(1);
    expect(answer.output).toContain('Nothing was signed');
  });

  it('publish the story again when two have signed it', () => {
    expect(sign('a long pass phrase\n', slug, '--as', 'ailsa', '--yes').status).toBe(0);
    expect(report().published).not.toContain(slug);
    expect(sign('another pass phrase\n', slug, '--as', 'brodie', '--yes').status).toBe(0);
    expect(report().published).toContain(slug);
  });

  it('take a story down for good: the withdrawal stays, the story and its sign-offs go', () => {
    expect(project.run('withdraw', [slug, '--reason', 'teller']).status).toBe(0);
    expect(existsSync(storyFile())).toBe(false);
    expect(existsSync(join(project.folder, 'content', 'sign-offs', `${slug}.json`))).toBe(false);
    expect(
      report()
        .held.filter((held) => held.slug === slug)
        .map((held) => held.reasons),
    ).toEqual([['withdrawn']]);
  });

  it('refuse to sign what has been withdrawn', () => {
    expect(sign('', slug, '--as', 'ailsa', '--yes').status).toBe(1);
  });
});

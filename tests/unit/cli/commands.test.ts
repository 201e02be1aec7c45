import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Report, reportOn } from '#domain/review/report.ts';
import { knownVerdicts, readReviewed } from '#files/reviewed.ts';
import { runSign } from '../../../src/cli/sign-command.ts';
import { runWithdraw } from '../../../src/cli/withdraw-command.ts';
import { atTerminal } from '../../fixtures/at-terminal.ts';
import { copyProject, type ProjectCopy, testDay } from '../../fixtures/project.ts';

const slug = 'the-third-lift';
let project: ProjectCopy;
beforeAll(() => {
  project = copyProject();
});
beforeEach(() => {
  vi.stubEnv('SITE_TODAY', testDay);
  vi.stubEnv('ANOTHER_STORY_KEYS', join(project.folder, 'keys'));
});
afterAll(() => project.remove());

/** Runs `npm run sign -- …`, with one line of input for each question. */
async function sign(answers: readonly string[], ...words: string[]) {
  const { status, stdout, stderr } = await atTerminal((ask) => runSign(words, project.folder, ask), answers);
  return { status, output: stdout + stderr };
}
/** The same, as a program of its own. */
function signProgram(answers: readonly string[], ...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/sign.ts', ...words], {
    cwd: project.folder,
    encoding: 'utf8',
    input: answers.map((answer) => `${answer}\n`).join(''),
    env: process.env,
  });
  return { status, output: stdout + stderr };
}
/** What `npm run check -- --json` says, as a program of its own. */
const checked = () => JSON.parse(project.run('check', ['--json']).output) as Report;
/** The same, without the program. */
const report = async () => reportOn(await readReviewed(project.folder), testDay, knownVerdicts);
const storyFile = () => join(project.folder, 'content', 'stories', `${slug}.md`);

describe('the commands, on a copy of what is shipped', () => {
  it('publish every story that is shipped', () => {
    const { published, held, mistakes } = checked();
    expect(published).toContain(slug);
    expect(held).toEqual([]);
    expect(mistakes).toEqual([]);
  });

  it('say in words what a check does not know', () => {
    const { status, output } = project.run('check', ['--jsn']);
    expect(status).toBe(1);
    expect(output).toContain('npm run check does not know “jsn”. Write npm run check');
    expect(output).not.toContain('    at ');
  });

  it('hold a story as soon as a word of it is changed', async () => {
    writeFileSync(storyFile(), readFileSync(storyFile(), 'utf8').replace('Lorna came', 'Lorna  came'));
    const { published, held } = await report();
    expect(published).not.toContain(slug);
    expect(held.find((each) => each.slug === slug && each.use === 'site')?.reasons).toEqual([
      'unsigned',
      'changed-since-sign-off',
    ]);
    expect(project.run('check').status).toBe(0);
  });

  it('make moderators whose keys are sealed and readable by their owner alone', async () => {
    const first = await sign(
      ['ailsa', 'Ailsa', 'safeguarding', 'a long pass phrase'],
      '--new-moderator',
      '--demo',
    );
    expect(first.output).toContain('Made content/moderators/ailsa.yaml');
    await sign(['brodie', 'Brodie', 'editor', 'another pass phrase'], '--new-moderator', '--demo');
    const key = join(project.folder, 'keys', 'ailsa.key.json');
    expect(statSync(key).mode & 0o777).toBe(0o600);
    expect(readFileSync(key, 'utf8')).not.toContain('a long pass phrase');
  });

  it('refuse a passphrase that is too short, and make nothing', async () => {
    const answer = await sign(['callum', 'Callum', 'editor', 'short'], '--new-moderator', '--demo');
    expect(answer.status).toBe(1);
    expect(answer.output).toContain('at least 12 characters');
    expect(existsSync(join(project.folder, 'content', 'moderators', 'callum.yaml'))).toBe(false);
  });

  it('refuse a wrong passphrase, and sign nothing', async () => {
    const answer = signProgram(['not the pass phrase'], slug, '--as', 'ailsa', '--yes');
    expect(answer.status).toBe(1);
    expect(answer.output).toContain('the passphrase is wrong');
    expect((await report()).published).not.toContain(slug);
  });

  it('sign nothing if one answer of the checklist is no', async () => {
    const answer = await sign(['yes', 'yes', 'no'], slug, '--as', 'ailsa');
    expect(answer.status).toBe(1);
    expect(answer.output).toContain('Nothing was signed');
  });

  it('publish the story again when two have signed it', async () => {
    expect((await sign(['a long pass phrase'], slug, '--as', 'ailsa', '--yes')).status).toBe(0);
    expect((await report()).published).not.toContain(slug);
    expect(signProgram(['another pass phrase'], slug, '--as', 'brodie', '--yes').status).toBe(0);
    expect((await report()).published).toContain(slug);
    expect(checked().published).toContain(slug);
  });

  it.each([
    ['the-third-lfit', 'Is “the-third-lift” meant?'],
    ['nothing-like-it', 'The stories are: '],
  ])('refuse to take down “%s”, which is no story, and change nothing', async (other, suggestion) => {
    const before = readdirSync(join(project.folder, 'content'), { recursive: true });
    const { status, text } = await runWithdraw([other, '--reason', 'teller'], project.folder);
    expect(status).toBe(1);
    expect(text).toContain(`There is no story called “${other}”, so nothing was taken down. ${suggestion}`);
    expect(readdirSync(join(project.folder, 'content'), { recursive: true })).toEqual(before);
  });

  it('refuse to call a story gone that is there', async () => {
    const { status, text } = await runWithdraw([slug, '--reason', 'teller', '--gone'], project.folder);
    expect(status).toBe(1);
    expect(text).toContain('leave out --gone');
    expect(existsSync(storyFile())).toBe(true);
  });

  it('take down a story whose file was deleted before, and say no more than was done', async () => {
    const words = ['a-story-of-before', '--reason', 'legal', '--gone'];
    expect(await runWithdraw(words, project.folder)).toEqual({
      status: 0,
      build: false,
      text: 'Wrote content/withdrawals/a-story-of-before.yaml; there was no file of the story to delete.\nIts words are not known any more: the next build can look for its address and its pictures only.\nNow publish: npm run build -- --removals\n',
    });
    expect((await runWithdraw(words, project.folder)).text).toContain(
      'is withdrawn already, by content/withdrawals/a-story-of-before.yaml: nothing was changed',
    );
    expect(await runWithdraw([...words, '--build'], project.folder)).toEqual({
      status: 0,
      build: true,
      text: expect.not.stringContaining('npm run build'),
    });
  });

  it('take a story down for good: the withdrawal stays, the story and its sign-offs go', () => {
    expect(project.run('withdraw', [slug, '--reason', 'teller']).status).toBe(0);
    expect(existsSync(storyFile())).toBe(false);
    expect(existsSync(join(project.folder, 'content', 'sign-offs', `${slug}.json`))).toBe(false);
    expect(
      checked()
        .held.filter((held) => held.slug === slug)
        .map((held) => held.reasons),
    ).toEqual([['withdrawn']]);
  });

  it('refuse to sign what has been withdrawn', async () => {
    expect((await sign([], slug, '--as', 'ailsa', '--yes')).status).toBe(1);
  });
});

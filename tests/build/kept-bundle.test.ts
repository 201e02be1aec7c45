import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOfBytes } from '#takedown/fingerprints.ts';
import { leftOut } from '../../src/cli/exit-codes.ts';
import { copyProject, type ProjectCopy } from '../fixtures/project.ts';

/** A story of a pack and of two guides. */
const withdrawn = 'free-gems';
/** One of which something is found. */
const found = 'eleven-days';

let project: ProjectCopy;
beforeAll(() => {
  project = copyProject({ ownOutputs: true });
});
afterAll(() => project.remove());

/** Each is two more builds. */
const long = { tags: ['long'] };

const at = (file: string) => join(project.folder, file);
const bundle = () => at('.cache/bundle');

/** Builds, and says what is in the site: every file with its hash. */
function build(...args: readonly string[]): Readonly<Record<string, string>> {
  const { status, output } = project.run('build', args);
  expect(output).toContain('Built dist/');
  expect(status).toBe(0);
  const files = readdirSync(at('dist'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(at('dist').length), hashOfBytes(readFileSync(file))]),
  );
}

/** Which bundle is kept: each that is made has a folder of its own. */
const whichBundle = () => statSync(bundle()).ino;

describe('the bundle of code that a build keeps', () => {
  let fromSource: Readonly<Record<string, string>>;
  beforeAll(() => {
    fromSource = build();
  });

  it('makes the same site, to the byte, as a build from the source', () => {
    const kept = whichBundle();
    expect(build()).toEqual(fromSource);
    expect(whichBundle()).toBe(kept);
  });

  it(
    'draws a site without a story that was taken down since, the same as a build from the source',
    long,
    () => {
      const kept = whichBundle();
      expect(project.run('withdraw', [withdrawn, '--reason', 'teller']).status).toBe(0);
      const fromBundle = build('--removals');
      expect(whichBundle()).toBe(kept);
      expect(readFileSync(at(`dist/stories/${withdrawn}/index.html`), 'utf8')).toContain('no longer here');
      rmSync(bundle(), { recursive: true });
      expect(build('--removals')).toEqual(fromBundle);
    },
  );

  it('is not used once a page’s running text has changed', long, () => {
    const file = at('content/pages/about.mdx');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, `${text.trimEnd()}\n\nThis line is new.\n`);
    build();
    expect(readFileSync(at('dist/about/index.html'), 'utf8')).toContain('This line is new.');
    writeFileSync(file, text);
  });

  it('is made anew where it is damaged: the site is built all the same', long, () => {
    const whole = build();
    const kept = whichBundle();
    const entry = readdirSync(join(bundle(), 'code')).find((name) => name.startsWith('prerender-entry'));
    writeFileSync(join(bundle(), 'code', entry ?? ''), 'throw new Error("half a file");\n');
    expect(build()).toEqual(whole);
    expect(existsSync(bundle())).toBe(true);
    expect(whichBundle()).not.toBe(kept);
  });

  it('goes when something of a story was found in the site', long, () => {
    writeFileSync(at('public/links.txt'), `https://site.example/stories/${found}/\n`);
    // The same as the two commands one after the other.
    const { output, status } = project.run('withdraw', [found, '--reason', 'teller', '--build']);
    expect(output).toContain(`Wrote content/withdrawals/${found}.yaml`);
    expect(output).toContain('NOT ALL WAS GONE');
    expect(status).toBe(leftOut);
    expect(existsSync(at('dist/links.txt'))).toBe(false);
    expect(existsSync(bundle())).toBe(false);
  });
});

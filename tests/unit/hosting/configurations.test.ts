import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { caddyfile } from '#hosting/caddyfile.ts';
import { cachingRules, everyAnswer, headersFor, overHttps } from '#hosting/header-rules.ts';
import { headersFile } from '#hosting/headers-file.ts';
import { nginxConf } from '#hosting/nginx-conf.ts';

/** That each web server does what its configuration means is tried with the server itself (`tests/build/hosts.test.ts`). */

const server = {
  name: 'stories.example.org',
  serves: 'files',
  folder: '/srv/another-story/dist',
  isDemo: false,
} as const;
const all = { ...everyAnswer, ...overHttps };

describe('the configurations', () => {
  it.each([
    ['docs/hosts/Caddyfile', caddyfile(server)],
    ['docs/hosts/nginx.conf', nginxConf(server)],
  ])('stand in the documents as they are written: %s', (file, text) => {
    // After a change to the rules: TIDY_HOSTS=1 npx vitest run --project unit hosting
    if (process.env['TIDY_HOSTS']) writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it.each([
    ['Caddy', caddyfile(server)],
    ['nginx', nginxConf(server)],
    ['_headers', headersFile(server)],
  ])('name every header and every rule for %s', (_, text) => {
    for (const [name, value] of Object.entries(all)) {
      expect(text).toContain(name);
      expect(text).toContain(value);
    }
    for (const { caching } of cachingRules) expect(text).toContain(caching);
    expect(text).not.toContain('X-Robots-Tag');
  });

  it.each([
    ['Caddy', caddyfile({ ...server, isDemo: true })],
    ['nginx', nginxConf({ ...server, isDemo: true })],
    ['_headers', headersFile({ isDemo: true })],
  ])('of a demonstration keep search engines away, with %s', (_, text) => {
    expect(text).toContain('X-Robots-Tag');
    expect(text).toContain('noindex');
  });

  it.each([
    ['Caddy', caddyfile],
    ['nginx', nginxConf],
  ])('keep no log of who came: %s', (_, write) => {
    for (const serves of ['files', 'everything on'] as const) {
      const text = write({ ...server, serves });
      expect(text).toMatch(/log default \{\s+output discard|access_log off;[^}]*error_log \/dev\/null/);
      expect(text.match(/^server \{/gm)?.length ?? 0).toBe(text.match(/access_log off;/g)?.length ?? 0);
    }
  });
});

describe('_headers', () => {
  it('says each header once for every address, because hosts send both of two', () => {
    const rules = headersFile({ isDemo: true })
      .split('\n\n')
      .map((rule) => rule.trim().split('\n'));
    const [[everywhere, ...lines] = [], ...others] = rules;
    expect(everywhere).toBe('/*');
    expect(lines.join('\n')).not.toContain('Cache-Control');
    for (const [, ...more] of others) expect(more.join()).toMatch(/^ {2}Cache-Control: [^:]+$/);
    const addresses = others.map(([address]) => address);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('names the form with its slash and without', () => {
    expect(headersFile(server)).toContain('\n/share-your-story\n  Cache-Control: no-store\n');
    expect(headersFile(server)).toContain('\n/share-your-story/*\n  Cache-Control: no-store\n');
  });
});

describe('the rules', () => {
  it('are about no address twice', () => {
    const addresses = cachingRules.flatMap((rule) => rule.addresses);
    for (const one of addresses) expect(addresses.filter((other) => one.startsWith(other))).toEqual([one]);
  });

  it('know an address by other capitals, where a disk finds it so', () => {
    expect(headersFor('/Share-Your-Story/', 200, { isDemo: false })['Cache-Control']).toBe('no-store');
  });
});

describe('npm run host-config', () => {
  const run = (...words: string[]) =>
    spawnSync(process.execPath, ['src/cli/host-config.ts', ...words], { encoding: 'utf8' });

  it('prints what it is asked for, under the name that it is given', () => {
    const { status, stdout } = run('nginx', 'another.example', '--folder', '/srv/x');
    expect(status).toBe(0);
    expect(stdout).toContain('server_name another.example;');
    expect(stdout).toContain('root /srv/x;');
  });

  it.each([
    [[]],
    [['apache', 'another.example']],
    [['nginx', 'another.example;']],
    [['caddy', 'another.example {']],
    [['nginx', 'another.example', '--folder', '/srv/x; return 200']],
  ])('prints how it is used, and no configuration: %j', (words) => {
    const { status, stdout, stderr } = run(...words);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('npm run host-config --silent');
  });
});

describe('docs/deploying.md', () => {
  const text = readFileSync('docs/deploying.md', 'utf8');

  it.each(Object.entries(all))('names %s: %s', (name, value) => {
    expect(text).toContain(`\`${name}\``);
    expect(text).toContain(`\`${value}\``);
  });

  it('names how long each address may be kept', () => {
    for (const { addresses, caching } of cachingRules) {
      expect(text).toContain(`\`${caching}\``);
      for (const address of addresses) expect(text).toContain(address.replace(/\/$/, ''));
    }
  });

  it('has the official Node checked against its signature before it is unpacked', () => {
    const [checked, unpacked] = ['gpgv --keyring', 'sudo tar -xJf'].map((words) => text.indexOf(words));
    expect(checked).toBeGreaterThan(0);
    expect(unpacked).toBeGreaterThan(checked as number);
    const version = readFileSync('.node-version', 'utf8').trim();
    expect(text).toContain(`version=v${version}`);
  });
});

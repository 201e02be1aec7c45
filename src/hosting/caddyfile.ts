import {
  cachingRules,
  everyAnswer,
  type HostedSite,
  noindex,
  otherwise,
  overHttps,
  robotsFile,
} from './header-rules.ts';
import { compressible, mediaTypes } from './media-types.ts';
import {
  dropAddress,
  intakePort,
  mostOfMessage,
  type OwnServer,
  sentByIntake,
  sitePort,
  tellingHeaders,
} from './web-server.ts';

/**
 * A whole Caddyfile for a site on one's own server. Caddy gets the certificate itself. It logs no requests; what it logs of those that
 * fail has addresses in it, and so goes nowhere.
 */
export function caddyfile(server: OwnServer): string {
  const inside = server.serves === 'files' ? filesOf(server) : passedOn();
  return lines(
    '{',
    '\t# Comment this out until the certificate is there: it is where Caddy would say what is amiss.',
    '\tlog default {',
    '\t\toutput discard',
    '\t}',
    '}',
    '',
    `${server.name} {`,
    ...inside.map((line) => (line === '' ? '' : `\t${line}`)),
    '}',
  );
}

/** The server of the site sets the headers; whether it is asked over https it cannot know. */
function passedOn(): string[] {
  return [...headers(overHttps), `reverse_proxy localhost:${sitePort}`];
}

function filesOf({ folder, isDemo }: OwnServer): string[] {
  return [
    `root * ${folder}`,
    'encode {',
    '\tgzip',
    '\tminimum_length 1000',
    `\tmatch {`,
    ...typesOf(compressible).map((type) => `\t\theader Content-Type ${type}*`),
    '\t}',
    '}',
    '',
    '# One after the other, so that the later has the last word.',
    'route {',
    ...inner([
      ...headers({ ...everyAnswer, ...overHttps, 'Cache-Control': otherwise }),
      'header -Server',
      ...caching(),
      ...robots({ isDemo }),
      ...types(),
      '',
      `handle ${dropAddress} {`,
      ...inner(intake()),
      '}',
      'handle {',
      ...inner([
        '@itself path /_headers *.br *.gz',
        'error @itself 404',
        'file_server {',
        '\tprecompressed br gzip',
        '}',
      ]),
      '}',
    ]),
    '}',
    '',
    'handle_errors {',
    ...inner([
      '# What is missing today may be there tomorrow.',
      '@kept not path /share-your-story /share-your-story/* /api/drop',
      `header @kept Cache-Control "${otherwise}"`,
      'rewrite * /404.html',
      'header Content-Type "text/html; charset=utf-8"',
      'file_server',
    ]),
    '}',
  ];
}

function caching(): string[] {
  return cachingRules.flatMap(({ addresses, caching: value }, index) => {
    const paths = addresses.flatMap((address) =>
      address.endsWith('/') ? [address.slice(0, -1), `${address}*`] : [address],
    );
    return [`@kept${index} path ${paths.join(' ')}`, `header @kept${index} Cache-Control "${value}"`];
  });
}

function robots({ isDemo }: HostedSite): string[] {
  if (!isDemo) return [];
  const [[name, value] = ['', '']] = Object.entries(noindex);
  return [`@indexed not path ${robotsFile}`, `header @indexed ${name} "${value}"`];
}

/** The types that Caddy would guess from the files of the system that it runs on. */
function types(): string[] {
  return Object.entries(mediaTypes).flatMap(([ending, type]) => [
    `@${ending} path *.${ending}${ending === 'html' ? ' */' : ''}`,
    `header @${ending} Content-Type "${type}"`,
  ]);
}

/**
 * The body is taken whole before the intake hears of it, so that nobody who sends slowly takes up a place there, and in memory, so
 * that it is on no disk but the spool's.
 */
function intake(): string[] {
  return [
    'request_body {',
    `\tmax_size ${mostOfMessage / 1024}KB`,
    '}',
    `reverse_proxy localhost:${intakePort} {`,
    '\t# From Caddy 2.7 on, write one line instead of these two: request_buffers 64KB',
    '\tbuffer_requests',
    `\tmax_buffer_size ${mostOfMessage / 1024}KB`,
    // An empty one is not sent; one that is taken away Go puts back, with its own name in it.
    ...tellingHeaders.map((name) =>
      name === 'User-Agent' ? '\theader_up User-Agent ""' : `\theader_up -${name}`,
    ),
    ...sentByIntake.map((name) => `\theader_down -${name}`),
    '}',
  ];
}

function headers(all: Readonly<Record<string, string>>): string[] {
  return ['header {', ...Object.entries(all).map(([name, value]) => `\t${name} "${value}"`), '}'];
}

function typesOf(endings: readonly string[]): string[] {
  return endings.map((ending) => (mediaTypes[ending] ?? '').replace(/;.*$/, ''));
}

function inner(all: readonly string[]): string[] {
  return all.map((line) => (line === '' ? '' : `\t${line}`));
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

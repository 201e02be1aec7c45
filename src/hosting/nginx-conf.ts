import {
  cachingRules,
  everyAnswer,
  type HostedSite,
  noindex,
  otherwise,
  overHttps,
  robotsFile,
} from './header-rules.ts';
import { anyType, compressible, mediaTypes } from './media-types.ts';
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
 * A file for `sites-enabled` of nginx: a site on one's own server, with a certificate where certbot puts it. Neither requests nor
 * errors are logged, because both would be with addresses.
 */
export function nginxConf(server: OwnServer): string {
  const { name, serves } = server;
  const inside = serves === 'files' ? filesOf(server) : passedOn();
  return lines(
    ...(serves === 'files' ? [...caching(), ...robots(server), ''] : []),
    'server {',
    ...inner([
      'listen 80;',
      'listen [::]:80;',
      `server_name ${name};`,
      ...quiet,
      '# Where certbot puts what it is asked for, so that the certificate can be renewed.',
      'location /.well-known/acme-challenge/ {',
      '\troot /var/www/html;',
      '}',
      'location / {',
      '\treturn 308 https://$host$request_uri;',
      '}',
    ]),
    '}',
    '',
    'server {',
    ...inner([
      'listen 443 ssl http2;',
      'listen [::]:443 ssl http2;',
      `server_name ${name};`,
      `ssl_certificate /etc/letsencrypt/live/${name}/fullchain.pem;`,
      `ssl_certificate_key /etc/letsencrypt/live/${name}/privkey.pem;`,
      ...quiet,
      ...inside,
    ]),
    '}',
  );
}

const quiet = ['access_log off;', 'error_log /dev/null crit;', 'server_tokens off;'];

/** The server of the site sets the headers; whether it is asked over https it cannot know. */
function passedOn(): string[] {
  return [
    ...headers(overHttps),
    'location / {',
    ...inner([
      `proxy_pass http://localhost:${sitePort};`,
      'proxy_http_version 1.1;',
      'proxy_set_header Host $host;',
      'proxy_set_header Connection "";',
      ...inMemory,
    ]),
    '}',
  ];
}

function filesOf({ folder, isDemo }: OwnServer): string[] {
  return [
    '',
    `root ${folder};`,
    'index index.html;',
    'absolute_redirect off;',
    'error_page 404 /404.html;',
    '',
    'types {',
    ...Object.entries(mediaTypes).map(([ending, type]) => `\t${bare(type)} ${ending};`),
    '}',
    `default_type ${anyType};`,
    'charset utf-8;',
    `charset_types ${typesWhere((type) => type.includes('charset') && bare(type) !== 'text/html')};`,
    'gzip on;',
    'gzip_static on;',
    'gzip_vary on;',
    'gzip_min_length 1000;',
    `gzip_types ${compressible.flatMap((ending) => (ending === 'html' ? [] : bare(mediaTypes[ending] ?? ''))).join(' ')};`,
    '',
    '# None may stand in a location: it would take the place of all of these.',
    ...headers({ ...everyAnswer, ...overHttps }),
    'add_header Cache-Control $another_story_caching always;',
    ...(isDemo ? [`add_header ${Object.keys(noindex)[0]} $another_story_robots always;`] : []),
    '',
    'location ~ (^/_headers|\\.br|\\.gz)$ {',
    '\treturn 404;',
    '}',
    `location = ${dropAddress} {`,
    ...inner([
      `proxy_pass http://localhost:${intakePort};`,
      ...inMemory,
      ...tellingHeaders.map((name) => `proxy_set_header ${name} "";`),
      ...sentByIntake.map((name) => `proxy_hide_header ${name};`),
    ]),
    '}',
  ];
}

/**
 * A body is taken whole before the intake hears of it, so that nobody who sends slowly takes up a place there, and in memory, so that
 * it is on no disk but the spool's.
 */
const inMemory = [
  'proxy_request_buffering on;',
  `client_max_body_size ${mostOfMessage / 1024}k;`,
  `client_body_buffer_size ${mostOfMessage / 1024}k;`,
];

/** By `$uri`, which nginx has decoded and tidied: an address is found in whatever form it is asked for. */
function caching(): string[] {
  const kept = cachingRules.flatMap(({ addresses, caching: value }) =>
    addresses.map((address) => `\t${patternOf(address)} "${value}";`),
  );
  return [
    'map $uri $another_story_kept {',
    ...kept,
    `\tdefault "${otherwise}";`,
    '}',
    '# What is missing today may be there tomorrow.',
    'map $status:$another_story_kept $another_story_caching {',
    '\t~:(?<as_it_is>no-store)$ $as_it_is;',
    `\t~^[45] "${otherwise}";`,
    '\tdefault $another_story_kept;',
    '}',
  ];
}

function robots({ isDemo }: HostedSite): string[] {
  if (!isDemo) return [];
  return [
    'map $uri $another_story_robots {',
    `\t${robotsFile} "";`,
    `\tdefault "${Object.values(noindex)[0]}";`,
    '}',
  ];
}

/** An address as nginx finds it, whatever its capitals. */
function patternOf(address: string): string {
  const plain = address.replaceAll('.', '\\.');
  return plain.endsWith('/') ? `~*^${plain.slice(0, -1)}(/|$)` : `~*^${plain}$`;
}

function headers(all: Readonly<Record<string, string>>): string[] {
  return Object.entries(all).map(([name, value]) => `add_header ${name} "${value}" always;`);
}

function typesWhere(test: (type: string) => boolean): string {
  return Object.values(mediaTypes).filter(test).map(bare).join(' ');
}

/** A type without its charset, which nginx adds. */
function bare(type: string): string {
  return type.replace(/;.*$/, '');
}

function inner(all: readonly string[]): string[] {
  return all.map((line) => (line === '' ? '' : `\t${line}`));
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

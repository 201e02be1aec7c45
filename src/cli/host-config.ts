import { parseArgs } from 'node:util';
import { caddyfile } from '#hosting/caddyfile.ts';
import { nginxConf } from '#hosting/nginx-conf.ts';
import { siteMode } from '#integrations/site-address.ts';

/**
 * `npm run host-config --silent -- caddy|nginx <name>`: prints the configuration of a web server of one's own, with the headers that
 * the site is served with everywhere. `docs/deploying.md` says what to do with it.
 */
const usage = `Print the configuration of a web server for the site under a name:

  npm run host-config --silent -- caddy stories.example.org
  npm run host-config --silent -- nginx stories.example.org

  --folder /srv/another-story/dist    where the built site lies
  --everything                        passes everything on to npm start instead, and hands no file out itself
`;
const written = { caddy: caddyfile, nginx: nginxConf } as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: 'string', default: '/srv/another-story/dist' },
    everything: { type: 'boolean', default: false },
  },
});
const [kind = '', name = '', ...more] = positionals;
const isName = /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(name);
// What stands in a configuration unquoted may hold no word of its language.
const isFolder = /^\/[\w./-]+$/.test(values.folder);
if ((kind === 'caddy' || kind === 'nginx') && isName && isFolder && more.length === 0) {
  process.stdout.write(
    written[kind]({
      name,
      serves: values.everything ? 'everything on' : 'files',
      folder: values.folder,
      isDemo: siteMode() === 'demo',
    }),
  );
} else {
  process.stderr.write(usage);
  process.exitCode = 1;
}

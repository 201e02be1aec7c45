import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'astro';
import type { Plugin } from 'vite';
import { hashInPolicy, withFontsInside } from '#offline/page.ts';
import { bundleScript, inScript } from '#offline/script.ts';
import { keyPins } from './key-pins.ts';
import { postQuantumOnly } from './post-quantum-only.ts';
import { siteAddress } from './site-address.ts';

/** The page that becomes the kit. It stands beside the page of the site that has the same form. */
const page = 'src/pages/share-your-story/_partner-kit.astro';

/**
 * Makes the partner kit: the form as one file that needs no server and no network. Styles, script, fonts and keys are
 * inside it, and its policy lets it load nothing and send nothing. The same input gives the same bytes.
 *
 * @param root the project’s folder
 * @param keys the key bundle as it stands in `public/keys.json`
 * @returns the file’s HTML
 * @throws if something would still have to be loaded
 */
export async function makePartnerKit(root: string, keys: string): Promise<string> {
  const work = await mkdtemp(join(tmpdir(), 'partner-kit-'));
  try {
    const site = siteAddress();
    await buildPage(root, work, site);
    return await inOneFile(root, join(work, 'dist'), site, keys);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Builds the one page as Astro builds the site, in folders of its own. */
async function buildPage(root: string, work: string, site: string): Promise<void> {
  // A source folder without pages, so that Astro builds nothing but the page that is added below.
  const sources = join(work, 'src');
  await mkdir(join(sources, 'pages'), { recursive: true });
  await build({
    configFile: false,
    root,
    site,
    srcDir: sources,
    outDir: join(work, 'dist'),
    cacheDir: join(work, 'cache'),
    publicDir: join(work, 'public'),
    compressHTML: true,
    logLevel: 'error',
    devToolbar: { enabled: false },
    build: { inlineStylesheets: 'never' },
    vite: {
      build: { assetsInlineLimit: 0, modulePreload: false },
      plugins: [postQuantumOnly(), keyPins(root), withoutWorker()],
    },
    integrations: [
      {
        name: 'partner-kit',
        hooks: {
          'astro:config:setup': ({ injectRoute }) =>
            injectRoute({ pattern: '/', entrypoint: join(root, page) }),
        },
      },
    ],
  });
}

/** Leaves out the worker that does the proof of work. The kit sends nothing: the page that sends its file does the work. */
function withoutWorker(): Plugin {
  const none = '\0no-worker';
  return {
    name: 'without-worker',
    enforce: 'pre',
    resolveId: (source) => (source.endsWith('proof-worker.ts?worker&url') ? none : undefined),
    load: (id) => (id === none ? "export default '';" : undefined),
  };
}

async function inOneFile(root: string, dist: string, site: string, keys: string): Promise<string> {
  const html = await readFile(join(dist, 'index.html'), 'utf8');
  const inDist = (tag: RegExp) => addressesIn(html, tag).map((address) => join(dist, address));
  const sheets = await Promise.all(inDist(sheetTag).map((path) => readFile(path, 'utf8')));
  const styles = withFontsInside(root, sheets.join('\n'));
  const { text: script } = await bundleScript(dist, inDist(scriptTag));
  const policy = [
    "default-src 'none'",
    "connect-src 'none'",
    `script-src '${hashInPolicy(script)}'`,
    `style-src '${hashInPolicy(styles)}'`,
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types sealed-form',
  ].join('; ');
  const whole = html
    .replaceAll(sheetTag, '')
    .replaceAll(scriptTag, '')
    .replaceAll('href="/', `href="${new URL('/', site).href}`)
    .replace(
      '<meta charset="utf-8">',
      (charset) => `${charset}<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    )
    .replace('</head>', () => `<style>${styles}</style></head>`)
    .replace(
      /(<script type="application\/json" id="tell-keys">)(<\/script>)/,
      (_, open: string, close: string) => `${open}${inScript(keys.trim())}${close}`,
    )
    .replace('</body>', () => `<script>${script}</script></body>`);
  const loaded = /<(?:link|script|img|use)\b[^>]*\s(?:href|src)=[^>]*>/.exec(whole.replace(script, ''));
  if (loaded) throw new Error(`the partner kit would have to load ${loaded[0]}`);
  for (const needed of [policy, keys.trim().slice(0, 20)])
    if (!whole.includes(needed))
      throw new Error('the page of the partner kit has no place for its policy or its keys');
  return whole;
}

const sheetTag = /<link rel="stylesheet" href="([^"]+)">/g;
const scriptTag = /<script type="module" src="([^"]+)"><\/script>/g;

function addressesIn(html: string, tag: RegExp): string[] {
  return [...html.matchAll(tag)].map(([, address = '']) => address);
}

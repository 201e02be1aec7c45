import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { editor } from './src/integrations/editor.ts';
import { hostHeaders } from './src/integrations/host-headers.ts';
import { keptFiles } from './src/integrations/kept-files.ts';
import { keyPins } from './src/integrations/key-pins.ts';
import { offlineScripts } from './src/integrations/offline-scripts.ts';
import { postQuantumOnly } from './src/integrations/post-quantum-only.ts';
import { preview } from './src/integrations/preview.ts';
import { searchIndex } from './src/integrations/search-index.ts';
import { siteAddress } from './src/integrations/site-address.ts';
import { siteMap } from './src/integrations/site-map.ts';

export default defineConfig({
  site: siteAddress(),
  trailingSlash: 'always',
  // Beside the project and not in node_modules, so that a second checkout with the same packages has its own.
  cacheDir: './.cache/astro',
  // The default, 'jsx', eats the space between links on separate lines.
  compressHTML: true,
  // So that a stylesheet is fetched once for the whole site, and every page stays small.
  // Several pages at once: while one is being written, the next is drawn.
  build: { inlineStylesheets: 'never', concurrency: 6 },
  vite: {
    // Beside the project as well: the packages may belong to somebody else, or lie where nothing can be written.
    cacheDir: '.cache/vite',
    build: { assetsInlineLimit: 0 },
    plugins: [postQuantumOnly(), keyPins(process.cwd()), offlineScripts()],
  },
  markdown: { syntaxHighlight: false },
  devToolbar: { enabled: false },
  integrations: [mdx(), siteMap(), searchIndex(), keptFiles(), preview(), editor(), hostHeaders()],
  security: {
    csp: {
      directives: [
        "default-src 'none'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self' blob:",
        "base-uri 'none'",
        "form-action 'none'",
      ],
    },
  },
});

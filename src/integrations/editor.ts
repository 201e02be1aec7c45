import { realpathSync } from 'node:fs';
import type { AstroIntegration } from 'astro';
import type { Connect, Plugin } from 'vite';

/**
 * The admin at `/keystatic`, while editing only: a build knows nothing of it, because it adds itself and its packages
 * to `astro dev` alone.
 */
export function editor(): AstroIntegration {
  return {
    name: 'editor',
    hooks: {
      'astro:config:setup': async ({ command, config, updateConfig }) => {
        if (command !== 'dev') return;
        const [{ default: react }, { default: keystatic }] = await Promise.all([
          import('@astrojs/react'),
          import('@keystatic/astro'),
        ]);
        updateConfig({
          integrations: [react(), keystatic()],
          vite: {
            // Another checkout may share the packages through a link.
            server: { fs: { allow: ['.', realpathSync(new URL('node_modules', config.root))] } },
            plugins: [adminAddresses, domainInBrowser],
          },
        });
      },
    },
  };
}

/**
 * What the admin may load. Its own web font, at a hard-coded address of another host, stays out: what is edited here
 * is nobody else's business, and the admin does without.
 */
const adminPolicy = [
  "default-src 'self'",
  // Astro's development server writes scripts and styles into the page.
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Sends the admin's policy, and ends its addresses with a slash, as this site wants them and Keystatic does not. */
const atAdminAddresses: Connect.NextHandleFunction = (request, response, next) => {
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(request.url ?? '') ?? [];
  if (/^\/keystatic(\/|$)/.test(path)) response.setHeader('Content-Security-Policy', adminPolicy);
  if (/^\/(api\/)?keystatic(\/|$)/.test(path) && !path.endsWith('/')) request.url = `${path}/${rest}`;
  next();
};

const adminAddresses: Plugin = {
  name: 'editor:addresses',
  enforce: 'post',
  // What is returned here runs after Astro has put its own check of slashes first, and comes before it.
  configureServer: (server) => () => {
    server.middlewares.stack.unshift({ route: '', handle: atAdminAddresses });
  },
};

/**
 * The form takes the domain's rules into the browser. The Markdown parser, which only Node can run, is replaced there by
 * the one that Keystatic brings.
 */
const domainInBrowser: Plugin = {
  name: 'editor:domain-in-browser',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client',
  resolveId(source) {
    return source === 'satteri' ? this.resolve('/src/cms/markdown.ts') : null;
  },
};

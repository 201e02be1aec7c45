import { realpathSync } from 'node:fs';
import type { AstroIntegration } from 'astro';
import type { Connect, Plugin } from 'vite';

/**
 * Keystatic, the form in which content is edited, at `/keystatic`. It is added to `astro dev` alone, so nothing of it
 * or of its packages gets into a build.
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
 * What Keystatic may load: nothing from anywhere else. It asks another host for a web font, and that host would learn that
 * somebody is editing; Keystatic works without the font.
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

/**
 * Sends Keystatic's policy, and ends its addresses with a slash: this site wants every address to, and Keystatic's own
 * do not.
 */
const atAdminAddresses: Connect.NextHandleFunction = (request, response, next) => {
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(request.url ?? '') ?? [];
  if (/^\/keystatic(\/|$)/.test(path)) response.setHeader('Content-Security-Policy', adminPolicy);
  if (/^\/(api\/)?keystatic(\/|$)/.test(path) && !path.endsWith('/')) request.url = `${path}/${rest}`;
  next();
};

const adminAddresses: Plugin = {
  name: 'editor:addresses',
  enforce: 'post',
  // Astro puts its own check of slashes at the head of the middlewares. The function that is returned here runs after that, so
  // what it puts at the head comes before Astro's check.
  configureServer: (server) => () => {
    server.middlewares.stack.unshift({ route: '', handle: atAdminAddresses });
  },
};

/**
 * Keystatic checks what is typed by the domain's own rules, in the browser. The domain's Markdown parser runs in Node
 * alone, so in the browser another one takes its place.
 */
const domainInBrowser: Plugin = {
  name: 'editor:domain-in-browser',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client',
  resolveId(source) {
    return source === 'satteri' ? this.resolve('/src/cms/markdown.ts') : null;
  },
};

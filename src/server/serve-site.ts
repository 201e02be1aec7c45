import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';

/**
 * Serves the built site with the headers that a static host should send. Logs nothing about a request: no
 * address, no agent, no time.
 *
 * @param folder the built site
 * @param port 0 for any free one
 * @param beside other routes on the same origin, asked first
 * @param host whose requests are heard: this machine's alone, or with `0.0.0.0` everybody's
 * @param headers what every page and file of the site carries besides, by name
 */
export function serveSite(
  folder: string,
  port: number,
  beside?: Hono,
  host = 'localhost',
  headers: Readonly<Record<string, string>> = {},
): Server {
  const site = siteApp(folder, headers);
  const app = beside
    ? new Hono().use(siteHeaders).route('/', beside).route('/', site).notFound(notFoundIn(folder))
    : site;
  return serveApp(app, host, port);
}

/**
 * Serves an app with limits that a browser never meets, and that whoever means to tie it up does.
 *
 * @param patience milliseconds in which a request must have come whole; whoever is slower is cut off soon after
 */
export function serveApp(app: Hono, hostname: string, port: number, patience = 60_000): Server {
  const server = serve({
    fetch: app.fetch,
    hostname,
    port,
    serverOptions: {
      headersTimeout: Math.min(10_000, patience),
      requestTimeout: patience,
      connectionsCheckingInterval: patience / 4,
    },
  }) as Server;
  server.maxHeadersCount = 64;
  return server;
}

/** What every answer of this origin carries. */
const siteHeaders = secureHeaders({
  // Each page's own policy is in its meta tag, with the hashes of its scripts. The two add up.
  contentSecurityPolicy: { frameAncestors: ["'none'"] },
  referrerPolicy: 'no-referrer',
  xFrameOptions: 'DENY',
  // A host that serves over https sends this itself; on localhost it would lock the browser out.
  strictTransportSecurity: false,
  permissionsPolicy: { camera: [], microphone: [], geolocation: [], browsingTopics: [] },
});

/**
 * The site as an app, so that other routes can join it on the same origin.
 *
 * @param headers what every page and file carries besides, by name
 */
export function siteApp(folder: string, headers: Readonly<Record<string, string>> = {}): Hono {
  const app = new Hono();
  app.use(compress());
  app.use(siteHeaders);
  app.use(async (context, next) => {
    await next();
    context.header('Cache-Control', cachingOf(context.req.path));
    for (const [name, value] of Object.entries(headers)) context.header(name, value);
  });
  app.use(serveStatic({ root: folder }));
  app.notFound(notFoundIn(folder));
  return app;
}

function notFoundIn(folder: string) {
  return async (context: Context) => context.html(await readFile(join(folder, '404.html'), 'utf8'), 404);
}

/**
 * Files whose name holds their hash never change; fonts and pictures seldom; everything else is asked for anew. The form and
 * its keys leave nothing on the device.
 */
function cachingOf(path: string): string {
  if (path.startsWith('/share-your-story/') || path === '/keys.json') return 'no-store';
  if (path.startsWith('/_astro/')) return 'public, max-age=31536000, immutable';
  if (path.startsWith('/fonts/') || path.startsWith('/img/')) return 'public, max-age=604800';
  return 'no-cache';
}

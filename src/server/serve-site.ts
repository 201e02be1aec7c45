import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { headersFor } from '#hosting/header-rules.ts';
import { type CrowdLimits, keepRoom, usualLimits } from './crowd.ts';
import { siteListener } from './site-listener.ts';

/** How a site is served, beyond what it is. */
export interface Serving {
  /** Other routes on the same origin, asked first. */
  readonly beside?: Hono;
  /** Whose requests are heard: this machine's alone, which is normal, or with `0.0.0.0` everybody's. */
  readonly host?: string;
  /** A demonstration tells search engines to leave it alone. */
  readonly isDemo?: boolean;
}

/**
 * Serves the built site with the headers that any host should send. Logs nothing about a request: no address, no agent, no time.
 *
 * @param folder the built site
 * @param port 0 for any free one
 */
export function serveSite(
  folder: string,
  port: number,
  { beside = new Hono(), host = 'localhost', isDemo = false }: Serving = {},
): Server {
  const site = siteListener(folder, { isDemo });
  const paths = new Set(beside.routes.map(({ path }) => path));
  const withHeaders = new Hono()
    .use(async (context, next) => {
      await next();
      for (const [name, value] of Object.entries(headersFor(context.req.path, 200, { isDemo })))
        context.header(name, value);
    })
    .route('/', beside);
  const others = getRequestListener(withHeaders.fetch);
  return listen(host, port, usualLimits, (request, answer) => {
    const [path = ''] = (request.url ?? '').split('?', 1);
    return paths.has(path) ? others(request, answer) : site(request, answer);
  });
}

/**
 * Serves an app, with the limits of `crowd.ts`.
 *
 * @param limits those that are to differ, for tests
 */
export function serveApp(
  app: Hono,
  hostname: string,
  port: number,
  limits: Partial<CrowdLimits> = {},
): Server {
  return listen(hostname, port, { ...usualLimits, ...limits }, getRequestListener(app.fetch));
}

function listen(
  hostname: string,
  port: number,
  limits: CrowdLimits,
  listener: (request: IncomingMessage, answer: ServerResponse) => unknown,
): Server {
  const { patience } = limits;
  const server = createServer({
    headersTimeout: Math.min(10_000, patience),
    requestTimeout: patience,
    connectionsCheckingInterval: patience / 4,
  });
  const mayCome = keepRoom(server, limits);
  server.on('request', (request, answer) => {
    if (mayCome(request, answer)) void listener(request, answer);
  });
  server.maxHeadersCount = 64;
  server.listen(port, hostname);
  return server;
}

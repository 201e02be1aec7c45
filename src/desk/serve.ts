import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { deskApp } from './app.ts';
import { Doorkeeper } from './doorkeeper.ts';
import { Desk, type DeskOptions } from './work/desk.ts';

/**
 * The project that this code is part of. The desk’s styles and fonts come from there, whichever project it works on.
 */
const program = fileURLToPath(new URL('../..', import.meta.url));

/** A desk that is running. */
export interface ServedDesk {
  /** The address to open: once, in one browser. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves the desk on 127.0.0.1 alone, on a port that is free, to the one browser that opens the address. Logs nothing
 * about requests.
 */
export async function serveDesk(options: DeskOptions): Promise<ServedDesk> {
  const desk = new Desk(options);
  const doorkeeper = new Doorkeeper();
  const server = serve({
    fetch: deskApp(desk, doorkeeper, program).fetch,
    hostname: '127.0.0.1',
    port: 0,
  });
  if (!server.listening) await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${doorkeeper.openingPath}`,
    close: async () => {
      desk.lock();
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}

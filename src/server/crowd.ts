import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How many a server deals with at once. A browser never meets these limits; whoever means to tie a server up does. */
export interface CrowdLimits {
  /** Connections, whatever they are doing. */
  readonly connections: number;
  /** Requests whose body has not come whole. */
  readonly bodies: number;
  /** Milliseconds in which a request must have come whole; whoever is slower is cut off soon after. */
  readonly patience: number;
  /** Milliseconds for which nobody is cut off after a connection or a request has begun, however slow it is. */
  readonly graceful: number;
}

/**
 * The limits of `npm start` and `npm run intake` alike. A message comes within 20 seconds over the weak signal of a phone. 1,200 bodies
 * take 45 MB at the very most, just before they are whole.
 */
export const usualLimits: CrowdLimits = {
  connections: 2000,
  bodies: 1200,
  patience: 20_000,
  graceful: 500,
};

/** What somebody at the other end of a connection is doing, in the order in which they have to go. */
const doings = ['nothing', 'sending', 'waiting'] as const;
type Doing = (typeof doings)[number];

interface Guest {
  doing: Doing;
  since: number;
  /** How many bytes had come and gone when it began to ask. */
  heardBefore: number;
  saidBefore: number;
  request: IncomingMessage | undefined;
}

/**
 * Keeps room in a server. Where a limit is reached, whoever has asked for nothing goes first, then whoever has sent the least in its
 * time; so those who send slowly on purpose make room for those who do not. Whoever waits for an answer is cut off last, and not
 * before their patience is over: the one who has taken the least of it.
 *
 * @returns whether a request may be dealt with; if not, it has been answered
 */
export function keepRoom(
  server: Server,
  limits: CrowdLimits,
): (request: IncomingMessage, answer: ServerResponse) => boolean {
  const { connections, bodies } = limits;
  const guests = new Map<Socket, Guest>();
  const turn = (guest: Guest, doing: Doing, request?: IncomingMessage) =>
    Object.assign(guest, { doing, since: performance.now(), request });

  server.on('connection', (socket) => {
    // Whoever comes is in no list yet, and so is not the one who has to go.
    if (guests.size >= connections && !makeRoom(guests, doings, limits)) {
      socket.destroy();
      return;
    }
    guests.set(socket, {
      doing: 'nothing',
      since: performance.now(),
      heardBefore: 0,
      saidBefore: 0,
      request: undefined,
    });
    socket.once('close', () => guests.delete(socket));
  });

  return (request, answer) => {
    const { socket } = request;
    const guest = guests.get(socket);
    if (!guest) return true;
    answer.once('close', () => {
      turn(guest, 'nothing');
      guest.heardBefore = socket.bytesRead;
      guest.saidBefore = socket.bytesWritten;
    });
    if (!hasBody(request)) {
      turn(guest, 'waiting');
      return true;
    }
    if (sending(guests) >= bodies && !makeRoom(guests, ['sending'], limits)) {
      answer.writeHead(503, { 'Retry-After': '30', 'Cache-Control': 'no-store', Connection: 'close' });
      answer.end();
      return false;
    }
    turn(guest, 'sending', request);
    return true;
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** What somebody is doing now: who has sent the whole of a body waits. */
function doingNow({ doing, request }: Guest): Doing {
  return doing === 'sending' && request?.complete ? 'waiting' : doing;
}

function sending(guests: ReadonlyMap<Socket, Guest>): number {
  let count = 0;
  for (const guest of guests.values()) if (doingNow(guest) === 'sending') count += 1;
  return count;
}

/**
 * Cuts one connection off. Those who do the first of the things named go before those who do the second.
 *
 * @returns whether there was one that could go
 */
function makeRoom(
  guests: Map<Socket, Guest>,
  among: readonly Doing[],
  { graceful, patience }: CrowdLimits,
): boolean {
  const now = performance.now();
  let found: { readonly socket: Socket; readonly rank: number; readonly pace: number } | undefined;
  for (const [socket, guest] of guests) {
    const doing = doingNow(guest);
    const rank = among.indexOf(doing);
    const passed = now - guest.since;
    if (rank < 0 || passed < (doing === 'waiting' ? patience : graceful)) continue;
    const moved =
      doing === 'waiting' ? socket.bytesWritten - guest.saidBefore : socket.bytesRead - guest.heardBefore;
    const pace = moved / Math.max(1, passed);
    if (!found || rank < found.rank || (rank === found.rank && pace < found.pace))
      found = { socket, rank, pace };
  }
  if (!found) return false;
  guests.delete(found.socket);
  found.socket.destroy();
  return true;
}

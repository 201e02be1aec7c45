import { createHash } from 'node:crypto';
import {
  DiscardPolicy,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type StoredMsg,
  type StreamConfig,
  type StreamInfo,
} from '@nats-io/jetstream';
import { connect, type NatsConnection, nanos } from '@nats-io/transport-node';
import { daysSeen } from './seen.ts';
import { type Arrivals, daysKept, fillOf, type Lane, type Spool, type SpoolLimits } from './spool.ts';

/** NATS servers with JetStream, which keep a spool together. */
export interface SpoolServers {
  /** `host:port` of each that is tried. */
  readonly hosts: readonly string[];
  readonly user?: string;
  readonly password?: string;
  /** How many servers keep each message: one, or three as a cluster. */
  readonly copies: 1 | 3;
}

/** The servers hold a spool that is set up otherwise. The message says how, and what to do. */
export class SpoolDiffers extends Error {
  override readonly name = 'SpoolDiffers';
}

const day = 86_400_000;

/** Milliseconds for which an answer of the servers is waited for: less than the form waits. */
const patience = 5000;

/** Room for a sealed message and what NATS adds to it, in bytes. */
const largest = 64 * 1024;

/** What NATS answers when a message finds no place, and when the very same one has one. */
const noPlace = {
  code: 10_077,
  full: 'maximum messages exceeded',
  known: 'maximum messages per subject exceeded',
};

/** What NATS answers when there is no such stream, and when there is no such message in it. */
const missing: readonly number[] = [10_059, 10_037, 10_057];

/**
 * A spool that several machines share. One stream holds the places that anybody may take, another those kept for partners. The servers see
 * to all of it: that a message is kept once, that there are never more than so many, and that each goes after seven days by their own
 * clocks. So it does not matter what the clock of an intake says, nor how many intakes there are.
 *
 * Servers that cannot be reached are tried again for ever; until then whatever is asked for fails within {@link patience}.
 *
 * @throws {@link SpoolDiffers}
 */
export async function natsSpool(servers: SpoolServers, limits: SpoolLimits): Promise<Spool> {
  const places: Readonly<Record<Lane, number>> = {
    anybody: limits.most - limits.keptForPartners,
    partner: limits.keptForPartners,
  };
  // A stream without places would be one without a limit.
  const lanes = allLanes.filter((lane) => places[lane] > 0);
  const link = new Link(servers, async (manager) => {
    for (const lane of lanes) await setUp(manager, lane, places[lane], servers.copies);
    await setUpSeen(manager, servers.copies);
  });
  await link.reach().catch((error: unknown) => {
    if (error instanceof SpoolDiffers) throw error;
  });
  const arrivals = arrivalsOver(link, lanes);
  return {
    ...arrivals,
    async put(body, lane) {
      const id = createHash('sha256').update(body).digest('hex');
      const { client, manager } = await link.reach();
      // Within one stream the server sees to it. Only one that came by the other lane, or was fetched, has to be looked for.
      const [there, before] = await Promise.all([
        lanes.length > 1 ? arrivals.read(id) : undefined,
        manager.streams.getMessage(seen.name, { last_by_subj: seen.subjectOf(id) }).catch(unlessMissing),
      ]);
      if (there || before) return 'known';
      // A partner takes a place that is kept for partners, and where none is left one that anybody may take.
      for (const stream of lanes.filter((each) => lane === 'partner' || each === 'anybody')) {
        const said = await publish(client, subjectOf(stream, id), body);
        if (said === 'full') continue;
        // What cannot be remembered is stored once more if somebody sends it again once it is fetched.
        await client.publish(seen.subjectOf(id), '', { timeout: patience }).catch(() => {});
        return said;
      }
      return 'full';
    },
    async fill() {
      const { manager } = await link.reach();
      const info = await infoOf(manager, 'anybody');
      return fillOf(info?.state.messages ?? 0, limits);
    },
    // The servers do it, by their clocks.
    expire: async () => ({ gone: 0, holdLeft: 0 }),
    close: () => link.close(),
  };
}

/** What waits at servers, for whoever fetches it or only looks. It changes nothing of how they are set up. */
export function natsArrivals(servers: SpoolServers): Arrivals & Pick<Spool, 'close'> {
  const link = new Link(servers, async (manager) => {
    for (const lane of allLanes) if (await infoOf(manager, lane)) return;
    throw new Error('No intake has set up a spool on these servers.');
  });
  return { ...arrivalsOver(link, allLanes), close: () => link.close() };
}

/** The stream that remembers the hashes of what came lately, so that nothing is stored again that was fetched (seen.ts). */
const seen = {
  name: 'another-story-seen',
  subjectOf: (id: string) => `another-story.seen.${id}`,
  /** Far more than come in so many days, unless somebody floods a spool that is emptied all the time. Then the oldest go. */
  most: 200_000,
} as const;

/** In the order in which partners take places. */
const allLanes = ['partner', 'anybody'] as const;

function arrivalsOver(link: Link, lanes: readonly Lane[]): Arrivals {
  const find = async (
    id: string,
  ): Promise<{ readonly message: StoredMsg; readonly lane: Lane } | undefined> => {
    const { manager } = await link.reach();
    for (const lane of lanes) {
      const message = await manager.streams
        .getMessage(nameOf(lane), { last_by_subj: subjectOf(lane, id) })
        .catch(unlessMissing);
      if (message) return { message, lane };
    }
    return undefined;
  };
  return {
    async list() {
      const { manager } = await link.reach();
      const ids = new Set<string>();
      for (const lane of lanes) {
        const info = await infoOf(manager, lane, subjectOf(lane, '*'));
        for (const subject of Object.keys(info?.state.subjects ?? {}))
          ids.add(subject.slice(subjectOf(lane, '').length));
      }
      return [...ids].sort();
    },
    read: async (id) => (await find(id))?.message.data,
    async remove(id) {
      const { manager } = await link.reach();
      // It may be there twice, if it came by both lanes at one moment.
      for (let found = await find(id); found; found = await find(id)) {
        await manager.streams.deleteMessage(nameOf(found.lane), found.message.seq, true).catch(unlessMissing);
      }
    },
    async standing() {
      const { manager } = await link.reach();
      const states = (await Promise.all(lanes.map((lane) => infoOf(manager, lane)))).flatMap(
        (info) => info?.state ?? [],
      );
      const times = states.filter(({ messages }) => messages > 0).map(({ first_ts }) => Date.parse(first_ts));
      return {
        waiting: states.reduce((sum, { messages }) => sum + messages, 0),
        ...(times.length > 0 && { oldest: new Date(Math.min(...times)) }),
      };
    },
  };
}

/** A connection to the servers that is made anew whenever it is needed. */
class Link {
  readonly #servers: SpoolServers;
  readonly #prepare: (manager: JetStreamManager) => Promise<void>;
  #connection: Promise<NatsConnection> | undefined;
  #ready: Promise<Ready> | undefined;
  #isClosed = false;

  /** @param prepare is done once for each connection */
  constructor(servers: SpoolServers, prepare: (manager: JetStreamManager) => Promise<void>) {
    this.#servers = servers;
    this.#prepare = prepare;
  }

  /** What failed once is tried anew by the next who asks. */
  reach(): Promise<Ready> {
    if (this.#isClosed) return Promise.reject(new Error('the spool is closed'));
    this.#ready ??= within(patience, this.#open()).catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    });
    return this.#ready;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await (await this.#connection?.catch(() => undefined))?.close();
  }

  async #open(): Promise<Ready> {
    const { hosts, user, password } = this.#servers;
    this.#connection ??= connect({
      servers: [...hosts],
      ...(user !== undefined && { user, pass: password }),
      name: 'another-story',
      timeout: patience,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 500,
      pingInterval: patience,
      maxPingOut: 2,
    });
    const connection = await this.#connection.catch((error: unknown) => {
      this.#connection = undefined;
      throw error;
    });
    // The servers end it for good when they no longer let this user in.
    void connection.closed().then(() => {
      [this.#connection, this.#ready] = [undefined, undefined];
    });
    const manager = await jetstreamManager(connection, { checkAPI: false, timeout: patience });
    await this.#prepare(manager);
    return { manager, client: jetstream(connection, { timeout: patience }) };
  }
}

/** What there is once the servers can be reached and are set up. */
interface Ready {
  readonly manager: JetStreamManager;
  readonly client: JetStreamClient;
}

function nameOf(lane: Lane): string {
  return `another-story-${lane}`;
}

function subjectOf(lane: Lane, id: string): string {
  return `another-story.${lane}.${id}`;
}

/** What there is to know of a lane’s stream; undefined if there is none. */
async function infoOf(
  manager: JetStreamManager,
  lane: Lane,
  subjects?: string,
): Promise<StreamInfo | undefined> {
  return manager.streams
    .info(nameOf(lane), subjects === undefined ? {} : { subjects_filter: subjects })
    .catch(unlessMissing);
}

/** For `catch`: what is not there is none of something, and every other failure is one. */
function unlessMissing(error: unknown): undefined {
  if (error instanceof JetStreamApiError && missing.includes(error.code)) return undefined;
  throw error;
}

async function publish(
  client: JetStreamClient,
  subject: string,
  body: Uint8Array,
): Promise<'stored' | 'known' | 'full'> {
  try {
    await client.publish(subject, body, { timeout: patience });
    return 'stored';
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === noPlace.code) {
      if (error.message === noPlace.known) return 'known';
      if (error.message === noPlace.full) return 'full';
    }
    throw error;
  }
}

/**
 * Makes the stream of a lane, or sees that it is as it should be. A limit may be raised, and never lowered: servers make room by deleting
 * what they acknowledged.
 *
 * @throws {@link SpoolDiffers}
 */
async function setUp(manager: JetStreamManager, lane: Lane, most: number, copies: 1 | 3): Promise<void> {
  const wanted = {
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    discard: DiscardPolicy.New,
    discard_new_per_subject: true,
    max_msgs_per_subject: 1,
    max_age: nanos(daysKept * day),
    num_replicas: copies,
    max_msgs: most,
  };
  const name = nameOf(lane);
  const there = await infoOf(manager, lane);
  if (!there) {
    await manager.streams.add({
      ...wanted,
      name,
      subjects: [subjectOf(lane, '*')],
      max_msg_size: largest,
      deny_purge: true,
    });
    return;
  }
  const config: Partial<StreamConfig> = there.config;
  for (const [key, value] of Object.entries(wanted)) {
    const found = config[key as keyof StreamConfig];
    if (found === value || (key === 'max_msgs' && Number(found) < most)) continue;
    throw new SpoolDiffers(
      `The servers have a stream ${name} whose ${key} is ${String(found)} and should be ${String(value)}. Nothing was changed. Give every intake the same settings; to lower a limit, take in everything, stop the intakes and delete the stream.`,
    );
  }
  if (Number(config.max_msgs) < most) await manager.streams.update(name, { max_msgs: most });
}

async function setUpSeen(manager: JetStreamManager, copies: 1 | 3): Promise<void> {
  if (await manager.streams.info(seen.name).catch(unlessMissing)) return;
  await manager.streams.add({
    name: seen.name,
    subjects: [seen.subjectOf('*')],
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    discard: DiscardPolicy.Old,
    max_msgs_per_subject: 1,
    max_msgs: seen.most,
    max_msg_size: 1024,
    max_age: nanos((daysSeen + 1) * day),
    num_replicas: copies,
    deny_purge: true,
  });
}

/** What a promise gives, if it does so in time. */
async function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the servers of the spool do not answer')), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

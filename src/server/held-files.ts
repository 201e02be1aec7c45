import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Coding, copyEndings } from '#hosting/compressed.ts';
import { isCompressible, mediaTypeOf } from '#hosting/media-types.ts';

/** A file of the built site as it can be served. */
export interface ServedFile {
  /** Where it lies. */
  readonly path: string;
  /** Its address: decoded, from the site's root. */
  readonly address: string;
  readonly type: string;
  readonly size: number;
  /** In whole seconds, as HTTP writes it. */
  readonly modified: Date;
  /** SHA-256 of its bytes, shortened. The same bytes have it in the next build too. */
  readonly hash: string;
  /** Whether compressed copies of such a file may be sent. */
  readonly mayBeCompressed: boolean;
  /** Its bytes, or undefined if it is not held. */
  readonly bytes: Buffer | undefined;
  readonly copies: Readonly<Partial<Record<Coding, Buffer>>>;
}

/** What a folder of files is looked at through. */
export interface HeldFiles {
  /** A file that was looked at within the last second, without waiting. */
  recent(address: string): ServedFile | undefined;
  /**
   * The file at an address, as it is now on the disk; `folder` if a page lies below it.
   *
   * @throws what the disk failed with, but for a file that is not there
   */
  find(address: string): Promise<ServedFile | 'folder' | undefined>;
}

/** How much is held, in bytes: nothing of a file above the first, and never more than the second. */
const most = { ofFile: 256 * 1024, together: 12 * 2 ** 20 };

/** Milliseconds for which a file is believed to be what it was. So long may a page outlive its withdrawal, and no longer. */
const believed = 1000;

interface Held {
  readonly file: ServedFile;
  readonly stamp: string;
  readonly weight: number;
  lookedAt: number;
}

/**
 * Holds the pages that are asked for in memory, with their compressed copies, and lets go of those that nobody asked for in the
 * longest time. What is held is compared with the disk at most once a second: a site that is built anew is served anew.
 *
 * @param now the clock, in milliseconds
 */
export function heldFiles(folder: string, now: () => number = Date.now): HeldFiles {
  const held = new Map<string, Held>();
  let weight = 0;

  function forget(address: string): void {
    weight -= held.get(address)?.weight ?? 0;
    held.delete(address);
  }

  function hold(address: string, each: Held): void {
    forget(address);
    held.set(address, each);
    weight += each.weight;
    for (const oldest of held.keys()) {
      if (weight <= most.together) break;
      forget(oldest);
    }
  }

  return {
    recent(address) {
      const known = held.get(address);
      return known && now() - known.lookedAt < believed ? known.file : undefined;
    },
    async find(address) {
      const name = address.endsWith('/') ? `${address}index.html` : address;
      const path = join(folder, name);
      const found = await statIfThere(path);
      if (found?.isDirectory() && !address.endsWith('/')) {
        const page = await statIfThere(join(path, 'index.html'));
        return page?.isFile() ? 'folder' : undefined;
      }
      if (!found?.isFile()) {
        forget(address);
        return undefined;
      }
      const stamp = `${found.ino} ${found.size} ${found.mtimeMs}`;
      const known = held.get(address);
      const each = known?.stamp === stamp ? known : await read(path, address, found, stamp);
      each.lookedAt = now();
      hold(address, each);
      return each.file;
    },
  };
}

async function read(path: string, address: string, found: Stats, stamp: string): Promise<Held> {
  const copies: Partial<Record<Coding, Buffer>> = {};
  const mayBeCompressed = isCompressible(path);
  // Pages, styles, scripts and fonts. Pictures and what people take away would push them out, and are read each time.
  const isHeld = (mayBeCompressed || path.endsWith('.woff2')) && found.size <= most.ofFile;
  const bytes = isHeld ? await readFile(path) : undefined;
  if (bytes && mayBeCompressed) {
    for (const coding of ['br', 'gzip'] as const) {
      const copy = await copyOf(path, coding, found);
      if (copy) copies[coding] = copy;
    }
  }
  const file: ServedFile = {
    path,
    address,
    type: mediaTypeOf(path),
    size: bytes?.length ?? found.size,
    modified: new Date(Math.floor(found.mtimeMs / 1000) * 1000),
    hash: bytes ? hashOf(bytes) : await hashOfFile(path),
    mayBeCompressed,
    bytes,
    copies,
  };
  const weight = [bytes, copies.br, copies.gzip].reduce((sum, each) => sum + (each?.length ?? 0), 1000);
  return { file, stamp, weight, lookedAt: 0 };
}

/** A compressed copy, unless it is older than its file and so perhaps of another one. */
async function copyOf(path: string, coding: Coding, of: Stats): Promise<Buffer | undefined> {
  const copy = `${path}${copyEndings[coding]}`;
  const found = await statIfThere(copy);
  return found && found.mtimeMs >= of.mtimeMs ? readFile(copy) : undefined;
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await readInPieces(path, 0, Number.POSITIVE_INFINITY, (piece) => hash.update(piece));
  return hash.digest('base64url').slice(0, 22);
}

/** Buffers that nobody uses now. */
const spare: Buffer[] = [];
const mostSpare = 16;

/**
 * Reads a file in pieces of 64 kB, from one byte to another or to its end. All pieces are in one buffer, the next over the last, and the
 * buffer is used again for the next file: what a stream leaves behind is let go of late, and adds up.
 *
 * @param take what is done with a piece before the next is read
 * @throws what the disk or `take` failed with
 */
export async function readInPieces(
  path: string,
  from: number,
  to: number,
  take: (piece: Buffer) => unknown,
): Promise<void> {
  const file = await open(path);
  const buffer = spare.pop() ?? Buffer.allocUnsafeSlow(64 * 1024);
  try {
    let at = from;
    while (at <= to) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, to - at + 1), at);
      if (bytesRead === 0) break;
      await take(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  } finally {
    if (spare.length < mostSpare) spare.push(buffer);
    await file.close();
  }
}

async function statIfThere(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE', 'EINVAL'].includes(code))
      return undefined;
    throw error;
  }
}

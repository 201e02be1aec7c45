import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';

const deflated = promisify(deflate);
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Pixels, four bytes each, as a PNG with a palette of their very colours; undefined if they have more than 256, which
 * a card, being flat, does not. Nothing is lost, and nothing is searched for: an encoder that chooses a palette spends
 * most of its time on finding colours that are there to be counted.
 */
export async function exactPng(pixels: Buffer, width: number, height: number): Promise<Buffer | undefined> {
  const words = new Int32Array(pixels.buffer, pixels.byteOffset, width * height);
  const colours = new Palette();
  // Each row begins with its filter: 0, none.
  const rows = Buffer.alloc((width + 1) * height);
  const stride = width * 4;
  for (let y = 0; y < height; y++) {
    let to = y * (width + 1) + 1;
    const row = y * stride;
    if (y > 0 && pixels.compare(pixels, row - stride, row, row, row + stride) === 0) {
      rows.copyWithin(to, to - width - 1, to - 1);
      continue;
    }
    for (let from = y * width, end = from + width; from < end; ) {
      const colour = words[from] as number;
      const index = colours.placeOf(colour);
      if (index > 255) return undefined;
      do {
        rows[to++] = index;
        from++;
      } while (from < end && words[from] === colour);
    }
  }
  const palette = Buffer.alloc(colours.list.length * 3);
  const bytes = new Uint8Array(4);
  const word = new Int32Array(bytes.buffer);
  colours.list.forEach((colour, at) => {
    word[0] = colour;
    palette.set(bytes.subarray(0, 3), at * 3);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits, by palette; deflate, the one filter method, not interlaced.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', await deflated(rows, { level: 6, memLevel: 9, chunkSize: 2 ** 17 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The colours met so far, each with its place. A table of their own numbers is several times as quick as a Map. */
class Palette {
  readonly list: number[] = [];
  readonly #slots = new Int32Array(slots);
  readonly #places = new Int16Array(slots).fill(-1);

  /** The place of a colour, given to it now if it is new. */
  placeOf(colour: number): number {
    let slot = Math.imul(colour, 0x9e3779b1) >>> (32 - slotBits);
    while (this.#places[slot] !== -1) {
      if (this.#slots[slot] === colour) return this.#places[slot] as number;
      slot = (slot + 1) % slots;
    }
    this.#slots[slot] = colour;
    this.#places[slot] = this.list.length;
    return this.list.push(colour) - 1;
  }
}

/** Four times as many slots as there may be colours, so that few share one. */
const slotBits = 10;
const slots = 2 ** slotBits;

/** Its length, its name, its bytes, and a checksum over the last two (PNG, section 5.3). */
function chunk(name: string, bytes: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), bytes]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

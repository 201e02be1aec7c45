import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';

const deflated = promisify(deflate);
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Pixels, four bytes each, as a PNG whose palette holds exactly their colours; undefined if there are more than 256,
 * the most that a palette holds. Other encoders search for the best palette, and spend most of their time on it. A
 * card has so few colours that they need only be counted, and none is changed.
 */
export async function exactPng(pixels: Buffer, width: number, height: number): Promise<Buffer | undefined> {
  // One number a pixel. Signed, because V8 keeps those as small integers, which are quick as keys of a Map.
  const words = new Int32Array(pixels.buffer, pixels.byteOffset, width * height);
  const colours = new Map<number, number>();
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
      const index = colours.get(colour) ?? colours.size;
      if (index > 255) return undefined;
      if (index === colours.size) colours.set(colour, index);
      do {
        rows[to++] = index;
        from++;
      } while (from < end && words[from] === colour);
    }
  }
  const palette = Buffer.alloc(colours.size * 3);
  const bytes = new Uint8Array(4);
  const word = new Int32Array(bytes.buffer);
  for (const [colour, at] of colours) {
    word[0] = colour;
    palette.set(bytes.subarray(0, 3), at * 3);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits, by palette; deflate, the one filter method, not interlaced.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    // One large buffer, because for every further one zlib would wait for its turn in the script.
    chunk('IDAT', await deflated(rows, { level: 6, memLevel: 9, chunkSize: 2 ** 17 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Its length, its name, its bytes, and a checksum over the last two (PNG, section 5.3). */
function chunk(name: string, bytes: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), bytes]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

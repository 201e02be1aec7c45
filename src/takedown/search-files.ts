import { readValue } from './markup.ts';
import type { Reading } from './reading.ts';

/** What stands before the data in every file of Pagefind’s index, once it is unpacked. */
const mark = 'pagefind_dcd';

/**
 * Reads a file of the search index: a record, which is JSON, or a list of words, filters or pages, which is CBOR (RFC 8949).
 *
 * @param bytes unpacked
 * @returns false if it is no such file
 * @throws if it is one in another form than Pagefind 1.6 writes
 */
export function readSearchFile(bytes: Buffer, into: Reading): boolean {
  if (bytes.toString('latin1', 0, mark.length) !== mark) return false;
  const data = bytes.subarray(mark.length);
  if (data[0] === '{'.charCodeAt(0)) readValue(JSON.parse(data.toString('utf8')), into);
  // The program that searches has the same mark.
  else if (data.toString('latin1', 0, 4) === '\0asm') into.value(data.toString('latin1'));
  else for (const text of textsInCbor(data)) into.value(text);
  return true;
}

/** The texts in CBOR made of numbers, texts, lists and simple values. */
function textsInCbor(bytes: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const head = bytes.readUInt8(at++);
    const kind = head >> 5;
    let size = head & 31;
    // 24 to 27 say that the size follows, in one, two, four or eight bytes.
    if (size > 23 && size < 28) {
      const length = 2 ** (size - 24);
      size = length === 8 ? Number(bytes.readBigUInt64BE(at)) : bytes.readUIntBE(at, length);
      at += length;
    } else if (size !== 31 && size > 23) throw new Error('this is no CBOR');
    if (kind === 3) {
      texts.push(bytes.toString('utf8', at, at + size));
      at += size;
    } else if (kind === 2) at += size;
  }
  return texts;
}

import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { hashOfBytes } from './fingerprints.ts';
import { readCode, readJson, readMarkup } from './markup.ts';
import { readPdf } from './pdf.ts';
import { type Opened, type Part, Reading, wholeOf } from './reading.ts';
import { readSearchFile } from './search-files.ts';

/** What is kept of outputs that take long to open. */
export interface OpenedBefore {
  /** By the SHA-256 of their bytes and the ending of their name: a ZIP holds what also stands beside it, and in other ZIPs. */
  readonly known: Map<string, Part>;
  /**
   * Says what a PDF says, from an earlier build if its bytes are the same.
   *
   * @param file the output that it is, or is packed in
   */
  readonly pdf: (file: string, hash: string, read: () => Promise<Opened>) => Promise<Opened>;
}

/** Nothing is kept but for the time of one search. */
export function nothingBefore(): OpenedBefore {
  return { known: new Map(), pdf: (_file, _hash, read) => read() };
}

/** How deep one thing may be packed in another. Nothing of ours is packed more than twice. */
const deepest = 5;

/**
 * Opens an output, whatever it is, and whatever is packed in it. What it is, its first bytes say; its name is asked only of texts.
 *
 * @param file its path from the site’s folder
 * @throws if it cannot be opened, or only in part: nobody may then say that nothing stands in it
 */
export async function openOutput(
  file: string,
  bytes: Uint8Array,
  before: OpenedBefore = nothingBefore(),
): Promise<Opened> {
  return wholeOf(await openParts(file, bytes, before));
}

/** The same, with what is packed in the output kept apart from it: what was packed before is the same part again. */
export function openParts(file: string, bytes: Uint8Array, before: OpenedBefore): Promise<Part> {
  return open(file, bytes, { file, before, depth: 0 });
}

/** Where one is when something packed is opened. */
interface Place {
  readonly file: string;
  readonly before: OpenedBefore;
  readonly depth: number;
}

async function open(name: string, bytes: Uint8Array, place: Place): Promise<Part> {
  const { file, before, depth } = place;
  const hash = hashOfBytes(bytes);
  // The ending says how a text is read.
  const key = `${hash}${endingOf(name)}`;
  const known = before.known.get(key);
  if (known) return known;
  if (depth > deepest) throw new Error('it is packed too deep');
  const reading = new Reading();
  reading.hashes.push(hash);
  const inside = async (innerName: string, inner: Uint8Array) =>
    reading.parts.push(await open(innerName, inner, { ...place, depth: depth + 1 }));
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begins = (...start: number[]) => start.every((byte, at) => bytes[at] === byte);

  if (begins(0x50, 0x4b, 0x03, 0x04)) {
    for (const [innerName, inner] of Object.entries(unzipSync(bytes))) {
      reading.address(innerName);
      await inside(innerName, inner);
    }
  } else if (begins(0x25, 0x50, 0x44, 0x46)) reading.add(await before.pdf(file, hash, () => readPdf(bytes)));
  else if (begins(0x1f, 0x8b)) {
    const unpacked = gunzipSync(bytes);
    if (!readSearchFile(unpacked, reading)) await inside(name.replace(/\.gz$/, ''), unpacked);
  } else if (name.endsWith('.br')) await inside(name.slice(0, -3), brotliDecompressSync(bytes));
  else if (begins(0x89, 0x50, 0x4e, 0x47)) readPng(buffer, reading);
  else if (begins(0x52, 0x49, 0x46, 0x46)) readRiff(buffer, reading);
  else {
    const text = textOf(buffer);
    if (text === undefined) readStrings(buffer, reading);
    else {
      for (const [, packed = ''] of text.matchAll(dataAddress))
        await inside(`${name} data`, Buffer.from(packed, 'base64'));
      readText(name, text, reading);
    }
  }
  // What stands in the site by itself and is no ZIP or PDF stands there once.
  const mayComeAgain = depth > 0 || begins(0x50, 0x4b) || begins(0x25, 0x50);
  if (mayComeAgain && before.known.size < mostKnown) before.known.set(key, reading);
  return reading;
}

/** So many are remembered, so that a large site does not fill the memory. */
const mostKnown = 50_000;

function endingOf(name: string): string {
  return /\.\w+$/.exec(name)?.[0].toLowerCase() ?? '';
}

/** A picture or a text inside an address. Fonts are left out: they are large, and say nothing. */
const dataAddress =
  /data:(?:image|audio|video|text|application\/(?!font|x-font))[\w/+.;=-]*;base64,([\w+/=]+)/g;

function readText(name: string, text: string, into: Reading): void {
  switch (endingOf(name)) {
    case '.json':
    case '.webmanifest':
    case '.map':
      readJson(text, into);
      break;
    case '.js':
    case '.mjs':
    case '.css':
      readCode(text, into);
      break;
    case '.vtt':
    case '.srt':
      readCaptions(text, into);
      break;
    default:
      if (/^\s*<[a-z!?]/i.test(text)) readMarkup(text, into);
      else readPlain(text, into);
  }
}

/** Plain text: whole, and each line by itself. */
function readPlain(text: string, into: Reading): void {
  into.text(text);
  for (const line of text.split(/\r?\n/)) {
    into.composed(line);
    if (/\/\S|=/.test(line)) for (const part of line.split(/\s+/)) into.address(part);
  }
}

/** Captions: a sentence may go on from one to the next, so times and marks are taken out. */
function readCaptions(text: string, into: Reading): void {
  const said = text
    .replaceAll(/^.*-->.*$/gm, '')
    .replaceAll(/^(?:WEBVTT.*|\d+)$/gm, '')
    .replaceAll(/<v(?:\.\S+)?\s+([^>]*)>/g, '\n$1\n')
    .replaceAll(/<[^>]*>/g, '');
  readPlain(said, into);
  // Notes and whatever else is not shown.
  readPlain(text, into);
}

/** The text of a file; undefined if it is none. */
function textOf(buffer: Buffer): string | undefined {
  const isUtf16 = (buffer[0] === 0xff && buffer[1] === 0xfe) || (buffer[0] === 0xfe && buffer[1] === 0xff);
  if (isUtf16) return new TextDecoder(buffer[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(buffer);
  if (buffer.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer);
  } catch {
    return undefined;
  }
}

/** A PNG’s parts but for its pixels: titles and comments may stand in them. */
function readPng(buffer: Buffer, into: Reading): void {
  for (let at = 8; at + 12 <= buffer.length; ) {
    const length = buffer.readUInt32BE(at);
    const kind = buffer.toString('latin1', at + 4, at + 8);
    const part = buffer.subarray(at + 8, at + 8 + length);
    if (kind === 'zTXt' || kind === 'iTXt') readStrings(unpackedText(kind, part), into);
    else if (!/^(?:IHDR|PLTE|IDAT|IEND|tRNS)$/.test(kind)) readStrings(part, into);
    at += 12 + length;
  }
}

/** A text chunk of a PNG with its text unpacked (PNG, third edition, 11.3.3). */
function unpackedText(kind: 'zTXt' | 'iTXt', part: Buffer): Buffer {
  const keyword = part.indexOf(0);
  const isPacked = kind === 'zTXt' || part[keyword + 1] === 1;
  if (!isPacked) return part;
  let from = keyword + 2;
  if (kind === 'iTXt') {
    from = part.indexOf(0, part.indexOf(0, keyword + 3) + 1) + 1;
  }
  return Buffer.concat([part.subarray(0, from), inflateSync(part.subarray(from))]);
}

/** The parts of a WebP or another RIFF file, but for pixels and sound. */
function readRiff(buffer: Buffer, into: Reading): void {
  for (let at = 12; at + 8 <= buffer.length; ) {
    const kind = buffer.toString('latin1', at, at + 4);
    const length = buffer.readUInt32LE(at + 4);
    if (!/^(?:VP8.|ALPH|ANIM|ANMF|data)$/.test(kind))
      readStrings(buffer.subarray(at + 8, at + 8 + length), into);
    at += 8 + length + (length % 2);
  }
}

/** Whatever can be read among bytes of an unknown kind. Texts of two bytes a letter are read as well, where the letters are Latin. */
function readStrings(bytes: Buffer, into: Reading): void {
  for (const text of [bytes.toString('utf8'), bytes.toString('latin1').replaceAll('\0', '')]) {
    for (const [string] of text.matchAll(/[\p{L}\p{N}\p{P}\p{Zs}]{4,}/gu)) {
      into.value(string);
      if (string.includes('/')) into.address(string);
    }
  }
}

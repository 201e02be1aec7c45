import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Coding } from '#hosting/compressed.ts';
import { type HostedSite, headersFor } from '#hosting/header-rules.ts';
import { codingAsked, isKnown, type Piece, pathAsked, pieceAsked } from './asked.ts';
import { heldFiles, readInPieces, type ServedFile } from './held-files.ts';

/** What is sent of a file in one coding, with headers that are put together once. */
interface Representation {
  readonly tag: string;
  /** Undefined if the file is read from the disk each time. */
  readonly bytes: Buffer | undefined;
  /** Names and values by turns, as Node sends them fastest. */
  readonly whenKnown: string[];
  readonly whenSent: string[];
}

/**
 * Answers requests for the files of a built site: GET and HEAD, whole or in pieces, compressed where the build made a copy. Nothing is
 * compressed on request, and nothing that is missing is kept by anybody.
 */
export function siteListener(
  folder: string,
  site: HostedSite,
): (request: IncomingMessage, answer: ServerResponse) => void {
  const files = heldFiles(folder);
  const made = new WeakMap<ServedFile, Map<Coding | undefined, Representation>>();

  function representation(file: ServedFile, coding: Coding | undefined): Representation {
    const list = made.get(file) ?? new Map<Coding | undefined, Representation>();
    made.set(file, list);
    const known = list.get(coding);
    if (known) return known;
    const each = represent(file, coding, site);
    list.set(coding, each);
    return each;
  }

  function send(request: IncomingMessage, answer: ServerResponse, file: ServedFile): void {
    const { headers } = request;
    const coding = headers.range === undefined ? codingAsked(headers['accept-encoding']) : undefined;
    const chosen = representation(file, coding !== undefined && file.copies[coding] ? coding : undefined);
    const asked = { tags: headers['if-none-match'], since: headers['if-modified-since'] };
    if (
      (asked.tags !== undefined || asked.since !== undefined) &&
      isKnown(asked, chosen.tag, file.modified)
    ) {
      answer.writeHead(304, chosen.whenKnown);
      answer.end();
    } else if (headers.range !== undefined && isOf([headers['if-range']].flat()[0], file, chosen)) {
      sendPiece(request, answer, file, chosen, headers.range);
    } else {
      answer.writeHead(200, chosen.whenSent);
      sendBytes(request, answer, file, chosen, undefined);
    }
  }

  function sendPiece(
    request: IncomingMessage,
    answer: ServerResponse,
    file: ServedFile,
    chosen: Representation,
    range: string,
  ): void {
    const piece = request.method === 'HEAD' ? undefined : pieceAsked(range, file.size);
    if (piece === 'none') {
      refuse(answer, file.address, 416, { 'Content-Range': `bytes */${file.size}` });
      return;
    }
    if (piece) {
      answer.writeHead(206, [
        ...chosen.whenKnown,
        'Content-Type',
        file.type,
        'Content-Range',
        `bytes ${piece.from}-${piece.to}/${file.size}`,
        'Content-Length',
        String(piece.to - piece.from + 1),
      ]);
    } else answer.writeHead(200, chosen.whenSent);
    sendBytes(request, answer, file, chosen, piece);
  }

  /** Says in a few words why there is no file, with the headers of every answer. */
  function refuse(
    answer: ServerResponse,
    path: string,
    status: number,
    headers: Readonly<Record<string, string>> = {},
  ): void {
    const words = refusals[status] ?? '';
    answer.writeHead(status, {
      ...headersFor(path, status, site),
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Length': Buffer.byteLength(words),
      ...headers,
    });
    answer.end(words);
  }

  /** The page for an address at which there is nothing. */
  async function sendMissing(request: IncomingMessage, answer: ServerResponse, path: string): Promise<void> {
    const page = await files.find('/404.html');
    if (page === undefined || page === 'folder' || !page.bytes) {
      refuse(answer, path, 404);
      return;
    }
    const coding = codingAsked(request.headers['accept-encoding']);
    const copy = coding && page.copies[coding];
    const bytes = copy ?? page.bytes;
    answer.writeHead(404, {
      ...headersFor(path, 404, site),
      'Content-Type': page.type,
      'Content-Length': bytes.length,
      Vary: 'Accept-Encoding',
      ...(copy ? { 'Content-Encoding': coding } : {}),
    });
    answer.end(request.method === 'HEAD' ? undefined : bytes);
  }

  async function answerAnew(request: IncomingMessage, answer: ServerResponse, path: string): Promise<void> {
    const found = await files.find(path);
    if (found === undefined) await sendMissing(request, answer, path);
    else if (found === 'folder') {
      const [address = '', query] = (request.url ?? '').split(/(?=\?)/, 2);
      const headers = { Location: `${address}/${query ?? ''}`, 'Content-Length': 0 };
      answer.writeHead(308, { ...headersFor(path, 308, site), ...headers });
      answer.end();
    } else send(request, answer, found);
  }

  return (request, answer) => {
    const path = pathAsked(request.url ?? '');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(answer, path ?? '/', 405, { Allow: 'GET, HEAD' });
      return;
    }
    const recent = path === undefined ? undefined : files.recent(path);
    if (recent) {
      send(request, answer, recent);
      return;
    }
    const answered =
      path === undefined ? sendMissing(request, answer, '/') : answerAnew(request, answer, path);
    answered.catch(() => {
      // The disk, or no more files may be open at once: for a moment, as a rule.
      if (answer.headersSent) answer.destroy();
      else refuse(answer, path ?? '/', 503, { 'Retry-After': '5' });
    });
  };
}

const refusals: Readonly<Record<number, string>> = {
  404: 'There is no such page.\n',
  405: 'Only GET and HEAD.\n',
  416: 'There is no such piece.\n',
  503: 'Not now. Try again in a moment.\n',
};

function represent(file: ServedFile, coding: Coding | undefined, site: HostedSite): Representation {
  const bytes = coding ? file.copies[coding] : file.bytes;
  const tag = `"${file.hash}${coding ? `-${coding}` : ''}"`;
  const always = {
    ...headersFor(file.address, 200, site),
    ETag: tag,
    'Last-Modified': file.modified.toUTCString(),
    'Accept-Ranges': 'bytes',
    ...(file.mayBeCompressed ? { Vary: 'Accept-Encoding' } : {}),
  };
  const sent = {
    ...always,
    'Content-Type': file.type,
    'Content-Length': String(bytes?.length ?? file.size),
    ...(coding ? { 'Content-Encoding': coding } : {}),
  };
  return { tag, bytes, whenKnown: Object.entries(always).flat(), whenSent: Object.entries(sent).flat() };
}

/** Whether a piece may be sent: the rest that the browser has is of this very file, as far as it says what it has. */
function isOf(condition: string | undefined, file: ServedFile, { tag }: Representation): boolean {
  return condition === undefined || condition === tag || condition === file.modified.toUTCString();
}

function sendBytes(
  { method }: IncomingMessage,
  answer: ServerResponse,
  file: ServedFile,
  { bytes }: Representation,
  piece: Piece | undefined,
): void {
  if (method === 'HEAD') answer.end();
  else if (bytes) answer.end(piece ? bytes.subarray(piece.from, piece.to + 1) : bytes);
  else {
    const { from, to } = piece ?? { from: 0, to: file.size - 1 };
    // A reader who goes away, or a file that a build takes away, ends the connection and nothing else.
    readInPieces(file.path, from, to, (each) => written(answer, each)).then(
      () => answer.end(),
      () => answer.destroy(),
    );
  }
}

/** Sends some bytes, and waits until nobody needs their buffer any more. */
function written(answer: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error('the reader has gone'));
    if (answer.destroyed) return gone();
    answer.once('close', gone);
    answer.write(bytes, (error) => {
      answer.off('close', gone);
      if (error) reject(error);
      else resolve();
    });
  });
}

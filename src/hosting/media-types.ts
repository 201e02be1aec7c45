/**
 * The media type of every kind of file that the site has, by its ending. A browser is told to believe them (`nosniff`), so that each
 * has to be right. Those of Office files are registered with IANA; WebVTT's, fonts' and sounds' too.
 */
export const mediaTypes: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  css: 'text/css; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json',
  webp: 'image/webp',
  woff2: 'font/woff2',
  xml: 'application/xml; charset=utf-8',
  zip: 'application/zip',
};

/** What is sent of a file whose ending says nothing, such as the pieces of the search index. */
export const anyType = 'application/octet-stream';

/** The media type of a file, by its path or name. */
export function mediaTypeOf(file: string): string {
  return mediaTypes[endingOf(file)] ?? anyType;
}

/** Endings of files that get much smaller when they are compressed. The others are compressed already. */
export const compressible: readonly string[] = [
  'css',
  'html',
  'js',
  'json',
  'svg',
  'txt',
  'vtt',
  'webmanifest',
  'xml',
];

/** Whether a file is worth compressing, by its path or name. */
export function isCompressible(file: string): boolean {
  return compressible.includes(endingOf(file));
}

function endingOf(file: string): string {
  return /\.([^./\\]+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, inject, it } from 'vitest';
import { demonstrationLine } from '#domain/words/demonstration.ts';
import {
  attributeOf,
  fileOfPage,
  filesIn,
  pagePathsIn,
  parsePage,
  saidBy,
  takenAway,
  textOfFile,
  wordsOf,
} from '../fixtures/site-files.ts';

/** A demonstration says what it is, on every page and in every file to take away. */

/** The part of an archive in which people look first. */
const readFirst = /^(?:README|READ-ME-FIRST)\.txt$/;

describe('a demonstration', () => {
  const dist = inject('dist');
  const files = filesIn(dist).filter((file) => takenAway.test(file));

  it.each(pagePathsIn(dist))('says so at the head of %s, and once', (path) => {
    const document = parsePage(textOfFile(dist, fileOfPage(path)));
    const lines = document.querySelectorAll('.demo-line');
    expect(lines.map((line) => wordsOf(line))).toEqual([demonstrationLine]);
    const robots = document.querySelectorAll('meta[name="robots"]');
    expect(robots.map((meta) => attributeOf(meta, 'content'))).toEqual(['noindex']);
  });

  it('has files of every kind to take away', () => {
    const kinds = new Set(files.map((file) => file.slice(file.lastIndexOf('.'))));
    expect([...kinds].sort()).toEqual(['.docx', '.pdf', '.pptx', '.zip']);
    expect(files.length).toBeGreaterThan(50);
  });

  it.each(files)('says so in %s', (file) => {
    const bytes = readFileSync(join(dist, file));
    expect(saidBy(file, bytes)).toContain(demonstrationLine);
    if (!file.endsWith('.zip')) return;
    const parts = unzipSync(bytes);
    const [first = ''] = Object.keys(parts).filter((name) => readFirst.test(name));
    expect(strFromU8(parts[first] ?? new Uint8Array())).toContain(`${demonstrationLine}.`);
  });

  it('lets everybody read robots.txt, and everything else', () => {
    expect(textOfFile(dist, 'robots.txt')).toMatch(/^User-agent: \*\nAllow: \/\n/);
    expect(textOfFile(dist, 'robots.txt')).not.toContain('Disallow');
  });
});

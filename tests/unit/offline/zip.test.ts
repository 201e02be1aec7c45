import { strToU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { zipInOrder } from '#offline/zip.ts';

const files = { 'b.txt': strToU8('b'), 'a/c.png': strToU8('c'), 'a.txt': strToU8('a') };

/** The date and time of the first file in a ZIP, as its header has them (APPNOTE.TXT, section 4.4.6). */
function dateIn(zip: Uint8Array): string {
  const view = new DataView(zip.buffer, zip.byteOffset);
  const [time, date] = [view.getUint16(10, true), view.getUint16(12, true)];
  return `${1980 + (date >> 9)}-${(date >> 5) & 15}-${date & 31} ${time >> 11}:${(time >> 5) & 63}`;
}

describe('a ZIP', () => {
  it('has its files in the order of their names, however they were given', () => {
    const names = Object.keys(unzipSync(zipInOrder(files)));
    expect(names).toEqual(['a.txt', 'a/c.png', 'b.txt']);
    const backwards = Object.fromEntries(Object.entries(files).reverse());
    expect(zipInOrder(backwards)).toEqual(zipInOrder(files));
  });

  it('begins with the list of types if it is an Office file', () => {
    const office = { '!first.xml': strToU8('x'), '[Content_Types].xml': strToU8('x') };
    expect(Object.keys(unzipSync(zipInOrder(office)))).toEqual(['[Content_Types].xml', '!first.xml']);
  });

  it('has one fixed date where none is given', () => {
    expect(dateIn(zipInOrder(files))).toBe('1980-1-1 0:0');
  });

  it('has the day that it is given, in whatever time zone it is made', () => {
    expect(dateIn(zipInOrder(files, '2026-11-01'))).toBe('2026-11-1 12:0');
  });

  it('stores pictures as they are and packs text', () => {
    const long = strToU8('again and again '.repeat(100));
    expect(zipInOrder({ 'a.png': long }).length).toBeGreaterThan(long.length);
    expect(zipInOrder({ 'a.txt': long }).length).toBeLessThan(long.length / 2);
  });
});

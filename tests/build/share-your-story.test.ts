import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';
import { noticeVersion } from '../../src/envelope/message.ts';
import { attributeOf, fileOfPage, filesIn, parsePage, textOfFile, wordsOf } from '../fixtures/site-files.ts';

const dist = inject('dist');
const pages = ['/share-your-story/', '/share-your-story/withdraw/', '/share-your-story/hand-over/'];
const documentOf = (path: string) => parsePage(textOfFile(dist, fileOfPage(path)));

/** Bytes that the scripts of the form may have as they travel, in gzip. 1 kB is 1,000 bytes. */
const mostScript = 60_000;

/**
 * The words of the notice, without its numbers, as a hash. Consent is given to these words: whoever changes them raises
 * `noticeVersion` and puts the new pair here.
 */
const notice = { version: '2026-11-30', words: 'b459f7553bfd1af0' };

/** Every script that a page can come to load: what it names, and what those name, workers and later parts included. */
function scriptsOf(path: string): string[] {
  const named = documentOf(path)
    .querySelectorAll('script[src]')
    .map((script) => attributeOf(script, 'src') ?? '');
  const found = new Set(named.map((address) => address.slice(1)));
  for (const file of found) {
    for (const [, name = ''] of textOfFile(dist, file).matchAll(/([\w.-]+\.js)["'`]/g)) {
      const beside = `_astro/${name}`;
      if (filesIn(dist).includes(beside)) found.add(beside);
    }
  }
  return [...found];
}

describe('the scripts of the sealed form', () => {
  it('have at most 60 kB in gzip, the worker and the sealing included', () => {
    const scripts = scriptsOf('/share-your-story/');
    expect(scripts.some((file) => file.includes('proof-worker'))).toBe(true);
    expect(scripts.some((file) => file.includes('sealing'))).toBe(true);
    const bytes = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
    process.stdout.write(`Scripts of the sealed form: ${bytes} bytes in gzip (at most ${mostScript})\n`);
    expect(bytes).toBeLessThanOrEqual(mostScript);
  });

  it.each(['unwrapFileKey', 'AGE-SECRET-KEY', 'no identity matched'])(
    'hold nothing that opens: %s is in no file of the site',
    (trace) => {
      const files = filesIn(dist).filter((file) => /\.(js|html|json|css|xml|txt)$/.test(file));
      expect(files.length).toBeGreaterThan(100);
      expect(files.filter((file) => textOfFile(dist, file).includes(trace))).toEqual([]);
    },
  );
});

describe.each(pages)('%s', (path) => {
  const document = documentOf(path);

  it('has nothing that a browser could send by itself', () => {
    for (const selector of ['form', '[name]:not(meta)', '[action]', '[formaction]', '[type="submit"]'])
      expect(document.querySelectorAll(`main ${selector}`), selector).toHaveLength(0);
    const buttons = document.querySelectorAll('main button');
    expect(buttons.length).toBeGreaterThan(1);
    expect(buttons.filter((button) => attributeOf(button, 'type') !== 'button')).toEqual([]);
  });

  it('lets nobody type before the script is ready', () => {
    const form = document.querySelector('#tell-form');
    expect(form?.hasAttribute('disabled')).toBe(true);
    expect(form?.hasAttribute('hidden')).toBe(true);
    const fields = document.querySelectorAll('main input, main select, main textarea');
    expect(fields.length).toBeGreaterThan(0);
    expect(fields).toHaveLength(
      document.querySelectorAll('#tell-form input, #tell-form select, #tell-form textarea').length,
    );
    expect(document.querySelector('#tell-send')?.hasAttribute('disabled')).toBe(true);
  });

  it('asks the browser to remember, check and translate nothing', () => {
    // Files and boxes to tick have no such attribute in HTML: the script sees to them.
    const remembered = 'main select, main textarea, main input[type="text"]';
    for (const field of document.querySelectorAll(remembered))
      expect(attributeOf(field, 'autocomplete'), field.id ?? '').toBe('off');
    for (const field of document.querySelectorAll('main textarea, main input[type="text"]')) {
      expect(attributeOf(field, 'spellcheck')).toBe('false');
      expect(attributeOf(field, 'translate')).toBe('no');
    }
    // Some browsers offer to go on writing, and may ask a server how.
    for (const field of document.querySelectorAll('main textarea'))
      expect(attributeOf(field, 'writingsuggestions')).toBe('false');
  });

  it('allows one trusted script address and no other', () => {
    const policy = attributeOf(
      document.querySelector('meta[http-equiv="content-security-policy"]') as never,
      'content',
    );
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).toContain('trusted-types sealed-form;');
  });

  it('can be found by the sitemap', () => {
    expect(textOfFile(dist, 'sitemap-0.xml')).toContain(`${path}</loc>`);
  });
});

describe('the notice before the form', () => {
  it('has the words that its version stands for', () => {
    const words = wordsOf(documentOf('/share-your-story/').querySelector('#tell-words')).replaceAll(
      /[\d\s]+/g,
      ' ',
    );
    expect(words.length).toBeGreaterThan(1500);
    const hash = createHash('sha256').update(words).digest('hex').slice(0, 16);
    expect({ version: noticeVersion, words: hash }).toEqual(notice);
  });

  it('says that a network can see that something was sent, and that what nobody reads is deleted', () => {
    const words = wordsOf(documentOf('/share-your-story/').querySelector('#tell-words'));
    expect(words).toContain(
      'A network can also see that something was sent from here, and when, though not what.',
    );
    expect(words).toContain('If no moderator fetches it within seven days, the server deletes it unread');
    expect(words).toContain('at most 24 hours later than that');
  });
});

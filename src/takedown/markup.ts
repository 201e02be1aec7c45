import type { Reading } from './reading.ts';

/** Reads HTML, SVG, XML and code for what they say. No tree is made: what matters is which words follow one another. */

/** Elements inside a sentence, which part no words. */
const inline = new Set(
  'a abbr b bdi bdo cite code data dfn em i ins kbd mark q s samp small span strong sub sup time tspan u var wbr'.split(
    ' ',
  ),
);
/** Of Office’s elements, those that part words; all others of its text stand inside a paragraph. */
const officeBreaks = new Set('p br cr tab tc tr'.split(' '));

/** Attributes that say nothing to anybody: names for styles, references within the page, shapes. */
const mute =
  /^(?:class|id|for|style|d|points|transform|viewbox|nonce|integrity|aria-(?:labelledby|describedby|controls)|xmlns.*|w:rsid.*)$/;

/** What stood in tags and says nothing: the same styles stand in thousands. So many are remembered. */
const silent = new Set<string>();
const mostSilent = 50_000;

const token =
  /<!--([\s\S]*?)-->|<!\[CDATA\[([\s\S]*?)\]\]>|<(script|style)\b((?:"[^"]*"|'[^']*'|[^'">])*)>([\s\S]*?)<\/\3\s*>|<[/?!]?([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;
const attribute = /([^\s"'=<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;

/**
 * Reads markup. What its texts have escaped is read as markup again: a feed carries whole articles so.
 *
 * @param depth how often it was unescaped already
 */
export function readMarkup(source: string, into: Reading, depth = 0): void {
  let flow = '';
  let block = '';
  let isHeading = false;
  const words = (text: string) => {
    const plain = unescapeMarkup(text);
    if (depth < 3 && /<[a-z!/][^>]*>/i.test(plain)) readMarkup(plain, into, depth + 1);
    flow += plain;
    block += plain;
    into.label(plain);
  };
  const endBlock = () => {
    const said = block.replaceAll(/\s+/g, ' ');
    if (isHeading) into.composed(said);
    else into.label(said);
    flow += '\n';
    block = '';
  };
  const readAttributes = (attributes: string) => {
    if (silent.has(attributes) || into.hasRead(`${depth} ${attributes}`)) return;
    let isSilent = true;
    for (const [, name = '', double, single, bare] of attributes.matchAll(attribute)) {
      const value = unescapeMarkup(double ?? single ?? bare ?? '');
      if (value.length < 2 || mute.test(name.toLowerCase())) continue;
      isSilent = false;
      if (name === 'srcdoc' && depth < 3) readMarkup(value, into, depth + 1);
      else if (/^(?:data|https?|mailto|sms|whatsapp):|[%/?]/.test(value)) into.address(value);
      else into.value(value);
    }
    if (isSilent && silent.size < mostSilent) silent.add(attributes);
  };
  let from = 0;
  for (const found of source.matchAll(token)) {
    const [whole, comment, cdata, raw, rawAttributes = '', rawText = '', tag = '', attributes = ''] = found;
    words(source.slice(from, found.index));
    from = found.index + whole.length;
    if (comment !== undefined) into.value(unescapeMarkup(comment));
    else if (cdata !== undefined) {
      readMarkup(cdata, into, depth + 1);
      endBlock();
    } else if (raw !== undefined) {
      readAttributes(rawAttributes);
      if (/json/i.test(rawAttributes)) readJson(rawText, into);
      else readCode(rawText, into);
    } else {
      if (attributes !== '') readAttributes(attributes);
      if (partsWords(tag.toLowerCase())) {
        endBlock();
        isHeading =
          /^(?:h[1-6]|title|dc:title|figcaption|legend|dt|option|th)$/i.test(tag) && whole[1] !== '/';
      }
    }
  }
  words(source.slice(from));
  endBlock();
  into.text(flow);
}

function partsWords(tag: string): boolean {
  if (inline.has(tag)) return false;
  const isOffice = tag.startsWith('w:') || tag.startsWith('a:');
  return !isOffice || officeBreaks.has(tag.slice(2));
}

/** Reads JSON: each string in it. What cannot be read as JSON is read as code. */
export function readJson(source: string, into: Reading): void {
  let data: unknown;
  try {
    data = JSON.parse(source);
  } catch {
    readCode(source, into);
    return;
  }
  readValue(data, into);
}

/** Reads every string in a value, keys among them. */
export function readValue(value: unknown, into: Reading): void {
  if (typeof value === 'string') readString(value, into);
  else if (Array.isArray(value)) for (const each of value) readValue(each, into);
  else if (value !== null && typeof value === 'object')
    for (const [key, each] of Object.entries(value)) {
      into.label(key);
      readValue(each, into);
    }
}

function readString(value: string, into: Reading): void {
  if (/<[a-z!/][^>]*>/i.test(value)) readMarkup(value, into, 1);
  else if (/\s/.test(value)) into.value(value);
  else into.address(value);
}

/** Reads scripts and style sheets: the strings in them, and all that is written between. */
export function readCode(source: string, into: Reading): void {
  // Fonts and pictures inside an offline page are no words, and would take most of the time.
  const plain = unescapeCode(source.replaceAll(/data:[\w/+.-]+;base64,[\w+/=]+/g, ''));
  into.code(plain);
  for (const [, double, single, template] of source.matchAll(
    /"((?:[^"\\\n]|\\.){3,400})"|'((?:[^'\\\n]|\\.){3,400})'|`((?:[^`\\]|\\[\s\S]){3,4000})`/g,
  )) {
    const value = unescapeCode(double ?? single ?? template ?? '');
    // A single word in code is as likely a name of the code's own: `max` is a function.
    if (/\s/.test(value)) readString(value, into);
    else if (value.includes('/')) into.address(value);
  }
}

/** Resolves the escapes of JSON and scripts. */
function unescapeCode(text: string): string {
  if (!text.includes('\\')) return text;
  return text
    .replaceAll(/\\u\{([0-9a-f]{1,6})\}|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})/gi, (whole, long, four, two) => {
      const code = Number.parseInt(long ?? four ?? two, 16);
      return code > 0x10ffff ? whole : String.fromCodePoint(code);
    })
    .replaceAll(/\\[nrt]/g, ' ')
    .replaceAll(/\\(.)/g, '$1');
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  shy: '',
};

/** Resolves the character references of markup. */
export function unescapeMarkup(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : undefined;
    if (code !== undefined) return code > 0x10ffff ? whole : String.fromCodePoint(code);
    return named[String(name).toLowerCase()] ?? whole;
  });
}

import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

/**
 * Puts right what the libraries for Office files leave wrong: British English throughout, the pack's own date instead
 * of today, one name for each thing on a slide, and the same bytes for the same content.
 *
 * @param version the day of the pack's version, `YYYY-MM-DD`
 * @param more what else to change in a part, given its name
 */
export function tidyOffice(
  bytes: Uint8Array,
  version: string,
  more: (name: string, xml: string) => string = (_, xml) => xml,
): Uint8Array {
  const files = unzipSync(bytes, { filter: ({ name }) => !name.endsWith('/') });
  const tidied = Object.entries(files).map(([name, file]): [string, Uint8Array] =>
    /\.(xml|rels)$/.test(name)
      ? [name, strToU8(more(name, tidyXml(name, strFromU8(file), version)))]
      : [name, file],
  );
  return zipOf(Object.fromEntries(tidied), version);
}

/** A ZIP that is the same whenever it is made: names in order, one date. */
export function zipOf(files: Readonly<Record<string, Uint8Array>>, version: string): Uint8Array {
  // Office wants its list of types first; anything else is in order of name.
  const first = '[Content_Types].xml';
  const names = Object.keys(files).sort(
    (a, b) => Number(b === first) - Number(a === first) || (a < b ? -1 : 1),
  );
  const sorted: Zippable = {};
  for (const name of names) {
    const file = files[name];
    // What is packed already gains nothing from being packed again.
    if (file) sorted[name] = [file, { level: /\.(png|pptx|docx|pdf)$/.test(name) ? 0 : 6 }];
  }
  const [year = 0, month = 1, day = 1] = version.split('-').map(Number);
  // A ZIP has no time zone: its fields are taken from the local one.
  return zipSync(sorted, { mtime: new Date(year, month - 1, day, 12) });
}

function tidyXml(name: string, xml: string, version: string): string {
  let tidy = xml
    .replaceAll(/\b(lang|altLang|w:val|w:eastAsia)="en-US"/g, '$1="en-GB"')
    .replaceAll(
      /(<dcterms:(created|modified)[^>]*>)[^<]*(<)/g,
      (_, open: string, _which: string, close: string) => `${open}${version}T12:00:00Z${close}`,
    );
  if (/^ppt\/(slides|slideLayouts)\/[^/]+\.xml$/.test(name)) tidy = nameOnce(nameByRole(tidy));
  return tidy;
}

/** Calls placeholders by what they hold; the library calls them all after their number. */
function nameByRole(xml: string): string {
  const names = { title: 'Title', body: 'Words', sldNum: 'Slide number' } as const;
  return xml.replaceAll(
    /(<p:cNvPr id="\d+" name=")[^"]*("(?:(?!<p:cNvPr)[\s\S])*?<p:ph\b[^>]*?type="(title|body|sldNum)")/g,
    (_, open: string, rest: string, type: keyof typeof names) => `${open}${names[type]}${rest}`,
  );
}

/** Gives the second thing of a name a number, so that screen readers and outlines can tell them apart. */
function nameOnce(xml: string): string {
  const seen = new Map<string, number>();
  return xml.replaceAll(/(<p:cNvPr id="\d+" name=")([^"]*)"/g, (_, open: string, name: string) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return `${open}${count === 1 ? name : `${name} ${count}`}"`;
  });
}

import { strFromU8, strToU8, unzipSync } from 'fflate';
import { zipInOrder } from '#offline/zip.ts';

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
  return zipInOrder(Object.fromEntries(tidied), version);
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

import { type Opened, Reading } from './reading.ts';

/**
 * Reads a PDF: its pages, its title and other facts, its outline, the descriptions of its pictures, where its links lead. With PDF.js,
 * as browsers do: text in a PDF is numbers of shapes, and to read half of it would be to confirm too much.
 *
 * @throws if it is no sound PDF, or is locked
 */
export async function readPdf(bytes: Uint8Array): Promise<Opened> {
  const into = new Reading();
  // Only where there is a PDF: it takes a moment to load.
  const { getDocumentProxy } = await import('unpdf');
  // It takes the bytes away from whoever gave them, and takes no Buffer.
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  try {
    readTexts(await pdf.getMetadata(), into);
    readTexts(await pdf.getOutline(), into);
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      let flow = '';
      for (const item of items) {
        if (!('str' in item)) continue;
        into.composed(item.str);
        flow += item.hasEOL ? `${item.str}\n` : item.str;
      }
      into.text(flow);
      readTexts(await page.getAnnotations(), into);
      readTexts(await page.getStructTree(), into);
      page.cleanup();
    }
  } finally {
    await pdf.loadingTask.destroy();
  }
  return into;
}

/** Every text in what PDF.js knows beside the pages: facts, headings, descriptions, addresses, names of parts. */
function readTexts(value: unknown, into: Reading): void {
  if (typeof value === 'string') {
    if (/\s/.test(value)) into.value(value);
    else into.address(value);
  } else if (value !== null && typeof value === 'object') {
    // The XMP facts are in a map of PDF.js’s own, the rest in plain objects and lists.
    const inside = Symbol.iterator in value ? [...(value as Iterable<unknown>)] : Object.values(value);
    for (const each of inside) readTexts(each, into);
  }
}

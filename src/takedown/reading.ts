/** What an output says, once it is opened: everything in which words, a name or an address could stand. */
export interface Opened {
  /** SHA-256 of its bytes, and of whatever is packed in it. */
  readonly hashes: readonly string[];
  /** Texts that are read on: words in a row are looked for in them. */
  readonly texts: readonly string[];
  /**
   * What stands by itself: the whole of an element, the value of an attribute, a string, a line, a name of a packed file, what is in
   * quotation marks. Titles and names of everyday words are looked for here alone.
   */
  readonly labels: readonly string[];
}

/** The same for an output in which others may be packed, each with what it says itself. */
export interface Part extends Opened {
  readonly parts: readonly Part[];
  /** Lets go of all that it says: it was looked through, and nothing was found. */
  forget(): void;
}

/** Longer than any title or name with its setting. */
const longestLabel = 200;

/** Collects what an output says while it is opened. */
export class Reading implements Part {
  readonly hashes: string[] = [];
  readonly texts: string[] = [];
  readonly labels: string[] = [];
  readonly parts: Part[] = [];

  readonly #read = new Set<string>();

  /** Whether the same was read before for this output, such as the attributes of a tag. From now on it was. */
  hasRead(source: string): boolean {
    if (this.#read.has(source)) return true;
    this.#read.add(source);
    return false;
  }

  /** A text that is read on. What it has in quotation marks stands by itself as well. */
  text(text: string): void {
    this.code(text);
    for (const [, quoted = ''] of text.matchAll(/["“]([^"“”]{2,120})["”]/g)) this.labels.push(quoted);
  }

  /** A text in which quotation marks mean something else. */
  code(text: string): void {
    if (text.trim() !== '') this.texts.push(text);
  }

  /** Something that stands by itself within a text that is read on. */
  label(label: string): void {
    const trimmed = label.trim();
    if (trimmed !== '' && trimmed.length <= longestLabel) this.labels.push(trimmed);
  }

  /** The same, and it may be made of several parts, as in “Eleven days · Another Story”. */
  composed(label: string): void {
    this.label(label);
    if (label.length > longestLabel || /[.!?…]\s/.test(label)) return;
    const parts = label.split(/\s[-–—|·•:]\s|[|·•:()\n\t]/);
    if (parts.length > 1) for (const part of parts) this.label(part);
  }

  /** Something that stands in no text: an attribute, a string. It may be a name, or a text itself. */
  value(value: string): void {
    this.composed(value);
    if (/\s/.test(value)) this.text(value);
  }

  /** An address. Words may be part of one, written in codes. */
  address(address: string): void {
    this.labels.push(address);
    if (!/%[0-9a-f]{2}/i.test(address)) return;
    for (const part of address.split(/[?&=#]/)) this.value(withoutPercents(part));
  }

  forget(): void {
    this.#read.clear();
    this.texts.length = 0;
    this.labels.length = 0;
  }

  /** All that another one says. */
  add(other: Opened): void {
    this.hashes.push(...other.hashes);
    for (const text of other.texts) this.texts.push(text);
    for (const label of other.labels) this.labels.push(label);
  }
}

/** An address with its letters in place of their codes. What is no code stays as it is. */
function withoutPercents(address: string): string {
  return address
    .replaceAll('+', ' ')
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, (codes) =>
      Buffer.from(codes.replaceAll('%', ''), 'hex').toString('utf8'),
    );
}

/** All that an output says, together with what is packed in it. */
export function wholeOf({ parts, ...own }: Part): Opened {
  const whole = new Reading();
  whole.add(own);
  for (const part of parts) whole.add(wholeOf(part));
  return whole;
}

import { html, raw } from 'hono/html';
import type { Html } from './markup.ts';

/** What was typed and chosen in a form. */
export class Form {
  readonly #values: Readonly<Record<string, unknown>>;
  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }
  /** The value of a field; empty if it was not sent. Line ends are LF. */
  text(name: string): string {
    const value = this.#values[name];
    const first = Array.isArray(value) ? value[0] : value;
    return typeof first === 'string' ? first.replaceAll(/\r\n?/g, '\n') : '';
  }
  /** Every value of a field. */
  list(name: string): readonly string[] {
    const value = this.#values[name];
    return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
  }
  /** The value of a field if it is one of a list of values; else undefined. */
  oneOf<Value extends string>(name: string, values: readonly Value[]): Value | undefined {
    return values.find((value) => value === this.text(name));
  }
  /** The names of all fields that were sent. */
  names(): readonly string[] {
    return Object.keys(this.#values);
  }
}

/** Fields that a form has beside what somebody types. */
const carried: readonly string[] = ['seen', 'by', 'question'];

/** True for a field whose value is never shown again: a passphrase, or a receipt by which a story can be taken back. */
export function isSecret(name: string): boolean {
  return /passphrase|^recovery$|^signing-|-again$|^receipt$/.test(name);
}

/** What was typed in a form that was not carried out. It is given back beside how things stand now, so that nothing is lost. */
export interface Typed {
  /** Who typed it; empty while nobody was at work. */
  readonly by: string;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
}

/** What labels and choices of a form were called when it was last drawn, by name, and by name and value. */
export type Labels = ReadonlyMap<string, string>;

/** What was typed in a form, with the labels under which it was. Nothing of what is secret. */
export function typedIn(form: Form, labels: Labels): Typed {
  const fields = form
    .names()
    .filter((name) => !carried.includes(name) && !isSecret(name))
    .flatMap((name) =>
      form.list(name).flatMap((sent) => {
        const value = sent.replaceAll(/\r\n?/g, '\n');
        const choice = labels.get(`${name}=${value}`);
        const label = labels.get(name) ?? (choice === undefined ? name : 'Chosen');
        return value === '' ? [] : [{ label, value: choice ?? value }];
      }),
    );
  return { by: form.text('by'), fields };
}

/** Reads the labels of a form out of its own HTML. */
export function labelsIn(markup: string): Map<string, string> {
  const labels = new Map<string, string>();
  const words = (piece: string) =>
    piece
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim();
  for (const [, name = '', label = ''] of markup.matchAll(/<label[^>]* for="([^"]+)"[^>]*>(.*?)<\/label>/gs))
    labels.set(name, words(label));
  for (const [, name = '', value = '', label = ''] of markup.matchAll(
    /<label[^>]*>\s*<input[^>]* name="([^"]+)" value="([^"]*)"[^>]*>(.*?)<\/label>/gs,
  ))
    labels.set(`${name}=${value}`, words(label));
  for (const [, name = '', options = ''] of markup.matchAll(
    /<select[^>]* name="([^"]+)"[^>]*>(.*?)<\/select>/gs,
  ))
    for (const [, value = '', label = ''] of options.matchAll(
      /<option value="([^"]*)"[^>]*>(.*?)<\/option>/gs,
    ))
      labels.set(`${name}=${value}`, words(label));
  for (const [, name = '', value = '', label = ''] of markup.matchAll(
    /<button[^>]* name="([^"]+)" value="([^"]*)"[^>]*>(.*?)<\/button>/gs,
  ))
    labels.set(`${name}=${value}`, words(label));
  for (const [, legend = '', rest = ''] of markup.matchAll(
    /<legend[^>]*>(.*?)<\/legend>(.*?)<\/fieldset>/gs,
  )) {
    const name = /<input[^>]* name="([^"]+)"/.exec(rest)?.[1];
    if (name !== undefined) labels.set(name, words(legend));
  }
  return labels;
}

/** What was typed, to be read and copied. */
export function typedBack({ fields }: Typed): Html {
  return html`<section class="notice given-back" aria-labelledby="given-back"><h2 id="given-back">What you typed</h2><p>Nothing of it was carried out. Copy from it what you still need.</p>
<dl>${fields.map(({ label, value }) => html`<dt>${label}</dt><dd dir="auto">${value}</dd>`)}</dl></section>`;
}

/**
 * The one way in which a form is drawn. Where the hash of what is shown belongs stands a place for it until the page is whole
 * (`desk-pages.ts`).
 */
export function formMarkup(action: string, by: string, content: Html, look: string): Html {
  return html`<form method="post" action="${action}"${look === '' ? '' : html` class="${look}"`}><input type="hidden" name="seen" value="${placeOfHash}"><input type="hidden" name="by" value="${by}">
${content}</form>`;
}

/** Stands for the hash until the page is whole. It is made anew at each launch and never leaves the desk, so no text can hold it. */
export const placeOfHash: string = crypto.randomUUID();
const passingBegins = crypto.randomUUID();
const passingEnds = crypto.randomUUID();

/** A part of a page that changes with the clock and that no decision rests on: it is left out of the hash. */
export function passing(content: Html | ''): Html {
  return html`${raw(passingBegins)}${content}${raw(passingEnds)}`;
}

/** What of a page decisions rest on: everything but what passes. */
export function restingIn(markup: string): string {
  return markup.replaceAll(new RegExp(`${passingBegins}.*?${passingEnds}`, 'gs'), '');
}
/** A page with the hash in every form, and without the marks that only the desk needs. */
export function withHash(markup: string, hash: string): string {
  return markup.replaceAll(passingBegins, '').replaceAll(passingEnds, '').replaceAll(placeOfHash, hash);
}

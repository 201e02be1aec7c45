/** What is used of js-yaml, which brings no types of its own. */
declare module 'js-yaml' {
  /** YAML 1.2 core: no dates, no types of other languages. */
  export const CORE_SCHEMA: object;
  /** Reads one document; undefined if there is nothing in it. Throws where it is not YAML. */
  export function load(text: string, options: { schema: object }): unknown;
  /** Writes one document as Keystatic writes it. Leaves out what is undefined. */
  export function dump(value: unknown, options?: { readonly skipInvalid?: boolean }): string;
}

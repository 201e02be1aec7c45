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
}

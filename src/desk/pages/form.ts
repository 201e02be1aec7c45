/** What was typed and chosen in a form. */
export class Form {
  readonly #values: Readonly<Record<string, unknown>>;
  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }
  /** One field; empty if it was not sent. Line ends are LF. */
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
  /** One of a list of values, or undefined. */
  oneOf<Value extends string>(name: string, values: readonly Value[]): Value | undefined {
    return values.find((value) => value === this.text(name));
  }
}

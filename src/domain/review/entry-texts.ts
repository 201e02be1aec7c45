/** One text of an entry: what is written there, and in which field. */
export interface EntryText {
  /** The field, such as `tonight.2`. */
  readonly path: string;
  readonly text: string;
}

/** Every text in some data, whatever its shape, but for what stands under a key that `skips` names. */
export function textsIn(data: unknown, skips: (key: string) => boolean = () => false): readonly EntryText[] {
  const visit = (value: unknown, path: string): readonly EntryText[] => {
    if (typeof value === 'string') return [{ path, text: value }];
    if (value === null || typeof value !== 'object') return [];
    return Object.entries(value)
      .filter(([key]) => !skips(key))
      .flatMap(([key, inner]) => visit(inner, path === '' ? key : `${path}.${key}`));
  };
  return visit(data, '');
}

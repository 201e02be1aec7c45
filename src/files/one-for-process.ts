/**
 * A value that the whole process shares. Astro loads the project’s modules a second time, beside those of the command
 * that started it. What a module keeps in a variable of its own is then there twice, and content would be read and
 * judged twice.
 */
export function oneForProcess<T>(name: string, make: () => T): T {
  const kept = globalThis as { [key: symbol]: unknown };
  const key = Symbol.for(`another-story/${name}`);
  kept[key] ??= make();
  return kept[key] as T;
}

/**
 * A value that the whole process shares. Astro loads the project's modules once more, apart from those of the
 * command that started it: what a module keeps for itself is kept twice there, and read and judged twice.
 */
export function oneForProcess<T>(name: string, make: () => T): T {
  const kept = globalThis as { [key: symbol]: unknown };
  const key = Symbol.for(`another-story/${name}`);
  kept[key] ??= make();
  return kept[key] as T;
}

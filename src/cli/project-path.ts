/**
 * Characters that the tools which build the site cannot have in the path of the project. With `#`, `?`, `*` or a double quote they
 * fail with an error about something else; with `%` they succeed, and write pages whose style sheets are missing. Tried with
 * Astro 7.3.5 and Vite 8.3.8. Spaces, other alphabets and brackets are no trouble.
 */
const unfit = ['#', '?', '%', '*', '"'] as const;

/**
 * What to say of a project’s folder in which the site cannot be built; undefined where it can.
 *
 * @param root the project’s folder
 */
export function unfitPathInWords(
  root: string,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  // On Windows it stands between folders; elsewhere it may be part of a name, and is then taken for one that does.
  const wanted = platform === 'win32' ? unfit : [...unfit, '\\'];
  const found = wanted.filter((character) => root.includes(character));
  if (found.length === 0) return undefined;
  return `The project lies in ${root}, and the site cannot be built in a folder with ${found.join(' or ')} in its name or above it. Move the project, or rename the folder.`;
}

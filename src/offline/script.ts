import { build, normalizePath, type Plugin } from 'vite';

/** A browser script in one piece, and what it was made from. */
export interface BundledScript {
  /** The text of one plain script, ready to stand in a `<script>` element. */
  readonly text: string;
  /** The paths of all files that went into it. */
  readonly files: readonly string[];
}

/**
 * Bundles browser modules, with all that they import, into one plain script. A page opened from a file may load no
 * module and nothing beside it, so whatever it runs has to stand in the page.
 *
 * @param root the folder from which packages are found
 * @param modules the paths of the modules, in the order in which they run
 * @throws if a module is missing or broken, or would have to be loaded later
 */
export async function bundleScript(root: string, modules: readonly string[]): Promise<BundledScript> {
  const result = await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: { input: entry, output: { format: 'iife', codeSplitting: false } },
    },
    plugins: [importsOf(modules)],
  });
  const [output] = [result].flat();
  if (!output || !('output' in output) || output.output.length !== 1)
    throw new Error(`the scripts of an offline page do not fit into one: ${modules.join(', ')}`);
  const [chunk] = output.output;
  return { text: inScript(chunk.code.trim()), files: chunk.moduleIds.filter((id) => id !== entry) };
}

const entry = '\0all-scripts';

/** A module of our own that imports the others: several modules become one script in their order. */
function importsOf(modules: readonly string[]): Plugin {
  return {
    name: 'all-scripts',
    enforce: 'pre',
    resolveId: (source) => (source === entry ? entry : undefined),
    load: (id) =>
      id === entry
        ? modules.map((path) => `import ${JSON.stringify(normalizePath(path))};`).join('\n')
        : undefined,
  };
}

/** Text that may stand in a `<script>` element: an end tag or a comment in it would end the script. */
export function inScript(text: string): string {
  return text.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--');
}

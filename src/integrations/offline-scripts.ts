import { dirname } from 'node:path';
import type { Plugin } from 'vite';
import { bundleScript } from '#offline/script.ts';

const ending = '?offline';

/**
 * Lets a module have the text of a browser script that goes into an offline page:
 * `import script from './a-script.ts?offline'` is that script with all that it imports, as one plain script.
 */
export function offlineScripts(): Plugin {
  return {
    name: 'offline-scripts',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith(ending)) return undefined;
      const found = await this.resolve(source.slice(0, -ending.length), importer);
      return found && `${found.id}${ending}`;
    },
    async load(id) {
      if (!id.endsWith(ending)) return undefined;
      const path = id.slice(0, -ending.length);
      const { text, files } = await bundleScript(dirname(path), [path]);
      // While editing, a change to any of them makes the text anew.
      for (const file of files) this.addWatchFile(file);
      return { code: `export default ${JSON.stringify(text)};`, moduleType: 'js' };
    },
  };
}

import type { Plugin } from 'vite';
import { pinsFor } from '#files/key-pins.ts';
import { readReviewed } from '#files/reviewed.ts';

const name = 'virtual:key-pins';
const resolved = `\0${name}`;

/**
 * Writes into the form's script, as `virtual:key-pins`, which moderators' signatures under the public keys it accepts. They come from
 * the content and its key log, never from `public/keys.json`: whoever changes that file alone changes nothing here.
 *
 * @param root the project’s folder
 */
export function keyPins(root: string): Plugin {
  return {
    name: 'key-pins',
    resolveId: (source) => (source === name ? resolved : undefined),
    async load(id) {
      if (id !== resolved) return undefined;
      const { content } = await readReviewed(root);
      return `export const pins = ${JSON.stringify(await pinsFor(root, content))};\n`;
    },
  };
}

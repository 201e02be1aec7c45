import type { Plugin } from 'vite';

const left = '\0no-older-curves';

/**
 * Leaves the elliptic curves of age’s older kinds of recipient out of what browsers load. The form seals to post-quantum
 * recipients alone, and `envelope/bundle.ts` refuses all others; without the curves, code that were to slip past that
 * check would fail instead of sealing to a weaker key. It also spares a slow phone some ten thousand bytes.
 *
 * The X25519 half of a post-quantum recipient is elsewhere: `@noble/post-quantum` brings its own.
 */
export function postQuantumOnly(): Plugin {
  return {
    name: 'post-quantum-only',
    enforce: 'pre',
    resolveId(source, importer) {
      const isOlder = source.startsWith('@noble/curves/') && /[\\/]age-encryption[\\/]/.test(importer ?? '');
      return isOlder ? left : undefined;
    },
    load: (id) =>
      id === left ? 'export const p256 = undefined;\nexport const x25519 = undefined;\n' : undefined,
  };
}

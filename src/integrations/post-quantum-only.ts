import type { Plugin } from 'vite';

const left = '\0no-older-curves';
const onlyOurs = '\0one-post-quantum-kind';

/**
 * Leaves the elliptic curves of age’s older kinds of recipient, and those of post-quantum kinds that are not ours, out of what browsers load.
 * The form seals to `mlkem768x25519` alone, and `envelope/bundle.ts` refuses all others; without the curves, code that were to slip past that
 * check would fail instead of sealing to a weaker key. It also spares a slow phone some twenty thousand bytes.
 *
 * The X25519 half of a post-quantum recipient is elsewhere: `@noble/post-quantum` brings its own.
 */
export function postQuantumOnly(): Plugin {
  return {
    name: 'post-quantum-only',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!/[\\/]age-encryption[\\/]/.test(importer ?? '')) return undefined;
      if (source === '@noble/post-quantum/hybrid.js') return onlyOurs;
      return source.startsWith('@noble/curves/') ? left : undefined;
    },
    load(id) {
      if (id === left) return 'export const p256 = undefined;\nexport const x25519 = undefined;\n';
      return id === onlyOurs
        ? "export { MLKEM768X25519 } from '@noble/post-quantum/hybrid.js';\nexport const MLKEM768P256 = undefined;\n"
        : undefined;
    },
    transform(code, id) {
      if (!/[\\/]post-quantum[\\/]hybrid\.js$/.test(id)) return undefined;
      // What makes the other kinds is called as the file is read, and has no effect but what it gives.
      const pure = code.replaceAll(/(?<== |, )(?=(?:QSF|ecdhKem|createKitchenSink)\()/g, '/* @__PURE__ */ ');
      return { code: pure, map: null };
    },
  };
}

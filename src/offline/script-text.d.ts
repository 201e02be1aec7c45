/** A browser script as one plain script: `integrations/offline-scripts.ts` makes its text. */
declare module '*?offline' {
  const text: string;
  export default text;
}

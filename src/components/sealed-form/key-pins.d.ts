/** The signers whom the built script knows; `integrations/key-pins.ts` writes them into it. */
declare module 'virtual:key-pins' {
  export const pins: import('#domain/keys/signed-keys.ts').KeyPins;
}

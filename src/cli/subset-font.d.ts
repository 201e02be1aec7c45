/** The package `subset-font` has no types of its own: this is the part of it that `font-cuts.ts` uses. */
declare module 'subset-font' {
  /**
   * A font cut down to the characters of a text.
   * @param font - the font, in any of the formats that browsers read
   * @param text - the characters to keep
   * @param options - the format of the result; whether other shapes of the same letters are left out; for each axis one value for good, or the range that stays
   * @returns the font in the format asked for
   */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options?: {
      readonly targetFormat?: 'woff2' | 'woff' | 'sfnt';
      readonly noLayoutClosure?: boolean;
      readonly variationAxes?: Readonly<
        Record<string, number | { readonly min: number; readonly max: number }>
      >;
    },
  ): Promise<Buffer>;
}

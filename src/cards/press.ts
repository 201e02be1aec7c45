import { Renderer } from '@takumi-rs/core';
import { type Fonts, openFonts, registerFonts } from './fonts.ts';

/** What measures type and draws cards: one renderer with its fonts. */
export interface Press {
  readonly renderer: Renderer;
  readonly fonts: Fonts;
}

let opened: Promise<Press> | undefined;

/** The renderer with its fonts, made once in a process. */
export function openPress(): Promise<Press> {
  opened ??= (async () => {
    const fonts = await openFonts();
    const renderer = new Renderer();
    await registerFonts(renderer, fonts);
    return { renderer, fonts };
  })();
  return opened;
}

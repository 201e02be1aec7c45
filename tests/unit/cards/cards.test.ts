import sharp from 'sharp';
import { describe, expect, it, test } from 'vitest';
import { drawCard, pixelsOf, pngOf } from '#cards/draw.ts';
import { fitText, widthOf } from '#cards/fit.ts';
import { charactersOf, familyFor, openFonts } from '#cards/fonts.ts';
import { type CardLayout, layOut } from '#cards/layout.ts';
import { measuresOf } from '#cards/measures.ts';
import { exactPng } from '#cards/png.ts';
import { openPress } from '#cards/press.ts';
import { textNode } from '#cards/text.ts';
import { altOf, type Card, wordsOn } from '#domain/share/cards.ts';
import { cardSizes, platforms, previewBytes, shortestAlt, sizeNames } from '#domain/share/platforms.ts';
import { extremes, longWords, makeCount, makeGap, makeVoice } from '../../fixtures/cards.ts';

const drawn = extremes.flatMap(([name, card]) => sizeNames.map((size) => ({ name, card, size })));

async function layoutOf(card: Card, size: (typeof sizeNames)[number]): Promise<CardLayout> {
  const layout = await layOut(card, size, await openPress());
  if ('tooLong' in layout) throw new Error(`${layout.tooLong} is too long for ${size}`);
  return layout;
}

type Node = CardLayout['nodes'][number];
const isText = (node: Node): boolean =>
  node.type === 'text' || (node.type === 'container' && (node.children ?? []).some(isText));
const textOf = (node: Node): string =>
  node.type === 'text'
    ? node.text
    : node.type === 'container'
      ? (node.children ?? []).map(textOf).join('')
      : '';

/** What a node is drawn on, and the strongest colour of its own: as contrast between the two. */
function contrastIn(
  pixels: Buffer,
  width: number,
  box: { left: number; top: number; width: number; height: number },
): number {
  const counts = new Map<number, number>();
  const height = pixels.length / 4 / width;
  for (let y = Math.max(0, Math.floor(box.top)); y < Math.min(height, box.top + box.height); y++) {
    for (let x = Math.max(0, Math.floor(box.left)); x < Math.min(width, box.left + box.width); x++) {
      const colour = pixels.readUInt32BE((y * width + x) * 4) >>> 8;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
  }
  const [[ground = 0] = []] = [...counts].sort((a, b) => b[1] - a[1]);
  // A colour counts once it covers more than a speck.
  return Math.max(
    ...[...counts].filter(([, count]) => count >= 6).map(([colour]) => contrast(colour, ground)),
  );
}

function contrast(a: number, b: number): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: number): number {
  const [red = 0, green = 0, blue = 0] = [colour >> 16, (colour >> 8) & 255, colour & 255].map((each) => {
    const share = each / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe.each(drawn)('$name, $size', ({ card, size }) => {
  const { width, height } = cardSizes[size];

  it('is a PNG with a palette, of exactly its size, and light enough for every platform', async () => {
    const png = await drawCard(card, size);
    if ('tooLong' in png) throw new Error(png.tooLong);
    const facts = await sharp(png).metadata();
    expect([facts.format, facts.width, facts.height, facts.isPalette]).toEqual(['png', width, height, true]);
    expect(png.length).toBeLessThan(Math.min(previewBytes, platforms.bluesky.imageBytes));
  });

  it('has all of its words', async () => {
    const { nodes } = await layoutOf(card, size);
    const words = (text: string) => text.replaceAll(/\s+/g, '');
    const all = words(nodes.filter(isText).map(textOf).join(''));
    // The site's name is its wordmark.
    for (const text of wordsOn(card).filter((each) => each !== card.siteName)) {
      expect(all).toContain(words(text));
    }
  });

  it('keeps within its safe area', async () => {
    const { nodes } = await layoutOf(card, size);
    const { top, bottom, side } = measuresOf(size);
    const level = nodes.filter((node) => isText(node) && !node.style?.transform);
    for (const node of level) {
      const {
        left = 0,
        top: at = 0,
        width: wide = 0,
        fontSize = 0,
        lineHeight = 1,
      } = node.style as Record<string, number>;
      // The opening mark hangs in the margin.
      expect(left).toBeGreaterThanOrEqual(side * 0.3);
      expect(left + wide).toBeLessThanOrEqual(width);
      expect(at).toBeGreaterThanOrEqual(top - fontSize * 0.2);
      expect(at + fontSize * lineHeight).toBeLessThanOrEqual(height - bottom + fontSize * 0.5);
    }
  });

  it('has no words smaller than the least for its size', async () => {
    const { nodes } = await layoutOf(card, size);
    const sizes = nodes
      .filter(isText)
      .flatMap((node) => [node, ...(node.type === 'container' ? (node.children ?? []) : [])])
      .flatMap((node) => Number(node.style?.fontSize ?? []) || []);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(measuresOf(size).leastText);
  });

  it('has a contrast of 7 or more in every line of words, in its pixels', async () => {
    const layout = await layoutOf(card, size);
    const pixels = await pixelsOf(layout, size);
    for (const node of layout.nodes.filter(isText)) {
      const {
        left = 0,
        top = 0,
        width: wide = 0,
        fontSize = 0,
        lineHeight = 1,
        transform,
      } = node.style as Record<string, number> & { transform?: string };
      // Words on a slope are looked at by themselves.
      const found = transform
        ? contrastIn(await pixelsOf({ ...layout, nodes: [node] }, size), width, {
            left: 0,
            top: 0,
            width,
            height,
          })
        : contrastIn(pixels, width, { left, top, width: wide, height: fontSize * lineHeight });
      expect(found, textOf(node)).toBeGreaterThanOrEqual(7);
    }
  });

  it('has a contrast of 3 or more in every line that is drawn, in its pixels', async () => {
    const layout = await layoutOf(card, size);
    const pictures = layout.nodes.filter((node) => node.type === 'image');
    const pixels = await pixelsOf({ ...layout, nodes: pictures }, size);
    const at = (x: number, y: number) => pixels.readUInt32BE((y * width + x) * 4) >>> 8;
    const ground = at(1, 1);
    let runs = 0;
    for (const picture of pictures) {
      const box = picture.style as { left: number; top: number; width: number; height: number };
      for (const y of [0.25, 0.5, 0.9].map((share) => Math.floor(box.top + box.height * share))) {
        let strongest = 0;
        let wide = 0;
        for (let x = Math.floor(box.left); x <= Math.min(width - 1, box.left + box.width); x++) {
          const colour = at(x, y);
          const isEnd = colour === ground || x === Math.min(width - 1, Math.floor(box.left + box.width));
          if (!isEnd) {
            strongest = Math.max(strongest, contrast(colour, ground));
            wide += 1;
            continue;
          }
          // One pixel alone is the softened edge of a curve.
          if (wide > 1) {
            runs += 1;
            expect(strongest).toBeGreaterThanOrEqual(3);
          }
          strongest = 0;
          wide = 0;
        }
      }
    }
    expect(runs).toBeGreaterThan(0);
  });
});

describe('a PNG', () => {
  it.each(extremes)('of %s has the very pixels that were drawn', async (_name, card) => {
    const pixels = await pixelsOf(await layoutOf(card, 'wide'), 'wide');
    const decoded = await sharp(await pngOf(pixels, 'wide'))
      .ensureAlpha()
      .raw()
      .toBuffer();
    expect(decoded.equals(pixels)).toBe(true);
  });

  it('of as many colours as a palette holds, in any order, has all of them', async () => {
    const { width, height } = cardSizes.wide;
    const pixels = Buffer.alloc(width * height * 4, 255);
    // Colours far from each other and close to each other; two rows in three are the one above again.
    const colourAt = (x: number, y: number) => {
      const index = (x * (y - (y % 3)) + x) % 256;
      return index < 128 ? index * 0x010305 : 0xffffff - index;
    };
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) pixels.writeUIntBE(colourAt(x, y), (y * width + x) * 4, 3);
    const png = await exactPng(pixels, width, height);
    expect((await sharp(png).ensureAlpha().raw().toBuffer()).equals(pixels)).toBe(true);
  });

  it('of more colours than a palette holds is left to sharp', async () => {
    const { width, height } = cardSizes.wide;
    const pixels = Buffer.alloc(width * height * 4, 255);
    for (let index = 0; index < 256; index++) pixels.writeUIntBE(index, index * 4, 3);
    expect(await exactPng(pixels, width, height)).toBeUndefined();
    expect((await sharp(await pngOf(pixels, 'wide')).metadata()).width).toBe(width);
  });
});

describe('type', () => {
  it('is larger where there are fewer words', async () => {
    const sizeOf = async (words: string) => {
      const layout = await layoutOf(makeVoice(words), 'square');
      return Math.max(...layout.nodes.map((node) => Number(node.style?.fontSize ?? 0)));
    };
    expect(await sizeOf('I sat down.')).toBeGreaterThan(await sizeOf(longWords(280)));
  });

  it('never overflows, however long its words are', async () => {
    const setting = (size: number) =>
      ({ face: 'voice', size, weight: 560, lineHeight: 1, colour: '#000' }) as const;
    const text = await fitText(
      await openPress(),
      'Strengthsandweaknesses are everywhere',
      setting,
      [20, 200],
      {
        width: 500,
        height: 400,
      },
    );
    expect(text?.width).toBeLessThanOrEqual(500);
    expect(text?.height).toBeLessThanOrEqual(400);
  });

  it.each(['Nobody spoke to me.', 'Żółty, mówi.', 'Привіт.'])(
    'is as wide as it is drawn, in every face and at every size: %s',
    async (text) => {
      const { renderer, fonts } = await openPress();
      for (const face of ['voice', 'plain'] as const) {
        for (const size of [24, 60, 71, 72, 90, 100, 170]) {
          const setting = {
            face,
            size,
            weight: 560,
            lineHeight: 1,
            tracking: -0.02,
            colour: '#000',
          } as const;
          const { children } = await renderer.measure({
            type: 'container',
            style: { display: 'flex', width: 20_000 },
            children: [textNode(fonts, [{ text, weight: 560 }], setting)],
          });
          const drawn = children[0]?.runs.reduce((sum, run) => sum + run.width, 0);
          expect(await widthOf({ renderer, fonts }, text, setting)).toBeCloseTo(drawn ?? 0, 0);
        }
      }
    },
  );

  it('is set in lines without a stub in the middle', async () => {
    const layout = await layoutOf(
      makeGap({ known: 'Most known crime groups used businesses that look ordinary.' }),
      'portrait',
    );
    const lines = layout.nodes.filter((node) => isText(node) && node.style?.fontWeight === 900).map(textOf);
    expect(lines.slice(0, -1).every((line) => line.length > 7)).toBe(true);
  });
});

describe('a text that is too long', () => {
  it.each([
    ['an excerpt', makeVoice('word '.repeat(400)), 'excerpts.0.text'],
    ['what is known', makeGap({ known: 'word '.repeat(100) }), 'reality'],
    ['what is told', makeGap({ told: `“${'word '.repeat(40)}”` }), 'claim'],
    ['a finding', makeCount({ caveat: 'word '.repeat(400) }), 'figures.0.says'],
  ])('names the field: %s', async (_what, card, path) => {
    expect(await drawCard(card, 'wide')).toEqual({ tooLong: path });
  });

  it('is what the longest excerpt that an editor can write is not', async () => {
    for (const size of sizeNames)
      expect(await drawCard(makeVoice(longWords(280)), size)).toBeInstanceOf(Buffer);
  });
});

describe('the fonts', () => {
  test.each([
    ['English', '“It’s just a favour – £5…”'],
    ['Scots', '“Ye cannae chuck somebody ye meet at the bins.”'],
    ['Gaelic', '“Ghabh iad an t-airgead à làimh mo bhràthar, ò ùr ì é ÀÈÌÒÙ.”'],
    ['Polish', '“Zażółć gęślą jaźń. ĄĆĘŁŃÓŚŹŻ”'],
  ])('have every letter of %s', async (_language, text) => {
    const fonts = await openFonts();
    expect([familyFor(fonts, 'voice', text), familyFor(fonts, 'plain', text)]).not.toContain('Other scripts');
  });

  test('set a text in one face from end to end', async () => {
    const layout = await layoutOf(makeVoice('Zażółć gęślą jaźń, and then some English words.'), 'wide');
    const faces = layout.nodes
      .filter((node) => isText(node) && /Za|words/.test(textOf(node)))
      .map((node) => node.style?.fontFamily);
    expect(new Set(faces).size).toBe(1);
  });

  test('name a letter that they lack, and do not draw', async () => {
    await expect(drawCard(makeVoice('اردو is not there.'), 'wide')).rejects.toThrow(/ا \(U\+0627\)/);
  });

  test('are read from WOFF2 and TrueType alike', async () => {
    const { files } = await openFonts();
    for (const { bytes } of files) expect(charactersOf(bytes).has('A'.charCodeAt(0))).toBe(true);
  });
});

it('prints markup as it is written', async () => {
  const layout = await layoutOf(makeVoice('A <b>bold</b> & “quiet” {word}.'), 'wide');
  expect(layout.nodes.map(textOf).join(' ')).toContain('<b>bold</b>');
});

it('draws the same bytes every time, alone or in company', async () => {
  const alone = await drawCard(makeVoice(), 'square');
  const company = await Promise.all([1, 2, 3, 4].map(() => drawCard(makeVoice(), 'square')));
  expect(company.every((each) => Buffer.isBuffer(each) && Buffer.isBuffer(alone) && each.equals(alone))).toBe(
    true,
  );
});

describe('a description', () => {
  it.each(extremes)('has every word of %s', (_name, card) => {
    const alt = altOf(card).replaceAll(/\s+/g, ' ');
    for (const words of wordsOn(card)) expect(alt).toContain(words.trim());
  });

  it.each(extremes)('of %s does not say that it is a picture', (_name, card) => {
    expect(altOf(card)).not.toMatch(/\b(?:image|picture|photo|graphic) of\b/i);
  });

  it.each(extremes)('of %s fits every platform', (_name, card) => {
    expect(altOf(card).length).toBeLessThanOrEqual(shortestAlt);
  });

  it('of a voice says who speaks', () => {
    expect(altOf(makeVoice())).toMatch(/^Sam, in “The bus home”:/);
  });

  it('of a myth says what is known first', () => {
    expect(altOf(makeGap())).toMatch(/^What’s known: A favour can turn into a debt\. The story you hear/);
  });
});

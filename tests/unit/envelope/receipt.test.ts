import { scryptSync } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { newReceipt, readReceipt, receiptIdOf } from '#envelope/receipt.ts';
import { receiptWords } from '#envelope/receipt-words.ts';
import { propertyRuns } from '../../fixtures/property-runs.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Lets the browser’s randomness give these numbers, one after another. */
function drawing(...numbers: readonly number[]): () => number {
  let drawn = 0;
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((into) => {
    (into as Uint32Array)[0] = numbers[Math.min(drawn, numbers.length - 1)] as number;
    drawn += 1;
    return into;
  });
  return () => drawn;
}

describe('the words of receipts', () => {
  it('are 1,296 different ones, so that seven are 72 bits', () => {
    expect(new Set(receiptWords).size).toBe(1296);
    expect(Math.floor(7 * Math.log2(receiptWords.length))).toBe(72);
  });

  it('are plain small letters, so that a hyphen or an accent never matters', () => {
    expect(receiptWords.filter((word) => !/^[a-z]{3,5}$/.test(word))).toEqual([]);
  });
});

describe('a new receipt', () => {
  it('is seven words of the list', () => {
    const words = newReceipt('words').split(' ');
    expect(words).toHaveLength(7);
    expect(words.filter((word) => !receiptWords.includes(word))).toEqual([]);
  });

  it('is sixteen digits in fours', () => {
    expect(newReceipt('digits')).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
  });

  it('draws a word anew where a number is past the last whole round, so that none is likelier', () => {
    const past = 2 ** 32 - (2 ** 32 % 1296);
    const drawn = drawing(past, 2 ** 32 - 1, past - 1, 0);
    expect(newReceipt('words')).toBe(`${receiptWords[1295]}${` ${receiptWords[0]}`.repeat(6)}`);
    expect(drawn()).toBe(9);
  });

  it('draws a digit anew in the same way', () => {
    const drawn = drawing(4_294_967_290, 4_294_967_295, 4_294_967_289, 7);
    expect(newReceipt('digits')).toBe('9777 7777 7777 7777');
    expect(drawn()).toBe(18);
  });

  it('takes its randomness from nowhere else', () => {
    drawing(0);
    const other = vi.spyOn(Math, 'random');
    expect([newReceipt('words'), newReceipt('digits')]).toEqual([
      Array(7).fill('acid').join(' '),
      '0000 0000 0000 0000',
    ]);
    expect(other).not.toHaveBeenCalled();
  });

  it('has every digit about as often as another: 16,000 digits', () => {
    const counts = new Map<string, number>();
    for (let made = 0; made < 1000; made += 1)
      for (const digit of newReceipt('digits').replaceAll(' ', ''))
        counts.set(digit, (counts.get(digit) ?? 0) + 1);
    // Chi squared with 9 degrees of freedom is over 50 once in ten million runs.
    const chi = [...counts.values()].reduce((sum, count) => sum + (count - 1600) ** 2 / 1600, 0);
    expect([counts.size, chi < 50]).toEqual([10, true]);
  });
});

describe('reading a receipt', () => {
  const words = 'acid acorn acre acts afar affix aged';
  const digits = '1234 5678 9012 3456';

  const tries = propertyRuns(10_000);
  it(`gives back every receipt that was made, however it was spaced, capitalised or joined: ${tries.toLocaleString('en-GB')}`, () => {
    const receipt = fc.oneof(
      fc
        .array(fc.constantFrom(...receiptWords), { minLength: 7, maxLength: 7 })
        .map((each) => each.join(' ')),
      fc.stringMatching(/^\d{4} \d{4} \d{4} \d{4}$/),
    );
    const between = fc.constantFrom(' ', '  ', '-', ' - ', ', ', '\n', '\t', '.', '\u00a0', '–');
    fc.assert(
      fc.property(receipt, between, fc.boolean(), (made, joint, isLoud) => {
        const typed = ` ${made.replaceAll(' ', joint)}\n`;
        expect(readReceipt(isLoud ? typed.toUpperCase() : typed)).toBe(made);
      }),
      { numRuns: tries },
    );
  });

  it.each([
    ['1234567890123456', digits],
    ['1234-5678-9012-3456', digits],
    ['12 34 56 78 90 12 34 56', digits],
    ['１２３４５６７８９０１２３４５６', digits],
    ['Acid Acorn ACRE acts. Afar, affix & aged!', words],
    ['1. acid acorn acre acts afar affix aged', undefined],
    ['acid acorn acre acts afar affix', undefined],
    [`${words} agent`, undefined],
    ['acid acorn acre acts afar affix zzzzz', undefined],
    ['acidacornacreactsafaraffixaged', undefined],
    ['123456789012345', undefined],
    ['12345678901234567', undefined],
    ['123456789012345o', undefined],
    ['', undefined],
    ['a story', undefined],
  ])('reads "%s" as %s', (typed, receipt) => {
    expect(readReceipt(typed)).toBe(receipt);
  });
});

describe('what a message carries in the receipt’s place', () => {
  it.each(['acid acorn acre acts afar affix aged', '1234 5678 9012 3456'])(
    'is scrypt of "%s" as another library computes it',
    async (receipt) => {
      const id = scryptSync(receipt, 'another-story/receipt/1', 16, {
        N: 2 ** 15,
        r: 8,
        p: 1,
        maxmem: 64 * 2 ** 20,
      });
      expect(await receiptIdOf(receipt)).toBe(id.toString('hex'));
    },
  );

  it('never changes: what was given out years ago still matches', async () => {
    expect(await receiptIdOf('acid acorn acre acts afar affix aged')).toMatchInlineSnapshot(
      `"10d91c8fd048eda0238eead64db1f254"`,
    );
  });
});

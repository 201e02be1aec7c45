import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choicesInWords } from '#domain/schema/labels.ts';
import {
  amountInWords,
  datesOf,
  drawingOf,
  type Figure,
  figureSchema,
  isDrawable,
  mostLines,
  mythSchema,
  yearsOf,
} from '#domain/schema/myth.ts';
import { strengths, units, valuesOf } from '#domain/words/vocabularies.ts';
import { makeData } from '../../../fixtures/make.ts';

function makeFigure(change: Partial<Figure> = {}): Figure {
  return {
    value: 12,
    unit: 'people',
    says: 'Twelve people said the same thing',
    source: 'study-one',
    year: 2018,
    place: 'Scotland',
    compare: [],
    ...change,
  };
}

const compared = makeFigure({ valueLabel: 'Asked', compare: [{ label: 'Not asked', value: 5 }] });

describe('an amount in words', () => {
  it.each([
    [60, 'percent', '60%'],
    [0.5, 'percent', '0.5%'],
    [4, 'oneIn', '1 in 4'],
    [3, 'times', '3 times'],
    [3.3, 'dollarsPerHour', '$3.30 an hour'],
    [456, 'convictions', '456 convictions'],
    [12345, 'children', '12,345 children'],
    [1000000, 'cases', '1,000,000 cases'],
    [0, 'groups', '0 groups'],
  ] as const)('%d %s is %s', (value, unit, amount) => {
    expect(amountInWords(value, unit)).toBe(amount);
  });
});

describe('the years of a figure', () => {
  it('are one year', () => {
    expect(yearsOf({ year: 2023 })).toBe('2023');
  });

  it('are from one year to another', () => {
    expect(yearsOf({ year: 2020, untilYear: 2024 })).toBe('2020 to 2024');
  });
});

describe('the dates of a figure', () => {
  it('are when it was counted and when that was published', () => {
    expect(datesOf({ year: 2020, untilYear: 2023 }, { year: 2024 })).toBe(
      'counted in 2020 to 2023, published in 2024',
    );
  });

  it('never pass the year of a book off as the year of its numbers', () => {
    expect(datesOf({}, { year: 2005 })).toBe('published in 2005');
    expect(yearsOf({})).toBeUndefined();
  });
});

describe('a figure that can be drawn', () => {
  it.each([0, mostLines])('counts up to a hundred: %i', (value) => {
    expect(isDrawable(makeFigure({ value }))).toBe(true);
  });

  it('counts no further by itself', () => {
    expect(isDrawable(makeFigure({ value: mostLines + 1 }))).toBe(false);
  });

  it('may be any number when it is compared and has a label', () => {
    expect(isDrawable({ ...compared, value: 9999 })).toBe(true);
  });

  it('needs a label when it is compared', () => {
    expect(isDrawable(makeFigure({ compare: compared.compare }))).toBe(false);
  });
});

describe('the drawing of a figure', () => {
  it('is bars when it is compared, its own first', () => {
    expect(drawingOf(compared)).toEqual({
      kind: 'bars',
      bars: [
        { label: 'Asked', value: 12 },
        { label: 'Not asked', value: 5 },
      ],
    });
  });

  it('is bars when it is compared, whatever its unit', () => {
    expect(drawingOf({ ...compared, unit: 'percent' }).kind).toBe('bars');
  });

  it.each<[Partial<Figure>, ReturnType<typeof drawingOf>]>([
    [
      { unit: 'percent', value: 65 },
      { kind: 'lines', thick: 65, all: 100, key: ['Thick: 65 in every 100', 'Thin: the other 35'] },
    ],
    [
      { unit: 'percent', value: 64.1 },
      { kind: 'lines', thick: 64.1, all: 100, key: ['Thick: 64.1 in every 100', 'Thin: the other 35.9'] },
    ],
    [
      { unit: 'oneIn', value: 4 },
      { kind: 'lines', thick: 1, all: 4, key: ['Thick: one', 'Thin: the other 3'] },
    ],
    [
      { unit: 'people', value: 12 },
      { kind: 'lines', thick: 12, all: 12, key: ['Each line is one of 12 people'] },
    ],
    [
      { unit: 'dollarsPerHour', value: 3 },
      { kind: 'lines', thick: 3, all: 3, key: ['Each line is one US dollar for an hour\u2019s work'] },
    ],
  ])('of %j is lines', (change, drawing) => {
    expect(drawingOf(makeFigure(change))).toEqual(drawing);
  });

  it('of a number of times is a bar beside one', () => {
    expect(drawingOf(makeFigure({ unit: 'times', value: 3 }))).toEqual({
      kind: 'bars',
      bars: [
        { label: 'Here', value: 3 },
        { label: 'Compared with', value: 1 },
      ],
    });
  });

  it('never has more lines than can be drawn, for a figure that can be', () => {
    fc.assert(
      fc.property(fc.constantFrom(...valuesOf(units)), fc.integer({ min: 1, max: 500 }), (unit, value) => {
        const figure = makeFigure({ unit, value });
        fc.pre(isDrawable(figure));
        const drawing = drawingOf(figure);
        expect(drawing.kind === 'lines' ? drawing.all : 0).toBeLessThanOrEqual(mostLines);
      }),
    );
  });

  it('never has more thick lines than lines', () => {
    fc.assert(
      fc.property(fc.constantFrom(...valuesOf(units)), fc.integer({ min: 1, max: 100 }), (unit, value) => {
        const drawing = drawingOf(makeFigure({ unit, value }));
        expect(drawing.kind === 'lines' && drawing.thick > drawing.all).toBe(false);
      }),
    );
  });
});

describe('the myth schema', () => {
  function refusals(change: Record<string, unknown>): string[] {
    const result = mythSchema.safeParse(makeData('myths', change));
    return result.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
  }

  it('takes the smallest myth', () => {
    expect(refusals({})).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a long reality', { reality: 'x'.repeat(121) }, 'reality: write at most 120 characters'],
    ['a long claim', { claim: 'x'.repeat(121) }, 'claim: write at most 120 characters'],
    ['no source', { sources: [] }, 'sources: name at least 1'],
    ['nothing that helps', { whatHelps: [] }, 'whatHelps: name at least 1'],
    ['an unknown strength', { strength: 'certain' }, `strength: ${choicesInWords(strengths)}`],
    ['five figures', { figures: Array.from({ length: 5 }, () => makeFigure()) }, 'figures: write at most 4'],
  ])('refuses %s', (_what, change, refusal) => {
    expect(refusals(change)).toEqual([refusal]);
  });

  it.each(['source', 'place', 'says', 'unit', 'value'] as const)(
    'refuses a figure without its %s',
    (field) => {
      const { [field]: _gone, ...figure } = makeFigure();
      expect(figureSchema.safeParse(figure).error?.issues.map(({ path }) => path)).toEqual([[field]]);
    },
  );

  it('takes a figure whose source does not say when it was counted', () => {
    const { year: _gone, ...figure } = makeFigure();
    expect(figureSchema.safeParse(figure).success).toBe(true);
  });

  it('takes what helps as written for adults, where it does not say for whom', () => {
    const data = mythSchema.parse(makeData('myths'));
    expect(data.whatHelps.map(({ forWhom }) => forWhom)).toEqual(['adult']);
  });

  it('refuses a figure below nothing', () => {
    expect(figureSchema.safeParse(makeFigure({ value: -1 })).error?.issues[0]?.message).toBe(
      'write 0 or more',
    );
  });
});

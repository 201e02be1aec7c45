import { describe, expect, it } from 'vitest';
import {
  besideNumber,
  canBeLeanedOn,
  contactOf,
  hoursOf,
  inShort,
  isStale,
  type SupportRoute,
  stateInWords,
  stateOf,
  supportRouteSchema,
} from '#domain/schema/support-route.ts';
import { makeData } from '../../../fixtures/make.ts';

/** A parsed route that differs from the smallest in some fields. */
function route(change: Readonly<Record<string, unknown>> = {}): SupportRoute {
  return supportRouteSchema.parse(makeData('support', { phone: '0800 1111', ...change }));
}

const copied = { sourceKind: 'other' };
const confirmed = {
  confirmedBy: 'robin',
  confirmedOn: '2026-11-30',
  confirmedAs: '0800 1111; Every day',
};

describe('the state of a route', () => {
  it.each([
    ['confirmed', confirmed, 'Confirmed by a moderator on 30 November 2026'],
    [
      'confirmed though it was only copied',
      { ...copied, ...confirmed },
      'Confirmed by a moderator on 30 November 2026',
    ],
    ['read', { sourceDate: '2025-05' }, 'Read on the service’s own page of May 2025'],
    [
      'read on a page without a date',
      { sourceDate: undefined },
      'Read on the service’s own page, which has no date',
    ],
    ['copied', { ...copied, sourceDate: '2023-05-01' }, 'Copied from another page of 2023, not confirmed'],
    [
      'copied from a page without a date',
      { ...copied, sourceDate: undefined },
      'Copied from another page without a date, not confirmed',
    ],
  ])('is said in exactly these words where it is %s', (_what, change, words) => {
    expect(stateInWords(stateOf(route(change)))).toBe(words);
  });

  it('is copied unless somebody says that it was read on the service’s own page', () => {
    expect(canBeLeanedOn(route({ sourceKind: undefined }))).toBe(false);
  });

  it.each([
    ['the number', { phone: '0800 2222' }],
    ['the hours', { hours: 'Weekdays' }],
    ['the site', { url: 'https://example.org' }],
  ])('is no longer confirmed once %s has changed', (_what, change) => {
    expect(stateOf(route({ ...copied, ...confirmed, ...change })).kind).toBe('copied');
  });

  it('stays confirmed when only its words change', () => {
    expect(
      stateOf(route({ ...confirmed, about: 'Somebody listens to you, and asks what you want.' })).kind,
    ).toBe('confirmed');
  });
});

describe('what is said of a route', () => {
  it('has no hours while it is only copied from another page', () => {
    const hours = 'Every day';
    expect([hoursOf(route()), inShort(route()), besideNumber(route({ cost: 'Free' }))]).toEqual([
      hours,
      'Anybody. Every day',
      'A helpline. Free. Every day',
    ]);
    expect([hoursOf(route(copied)), inShort(route(copied)), besideNumber(route(copied))]).toEqual([
      undefined,
      'Anybody',
      'A helpline',
    ]);
    expect(hoursOf(route({ ...copied, ...confirmed }))).toBe(hours);
  });

  it('names every way in and the hours as what is tried', () => {
    expect(
      contactOf(route({ textNumber: '60777', email: 'a@example.org', url: 'https://example.org' })),
    ).toBe('0800 1111; text 60777; a@example.org; https://example.org; Every day');
    expect(contactOf(route({ phone: undefined, hours: undefined }))).toBe('no number of its own');
  });
});

describe('a route that nobody has looked at for a year', () => {
  it.each([
    [{ readOn: '2025-11-22' }, false],
    [{ readOn: '2025-11-21' }, true],
    [{ readOn: '2020-01-01', ...confirmed }, false],
    [{ readOn: '2026-11-22', ...confirmed, confirmedOn: '2025-11-21' }, true],
  ])('%o is stale: %s', (change, stale) => {
    expect(isStale(route(change), '2026-11-22')).toBe(stale);
  });
});

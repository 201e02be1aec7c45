import { describe, expect, test } from 'vitest';
import { review } from '#domain/review/review.ts';
import {
  rulesPastReview,
  standingOf,
  waitingForLawyer,
  waitingRules,
  withoutWaiting,
} from '#domain/shelf/law-shelf.ts';
import type { LawArea } from '#domain/words/vocabularies.ts';
import { lawAreas, valuesOf } from '#domain/words/vocabularies.ts';
import { makeContent, makeFile, makeFileWith, makeSite } from '../../../fixtures/make.ts';

/** Content with one rule in each area, on a site of a mode. */
function contentOf(mode: 'demo' | 'live', change: Record<string, unknown> = {}) {
  const files = valuesOf(lawAreas).map((area) =>
    makeFileWith('law', `on-${area.toLowerCase()}`, { area, ...change }),
  );
  return review(makeContent({ files, site: makeSite({ mode }) })).content;
}
const forLawyer: readonly LawArea[] = ['hearings', 'police', 'organised', 'newActs'];

describe('rules that wait for a lawyer', () => {
  test('are those on hearings, the police, organised crime and new Acts, on a live site', () => {
    expect([...waitingRules(contentOf('live'))].sort()).toEqual(
      forLawyer.map((area) => `on-${area.toLowerCase()}`).sort(),
    );
  });

  test('are none once a lawyer has read them', () => {
    expect(waitingRules(contentOf('live', { readBy: 'lawyer', readByOn: '2026-11-01' })).size).toBe(0);
  });

  test('are none on a demonstration', () => expect(waitingRules(contentOf('demo')).size).toBe(0));
});

describe('without what rests on a rule that waits', () => {
  const waiting = new Set(['police']);
  const data = {
    title: 'A page',
    lines: ['Ask for a solicitor, who is free.', 'Tell one adult.'],
    people: [
      { who: 'A solicitor', next: 'Is on your side, for free.' },
      { who: 'A teacher', next: 'Listens.' },
    ],
    cites: [
      { on: 'Ask for a solicitor', law: 'police' },
      { on: 'Is on your side', law: 'police' },
      { on: 'Tell one adult', law: 'telling' },
    ],
  };

  test('a list loses the items, whole, and keeps the others', () => {
    expect(withoutWaiting(data, [], waiting)).toEqual({
      title: 'A page',
      lines: ['Tell one adult.'],
      people: [{ who: 'A teacher', next: 'Listens.' }],
      cites: [{ on: 'Tell one adult', law: 'telling' }],
    });
  });

  test('nothing is left out where nothing waits', () => {
    expect(withoutWaiting(data, [], new Set())).toBe(data);
    expect(withoutWaiting(data, [], new Set(['other']))).toBe(data);
  });

  test('an entry goes whole where a paragraph that is no item rests on it', () => {
    const cites = [{ on: 'A solicitor first', law: 'police' }];
    expect(withoutWaiting({ lead: 'A solicitor first.', cites }, [], waiting)).toBeUndefined();
    expect(
      withoutWaiting({ lead: 'Tell one adult.', cites }, ['A solicitor first.'], waiting),
    ).toBeUndefined();
  });

  test('a capital, a dash and an apostrophe drawn otherwise make no way round', () => {
    const cites = [{ on: 'It’s free – ask', law: 'police' }];
    expect(withoutWaiting({ lines: ["It's free - ask."], cites }, [], waiting)?.lines).toEqual([]);
  });
});

describe('what a page says of its rules', () => {
  const rule = (reviewBy: string, readBy = 'nobody') => ({
    slug: reviewBy,
    body: '',
    data: {
      ...(review(makeContent({ files: [makeFile('law', 'a-rule')] })).content.law.get('a-rule')
        ?.data as never as object),
      reviewBy,
      readBy,
    } as never,
  });

  test('is that no lawyer has read them, while one of them is unread', () => {
    expect(standingOf([rule('2027-01-01', 'lawyer'), rule('2027-01-01')], '2026-11-30').unread).toBe(true);
    expect(standingOf([rule('2027-01-01', 'lawyer')], '2026-11-30').unread).toBe(false);
  });

  test('is that they may have changed, from the day after the one on which they were due, the oldest first', () => {
    const rules = [rule('2026-12-01'), rule('2026-11-01'), rule('2027-01-01')];
    expect(standingOf(rules, '2026-11-01').past).toEqual([]);
    expect(standingOf(rules, '2026-12-02').past.map(({ slug }) => slug)).toEqual([
      '2026-11-01',
      '2026-12-01',
    ]);
  });

  test('is told to whoever runs the check, by slug', () => {
    const content = contentOf('demo', { reviewBy: '2026-11-01' });
    expect(rulesPastReview(content, '2026-11-01')).toEqual([]);
    expect(rulesPastReview(content, '2026-11-02')).toHaveLength(valuesOf(lawAreas).length);
  });
});

test('the check says what a live site leaves out, and why', () => {
  const files = [
    makeFileWith('law', 'on-police', { area: 'police' }),
    makeFile('tell', 'owing', {
      data: {
        ...(makeFile('tell', 'x').data as object),
        keeps: ['Ask for a solicitor. It is free.'],
        cites: [{ on: 'Ask for a solicitor', law: 'on-police' }],
      },
      body: 'It is hard.',
    }),
  ];
  const of = (mode: string) =>
    waitingForLawyer(review(makeContent({ files, site: makeSite({ mode }) })).content);
  expect(of('live')).toEqual([
    {
      file: 'content/tell/owing.mdx',
      path: 'cites',
      message: 'is without what rests on on-police: no lawyer has read it',
    },
  ]);
  expect(of('demo')).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import {
  type DueDate,
  datesInContent,
  dueByKind,
  dueInOneLine,
  dueKinds,
  whatIsDue,
} from '#domain/review/due.ts';
import { review } from '#domain/review/review.ts';
import { routesToTry } from '#domain/review/routes-report.ts';
import type { Content } from '#domain/schema/content.ts';
import {
  makeConfirmedRoute,
  makeContent,
  makeFile,
  makeFileWith,
  makeSignedContent,
  makeToldStory,
} from '../../../fixtures/make.ts';

const day = '2026-11-22';

describe('what is due', () => {
  it('is what has come to its day, and nothing that is still ahead', () => {
    const dates: DueDate[] = [
      { kind: 'unread', on: '2026-11-22' },
      { kind: 'unread', on: '2026-11-23' },
    ];
    expect(whatIsDue(dates, day)).toEqual([{ kind: 'unread', count: 1, since: '2026-11-22', slugs: [] }]);
  });

  it('counts each kind, names the earliest day and keeps the order of the kinds', () => {
    const dates: DueDate[] = [
      { kind: 'retention', on: '2026-11-20' },
      { kind: 'law', on: '2026-11-02', slug: 'later' },
      { kind: 'law', on: '2026-11-01', slug: 'earlier' },
    ];
    expect(whatIsDue(dates, day)).toEqual([
      { kind: 'law', count: 2, since: '2026-11-01', slugs: ['earlier', 'later'] },
      { kind: 'retention', count: 1, since: '2026-11-20', slugs: [] },
    ]);
  });

  it.each([
    ['key', '2026-12-22', '2026-12-23'],
    ['consent', '2026-12-22', '2026-12-23'],
    ['safeguarding', '2026-11-22', '2026-11-23'],
    ['strangersKey', '2026-11-22', '2026-11-23'],
  ] as const)('speaks of a %s up to %s and not yet of one on %s', (kind, soon, later) => {
    expect(whatIsDue([{ kind, on: soon }], day)).toHaveLength(1);
    expect(whatIsDue([{ kind, on: later }], day)).toEqual([]);
  });
});

describe('the line about what is due', () => {
  it.each([
    [0, 'Nothing is due.'],
    [1, '1 thing is due.'],
    [3, '3 things are due.'],
  ])('for %i things says %s', (count, line) => {
    const dates = Array.from({ length: count }, (): DueDate => ({ kind: 'unread', on: day }));
    expect(dueInOneLine(whatIsDue(dates, day))).toBe(line);
  });

  it('adds up all kinds, and each has words for one and for many', () => {
    const kinds = Object.keys(dueKinds) as (keyof typeof dueKinds)[];
    const all = kinds.map((kind) => ({ kind, on: day, slug: 'x' }) as DueDate);
    expect(dueInOneLine(whatIsDue(all, day))).toBe(`${kinds.length} things are due.`);
    expect(dueByKind(whatIsDue([...all, ...all], day))).toEqual(
      kinds.map((kind) => `2 ${dueKinds[kind].many}`),
    );
    expect(dueByKind(whatIsDue(all, day))[0]).toBe('1 route of help to confirm');
  });
});

/** What the content of some files says is due. */
function dueIn(content: Content, today = day) {
  return whatIsDue(datesInContent(content), today);
}

describe('the days that stand in content', () => {
  const law = (reviewBy: string) =>
    review(makeContent({ files: [makeFileWith('law', 'a-rule', { reviewBy })] }));
  const laws = (reviewBy: string) =>
    dueIn(law(reviewBy).content).find(({ kind }) => kind === 'law')?.slugs ?? [];

  it('make a rule due on the day after the one by which it was to be read', () => {
    expect([laws('2026-11-21'), laws('2026-11-22')]).toEqual([['a-rule'], []]);
  });

  it('make a route due at once that nobody has confirmed, and in a year one that somebody has', () => {
    const files = [makeConfirmedRoute('childline', { confirmedBy: 'first', confirmedOn: '2026-10-01' })];
    const routes = (today: string) =>
      dueIn({ ...makeSignedContent([], { files }) }, today).find(({ kind }) => kind === 'route')?.slugs;
    expect(routes(day)).toEqual(['emergency', 'samaritans', 'crimestoppers']);
    expect(routes('2027-08-30')).not.toContain('childline');
    expect(routes('2027-08-31')).toContain('childline');
  });

  it('say of a published consent only that one is to be asked again', () => {
    const told = makeToldStory({ reviewBy: '2026-12-01' });
    const [consent] = dueIn(makeSignedContent([told])).filter(({ kind }) => kind === 'consent');
    expect(consent).toEqual({ kind: 'consent', count: 1, since: '2026-12-01', slugs: [] });
  });

  it('leave out a story that is withdrawn', () => {
    const told = makeToldStory({ reviewBy: '2026-12-01' });
    const content = makeSignedContent([told], { files: [makeFile('withdrawals', told.slug)] });
    expect(content.stories.has(told.slug)).toBe(true);
    expect(dueIn(content).some(({ kind }) => kind === 'consent')).toBe(false);
  });

  it('leave nothing of a story in the words', () => {
    const told = makeToldStory({ reviewBy: '2026-12-01' });
    const due = dueIn(makeSignedContent([told]));
    const said = `${JSON.stringify(due)} ${dueInOneLine(due)} ${dueByKind(due).join()}`;
    for (const own of [told.slug, told.data.title, told.data.teller.pseudonym, 'C-0001'])
      expect(said).not.toContain(own);
  });
});

describe('the routes to try this month', () => {
  it('are listed with their number and their file', () => {
    const files = [makeFileWith('support', 'childline', { name: 'Childline', phone: '0800 1111' })];
    const said = routesToTry(review(makeContent({ files })).content, day);
    expect(said).toContain(
      'Childline (content/support/childline.yaml)\n  0800 1111; Every day\n  Read on the service’s own page of 2026.',
    );
    expect(said).toContain('4 routes of help to try this month');
  });

  it('are none when all are confirmed', () => {
    const content = review(makeContent()).content;
    expect(routesToTry({ ...content, support: new Map() }, day)).toBe(
      'No route of help is to be confirmed this month.\n',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { itemsFrom } from '#desk/journal/items.ts';
import type { JournalEntry } from '#desk/journal/journal.ts';
import type { DecisionReason, Deed } from '#desk/journal/states.ts';
import { dueOn } from '#desk/work/retention.ts';

const item = 'a'.repeat(64);
type Step = readonly [day: string, what: Deed, why?: DecisionReason];

function itemAfter(...steps: readonly Step[]) {
  const entries = steps.map(
    ([day, what, why], index): JournalEntry => ({
      moderator: 'ailsa',
      sequence: index + 1,
      at: `${day}T10:00:00.000Z`,
      what,
      why,
      item,
      roles: ['safeguarding'],
      ...(what === 'recordConsent' && { record: 'C-0001' }),
      ...(what === 'promote' && { slug: 'the-bus-home' }),
      previous: '',
      seen: {},
    }),
  );
  return itemsFrom(entries).values();
}
function due(today: string, steps: readonly Step[], stories: { published?: string[]; down?: string[] } = {}) {
  const [found] = dueOn(
    itemAfter(...steps),
    {
      published: new Set(stories.published),
      down: new Map((stories.down ?? []).map((slug) => [slug, 'teller' as const])),
    },
    today,
  );
  return found && `${found.what}: ${found.why}`;
}
const day = '2026-03-01';
const promoted: readonly Step[] = [
  [day, 'take'],
  [day, 'read'],
  [day, 'deIdentify'],
  [day, 'readBack', 'agreed'],
  [day, 'recordConsent'],
  [day, 'promote'],
];

describe('what the desk deletes', () => {
  it.each([
    [
      'junk',
      [
        [day, 'take'],
        [day, 'read'],
        [day, 'junk', 'test'],
      ],
      '2026-03-07',
      '2026-03-08',
      'delete: junkKept',
    ],
    [
      'what is not used',
      [
        [day, 'take'],
        [day, 'read'],
        [day, 'reject', 'toldAlready'],
      ],
      '2026-03-30',
      '2026-03-31',
      'delete: rejectedKept',
    ],
    ['what nobody opened', [[day, 'take']], '2026-05-29', '2026-05-30', 'delete: undecidedKept'],
    ['what nobody decided on', promoted.slice(0, 4), '2026-05-29', '2026-05-30', 'delete: undecidedKept'],
    [
      'the words of a draft that waits',
      promoted,
      '2026-05-29',
      '2026-05-30',
      'keepConsentOnly: undecidedKept',
    ],
  ] as const)('%s, on its day and not before', (_what, steps, before, on, expected) => {
    expect(due(before, steps as readonly Step[])).toBeUndefined();
    expect(due(on, steps as readonly Step[])).toBe(expected);
  });

  it('gives what was released or opened again its whole time anew', () => {
    const steps: Step[] = [
      [day, 'take'],
      [day, 'hold', 'liveCase'],
      ['2027-01-01', 'release', 'caseOver'],
    ];
    expect(due('2027-03-31', steps)).toBeUndefined();
    expect(due('2027-04-01', steps)).toBe('delete: undecidedKept');
  });

  it.each(['hold', 'safeguard'] as const)(
    'never what was put on %s, however long, even if taken back',
    (what) => {
      const why = what === 'hold' ? 'liveCase' : 'childInDanger';
      expect(
        due('2046-01-01', [
          [day, 'take'],
          [day, what, why],
          [day, 'withdraw', 'teller'],
        ]),
      ).toBeUndefined();
    },
  );

  it('the words of a story as soon as it is published', () => {
    expect(due(day, promoted, { published: ['the-bus-home'] })).toBe('keepConsentOnly: published');
    expect(
      due('2030-01-01', [...promoted, [day, 'keepConsentOnly', 'published']], {
        published: ['the-bus-home'],
      }),
    ).toBeUndefined();
  });

  it('the record of consent a year after the story came down', () => {
    const steps: Step[] = [...promoted, ['2026-06-01', 'withdraw', 'teller']];
    expect(due('2027-05-31', steps)).toBeUndefined();
    expect(due('2027-06-01', steps)).toBe('delete: aYearDown');
  });

  it('notices a story that came down by another way', () => {
    expect(due('2026-03-02', promoted, { down: ['the-bus-home'] })).toBe('withdraw: teller');
  });

  it('nothing that is left once what was taken back is gone', () => {
    expect(
      due(day, [
        [day, 'take'],
        [day, 'withdraw', 'teller'],
      ]),
    ).toBe('delete: settled');
    expect(
      due('2046-01-01', [
        [day, 'take'],
        [day, 'withdraw', 'teller'],
        [day, 'delete', 'settled'],
      ]),
    ).toBeUndefined();
  });
});

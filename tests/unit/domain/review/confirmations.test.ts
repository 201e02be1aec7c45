import { describe, expect, it } from 'vitest';
import { withGoodConfirmations } from '#domain/review/confirmations.ts';
import { review } from '#domain/review/review.ts';
import { stateOf } from '#domain/schema/support-route.ts';
import {
  makeConfirmedRoute,
  makeContent,
  makeModerator,
  makeSite,
  moderatorFile,
} from '../../../fixtures/make.ts';

describe('a confirmation', () => {
  const stateWith = (change: Parameters<typeof makeModerator>[0], mode: string) => {
    const { content } = review(
      makeContent({
        site: makeSite({ mode }),
        files: [moderatorFile(makeModerator(change, 'lead')), makeConfirmedRoute('childline')],
      }),
    );
    const route = withGoodConfirmations(content).support.get('childline');
    return route && stateOf(route.data).kind;
  };

  it.each([
    ['a real moderator', {}, 'live', 'confirmed'],
    ['one who has retired', { retiredOn: '2026-11-20' }, 'live', 'confirmed'],
    ['one who was revoked', { revoked: true }, 'live', 'read'],
    ['one who was revoked', { revoked: true }, 'demo', 'read'],
    ['a made-up one', { demo: true }, 'live', 'read'],
    ['a made-up one', { demo: true }, 'demo', 'confirmed'],
  ])('by %s (%o) counts on a %s site: %s', (_who, change, mode, kind) => {
    expect(stateWith(change, mode)).toBe(kind);
  });
});

import { describe, expect, it } from 'vitest';
import { review } from '#domain/review/review.ts';
import type { Entry } from '#domain/schema/content.ts';
import { type SupportRoute, stateOf, supportRouteSchema } from '#domain/schema/support-route.ts';
import { routesByNeed, withGoodConfirmations } from '#domain/shelf/route-shelf.ts';
import {
  makeConfirmedRoute,
  makeContent,
  makeData,
  makeModerator,
  makeSite,
  moderatorFile,
} from '../../../fixtures/make.ts';

function entry(slug: string, change: Readonly<Record<string, unknown>>): Entry<SupportRoute> {
  return { slug, data: supportRouteSchema.parse(makeData('support', change)), body: '' };
}

describe('routes by need', () => {
  it('stand once, under the first of their needs, and are named under the others', () => {
    const both = entry('both', { needs: ['talk', 'money'] });
    const groups = routesByNeed([both]);
    expect(groups.map(({ need, routes, also }) => [need, routes.length, also.length])).toEqual([
      ['talk', 1, 0],
      ['money', 0, 1],
    ]);
  });

  it('begin with what cannot wait', () => {
    const routes = ['police', 'money', 'talk', 'danger'].map((need) => entry(need, { needs: [need] }));
    expect(routesByNeed(routes).map(({ need }) => need)).toEqual(['danger', 'talk', 'money', 'police']);
  });

  it('put what was only copied after what can be leaned on, where it cannot wait', () => {
    const slugs = (need: string) =>
      routesByNeed([
        entry('copied', { needs: [need], sourceKind: 'other' }),
        entry('read', { needs: [need] }),
      ]).map(({ routes }) => routes.map(({ slug }) => slug));
    expect([slugs('talk'), slugs('money')]).toEqual([[['read', 'copied']], [['copied', 'read']]]);
  });
});

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

import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/schema/content.ts';
import { type SupportRoute, supportRouteSchema } from '#domain/schema/support-route.ts';
import { routesByNeed } from '#domain/shelf/route-shelf.ts';
import { makeData } from '../../../fixtures/make.ts';

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

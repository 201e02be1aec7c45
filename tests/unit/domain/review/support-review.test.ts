import { describe, expect, it } from 'vitest';
import { reportOn } from '#domain/review/report.ts';
import { review } from '#domain/review/review.ts';
import { fileOf } from '#domain/schema/content.ts';
import { urgentNeeds } from '#domain/schema/support-route.ts';
import { readContent } from '#files/read.ts';
import { libraryOf } from '#library/library.ts';
import {
  makeConfirmedRoute,
  makeContent,
  makeFile,
  makeFileWith,
  makeModerator,
  moderatorFile,
  today,
} from '../../../fixtures/make.ts';

/** What the review says of a route that differs from the smallest in some fields. */
function reviewRoute(change: Readonly<Record<string, unknown>>) {
  return review(makeContent({ files: [makeFileWith('support', 'late', change)] }));
}

const pathsIn = (change: Readonly<Record<string, unknown>>) =>
  reviewRoute(change).mistakes.map(({ path }) => path);

describe('a route of help', () => {
  it.each(['danger', 'home', 'family', 'crime'])(
    'that ends at some age is refused for the need “%s”, which people of any age have',
    (need) => {
      expect(pathsIn({ needs: ['talk', need], toAge: 18 })).toEqual(['needs.1']);
      expect(pathsIn({ needs: ['talk', need] })).toEqual([]);
      expect(pathsIn({ needs: ['talk', need], fromAge: 16 })).toEqual([]);
    },
  );

  it('does not end before it begins', () => {
    expect(pathsIn({ fromAge: 16, toAge: 12 })).toEqual(['toAge']);
  });

  it('says of phone bills only what its own page says', () => {
    expect(pathsIn({ bill: 'hidden', sourceKind: 'other', needs: ['police'] })).toEqual(['bill']);
    expect(pathsIn({ bill: 'hidden' })).toEqual([]);
  });

  it.each([
    { confirmedOn: '2026-11-01' },
    { confirmedAs: 'Every day' },
    { confirmedOn: '2026-11-01', confirmedAs: 'Every day' },
  ])('is confirmed wholly or not at all: %o', (part) => {
    expect(pathsIn(part)).toEqual(['confirmedBy']);
  });

  it('is worth a look once it has changed since somebody confirmed it', () => {
    const lead = moderatorFile(makeModerator({}, 'lead'));
    const route = makeConfirmedRoute('late', { phone: '0800 1111' });
    const changed = { ...route, data: { ...(route.data as object), phone: '0800 2222' } };
    const { mistakes, notes } = review(makeContent({ files: [lead, changed] }));
    expect([mistakes, notes.map(({ file, path }) => [file, path])]).toEqual([
      [],
      [[fileOf('support', 'late'), 'confirmedAs']],
    ]);
  });
});

describe('a need that cannot wait', () => {
  const copied = (slug: string, need: string) =>
    makeFileWith('support', slug, { needs: [need], sourceKind: 'other' });

  it.each([...urgentNeeds])('is not left to a route that was only copied: %s', (need) => {
    const files = ['emergency', 'childline', 'samaritans', 'crimestoppers'].map((slug) => copied(slug, need));
    const site = review(makeContent({ files }));
    expect(site.mistakes).toMatchObject([{ file: 'content/support/emergency.yaml', path: 'sourceKind' }]);
    // It stays all the same: nobody's number is taken away for it, by a removal neither.
    expect(libraryOf(site.content, today).support).toHaveLength(4);
    expect(reportOn(site, today).held).not.toEqual([]);
  });

  it('may have copied routes beside one that can be leaned on', () => {
    const files = [copied('late', 'talk'), makeFile('support', 'childline')];
    expect(review(makeContent({ files })).mistakes).toEqual([]);
  });

  it('may lean on a copied route that a moderator has confirmed', () => {
    const lead = moderatorFile(makeModerator({}, 'lead'));
    const others = ['emergency', 'samaritans', 'crimestoppers'].map((slug) => copied(slug, 'talk'));
    const confirmed = makeConfirmedRoute('childline', { sourceKind: 'other' });
    expect(review(makeContent({ files: [lead, confirmed, ...others] })).mistakes).toEqual([]);
  });

  it('has one in what is shipped, for each of them', async () => {
    const { content } = review(await readContent(process.cwd()));
    for (const need of urgentNeeds)
      expect([...content.support.values()].some(({ data }) => data.needs.includes(need))).toBe(true);
  });
});

describe('needs that match people', () => {
  it('send nobody whose home is used to a line for children', async () => {
    const { content } = review(await readContent(process.cwd()));
    const forHome = [...content.support.values()].filter(({ data }) => data.needs.includes('home'));
    expect(forHome.map(({ slug }) => slug)).toContain('adult-protection');
    expect(forHome.filter(({ data }) => data.toAge !== undefined)).toEqual([]);
    const guide = content.guides.get('a-home-being-used')?.data;
    expect(guide?.support).toContain('adult-protection');
    expect(guide?.support).not.toContain('local-social-work');
  });
});

import { describe, expect, inject, it } from 'vitest';
import { review } from '#domain/review/review.ts';
import { canBeLeanedOn, stateInWords, stateOf, urgentNeeds } from '#domain/schema/support-route.ts';
import { needs, valuesOf } from '#domain/words/vocabularies.ts';
import { readContent } from '#files/read.ts';
import { attributeOf, fileOfPage, parsePage, textOfFile, wordsOf } from '../fixtures/site-files.ts';

const dist = inject('dist');
const main = parsePage(textOfFile(dist, fileOfPage('/support/'))).querySelector('main');
const { support } = review(await readContent(process.cwd())).content;
const routes = [...support.values()];

describe('the page of ways to get help', () => {
  it('has every route once', () => {
    const ids = main?.querySelectorAll('.route').map((route) => attributeOf(route, 'id'));
    expect([...(ids ?? [])].sort()).toEqual([...support.keys()].sort());
  });

  it('goes by needs in plain words, in their order, and those that cannot wait are open', () => {
    const groups = main?.querySelectorAll('details.need') ?? [];
    expect(groups.map((group) => wordsOf(group.querySelector('h2')))).toEqual(Object.values(needs));
    expect(
      groups.flatMap((group, index) => (group.hasAttribute('open') ? valuesOf(needs)[index] : [])),
    ).toEqual([...urgentNeeds]);
  });

  it('has no space before a comma or a stop', () => {
    const texts = main?.querySelectorAll('p, dd, li, summary, h3').map(wordsOf) ?? [];
    expect(texts.length).toBeGreaterThan(60);
    expect(texts.filter((text) => /\s[,.;:)]/.test(text))).toEqual([]);
  });

  it('says nowhere that something was “checked”', () => {
    expect(wordsOf(main)).not.toMatch(/\bchecked\b/i);
  });

  it.each(routes.map(({ slug, data }) => ({ slug, data })))(
    'says how far $slug can be relied on',
    ({ slug, data }) => {
      const route = main?.querySelector(`#${slug}`) ?? null;
      expect(wordsOf(route?.querySelector('dl') ?? null)).toContain(stateInWords(stateOf(data)));
      const inSight = [...(route?.querySelectorAll('p') ?? [])].map(wordsOf).join(' ');
      expect(inSight.includes('not confirmed')).toBe(!canBeLeanedOn(data));
      if (data.hours && !canBeLeanedOn(data)) expect(wordsOf(route)).not.toContain(data.hours);
    },
  );
});

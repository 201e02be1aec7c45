import { describe, expect, it } from 'vitest';
import type { Verdict } from '#domain/gate/gate.ts';
import { publish } from '#domain/gate/publish.ts';
import { uses, valuesOf } from '#domain/words/vocabularies.ts';
import { makeToldStory } from '../../../fixtures/make.ts';

const everyUse = valuesOf(uses);
const free: Verdict = { uses: everyUse, held: [] };
const story = makeToldStory({}, { excerpts: [{ text: 'Nobody said a word on the way', format: 'quote' }] });

describe('handing out a story', () => {
  it.each(everyUse)('gives nothing for %s when the gate holds it for that use', (use) => {
    const others: Verdict = {
      uses: everyUse.filter((each) => each !== use),
      held: [{ use, reasons: ['consent-use'] }],
    };
    expect(publish(story, others, use)).toBeUndefined();
  });

  it.each(everyUse)('gives the story for %s when the gate frees it', (use) => {
    expect(publish(story, free, use)).toMatchObject({
      slug: story.slug,
      body: story.body,
      data: { title: story.data.title },
    });
  });

  it.each(everyUse)('never gives its consent away: %s', (use) => {
    expect(publish(story, free, use)?.data).not.toHaveProperty('consent');
  });

  it.each(everyUse)('gives no trace of the consent record anywhere: %s', (use) => {
    expect(JSON.stringify(publish(story, free, use))).not.toContain('C-0001');
  });

  it.each(everyUse.filter((use) => use !== 'quotes'))('gives no excerpt for %s', (use) => {
    expect(publish(story, free, use)?.data).not.toHaveProperty('excerpts');
  });

  it('gives the excerpts for quotes', () => {
    expect(publish(story, free, 'quotes')?.data.excerpts).toEqual(story.data.excerpts);
  });

  it('says which uses it may appear in', () => {
    expect(publish(story, { uses: ['site', 'print'], held: [] }, 'site')?.uses).toEqual(['site', 'print']);
  });

  it('leaves the story itself as it was', () => {
    const before = structuredClone(story);
    publish(story, free, 'site');
    expect(story).toEqual(before);
  });
});

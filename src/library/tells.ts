import type { Answer } from '#domain/schema/answer.ts';
import type { Content, Entry } from '#domain/schema/content.ts';
import type { Law } from '#domain/schema/law.ts';
import type { Tell } from '#domain/schema/tell.ts';
import { rulesOf, waitingRules, withoutWaiting } from '#domain/shelf/law-shelf.ts';
import type { ShelvedAnswer, ShelvedStory, ShelvedTell } from '#domain/shelf/shelf.ts';
import { plainTextsInMdx } from '#domain/text/mdx-text.ts';
import { lawAreas, valuesOf } from '#domain/words/vocabularies.ts';
import { compareTexts, entriesNamed } from './entries.ts';

/** Tell pages with what they name. What is held or gone is left out of them, and what rests on a rule that waits. */
export function shelveTells(
  content: Content,
  tells: readonly Entry<Tell>[],
  stories: readonly ShelvedStory[],
): readonly ShelvedTell[] {
  const waiting = waitingRules(content);
  return tells.flatMap(({ slug, body, data: written }) => {
    const data = withoutWaiting(written, plainTextsInMdx(body), waiting);
    if (!data) return [];
    const shown = data.stories.flatMap((name) => stories.find(({ story }) => story.slug === name) ?? []);
    return {
      slug,
      body,
      data: { ...data, stories: shown.map(({ story }) => story.slug) },
      stories: shown,
      support: entriesNamed(content, 'support', data.support),
      rules: rulesOf(content, data),
    };
  });
}

/** Answers, each without what rests on a rule that waits. Where nothing is left, its question still stands, and says so. */
export function shelveAnswers(content: Content, answers: readonly Entry<Answer>[]): readonly ShelvedAnswer[] {
  const waiting = waitingRules(content);
  return answers.map(({ slug, data: written }) => {
    const left = withoutWaiting(written, [], waiting);
    const data = left && left.points.length > 0 ? left : undefined;
    return { slug, title: written.title, data, rules: data ? rulesOf(content, data) : [] };
  });
}

/**
 * Every rule, by area and then by its own order. What a rule says that waits for a lawyer is left empty; that it is used, where it
 * was read and what could not be checked is said all the same.
 */
export function shelveLaw(content: Content): readonly Entry<Law>[] {
  const areas = valuesOf(lawAreas);
  const waiting = waitingRules(content);
  const shown = [...content.law.values()].map((rule) =>
    waiting.has(rule.slug) ? { ...rule, data: { ...rule.data, says: '' } } : rule,
  );
  return shown.sort(
    (a, b) =>
      areas.indexOf(a.data.area) - areas.indexOf(b.data.area) ||
      a.data.order - b.data.order ||
      compareTexts(a.slug, b.slug),
  );
}

import { paragraphsOf } from '#domain/review/law-review.ts';
import { type Citation, citations, type Law } from '#domain/schema/law.ts';
import { inStoredForm } from '#domain/text/characters.ts';
import { findVerbatim } from '#domain/text/verbatim.ts';
import { audienceRank } from '#domain/words/vocabularies.ts';
import type { State } from './form.ts';
import type { PackSurroundings } from './generate-pack.ts';

const law = citations().unwrap().element.shape.on;

/** An entry whose citations quote words that stand in it; a citation for which there are none is left out. */
export function citing<Entry extends State>(made: Entry): Entry {
  const paragraphs = paragraphsOf(made, []).map(({ text }) => text);
  const quoted = ((made['cites'] ?? []) as Citation[]).flatMap((citation, index) => {
    const on = passageOf(paragraphs[index % paragraphs.length] ?? '');
    return on === undefined ? [] : [{ ...citation, on }];
  });
  return { ...made, cites: quoted };
}

/** The fewest words from the start of a text that a citation may quote. */
function passageOf(text: string): string | undefined {
  const all = text.split(/\s+/);
  return all
    .map((_, index) => all.slice(0, index + 1).join(' '))
    .find((on) => law.safeParse(on).success && findVerbatim(inStoredForm(text), inStoredForm(on)));
}

/** A rule that keeps the rules across its fields. */
export function lawFrom(made: Law): State {
  const isRead = made.readBy === 'lawyer';
  const after = `${Number(made.readOn.slice(0, 4)) + 1}-01-01`;
  return {
    ...made,
    state: made.kind === 'act' ? (made.state === 'inUse' ? 'unknown' : made.state) : 'inUse',
    readByOn: isRead ? made.readOn : undefined,
    reviewBy: after,
  };
}

/** An entry for young people: short texts, and stories that suit them. */
export function youngFrom(made: State, around: PackSurroundings): State {
  const stories = ((made['stories'] ?? []) as string[]).filter(
    (slug) => audienceRank(around.suitableFrom('stories', slug)) <= audienceRank('thirdFourth'),
  );
  const short = shortened(made) as State;
  return citing({ ...short, ...('stories' in made && made['stories'] !== undefined && { stories }) });
}

/** Every text cut after the word with which it has forty characters, so that no sentence is a long one. */
function shortened(value: unknown): unknown {
  if (typeof value === 'string') {
    const all = value.split(/\s+/);
    return (
      all.map((_, index) => all.slice(0, index + 1).join(' ')).find((text) => text.length >= 40) ?? value
    );
  }
  if (Array.isArray(value)) return value.map(shortened);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shortened(inner)]));
}

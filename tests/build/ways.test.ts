import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { type Threat, threatSchema } from '#domain/schema/threat.ts';
import { type Way, waySchema } from '#domain/schema/way.ts';
import { advisers, movements } from '#domain/words/vocabularies.ts';
import { readYaml } from '#files/yaml.ts';
import { attributeOf, fileOfPage, parsePage, textOfFile, wordsOf } from '../fixtures/site-files.ts';

const dist = inject('dist');

/** Everything in a folder of `content/`, by slug. */
function entriesOf<T>(
  folder: string,
  schema: { parse(data: unknown): T },
): readonly (readonly [string, T])[] {
  const path = join(process.cwd(), 'content', folder);
  return readdirSync(path).map((name) => [
    name.replace(/\.yaml$/, ''),
    schema.parse(readYaml(readFileSync(join(path, name), 'utf8'))),
  ]);
}
const ways = entriesOf<Way>('ways', waySchema);
const threats = entriesOf<Threat>('threats', threatSchema);
const pageAt = (path: string) => parsePage(textOfFile(dist, fileOfPage(path)));

/** Young people have a page that is about them; what the strategy says to them stands with the five Ds. */
const others = ways.filter(([slug]) => slug !== 'young-people');

describe.each(others)('the way in for %s', (slug, way) => {
  const document = pageAt(`/for/${slug}/`);
  const items = document.querySelectorAll('.acts-list > li');

  it('says everything that the group can do, the strategy first', () => {
    const wanted = (['strategy', 'research'] as const).flatMap((from) =>
      way.does.filter((action) => action.from === from).map(({ what }) => what),
    );
    expect(items.map((item) => wordsOf(item.querySelector('.acts-list__w')))).toEqual(wanted);
  });

  it('says of each thing where it comes from and from which year', () => {
    const unsaid = items.filter((item) => {
      const links = item.querySelectorAll('.meta a').map((link) => attributeOf(link, 'href') ?? '');
      return !(
        /, (19|20)\d\d$/.test(wordsOf(item.querySelector('.meta'))) && links.at(-1)?.startsWith('/evidence/')
      );
    });
    expect([items.length, unsaid.map(wordsOf)]).toEqual([way.does.length, []]);
  });

  it('puts each thing under its Ds', () => {
    const shown = items.map((item) =>
      item
        .querySelectorAll('.aim a')
        .map((link) => attributeOf(link, 'href')?.replace('/about/five-ds/#', '')),
    );
    expect(shown.every((aims) => aims.length > 0)).toBe(true);
    expect(shown.flat().filter((aim) => aim === 'develop')).toHaveLength(
      way.does.filter(({ aims }) => aims.includes('develop')).length,
    );
  });

  it('says that Develop is no part of the strategy wherever it stands', () => {
    const develop = items.filter((item) => item.querySelector('a[href="/about/five-ds/#develop"]'));
    expect(develop.every((item) => wordsOf(item).includes('Develop (research)'))).toBe(true);
    expect(
      wordsOf(document.querySelector('main')).includes(
        'recommended by the research, not part of the strategy',
      ),
    ).toBe(develop.length > 0);
  });

  it('says how the strategy speaks to the group', () => {
    expect(wordsOf(document.querySelector('main'))).toContain(way.standingNote);
  });
});

describe('the page on the five Ds', () => {
  const document = pageAt('/about/five-ds/');

  it('says everything that the strategy and research say to young people, and how they speak to them', () => {
    const you = ways.find(([slug]) => slug === 'young-people')?.[1];
    const section = document.querySelector('#to-you');
    expect(section?.querySelectorAll('.acts-list__w').map(wordsOf)).toEqual(
      you?.does.map(({ what }) => what),
    );
    expect(wordsOf(section)).toContain(you?.standingNote);
  });

  it('labels Develop as the research’s recommendation, and none of the others', () => {
    const origins = document
      .querySelectorAll('.d')
      .map((section) => [section.id, section.querySelectorAll('.d__origin').map(wordsOf)]);
    expect(Object.fromEntries(origins)).toEqual({
      divert: [],
      deter: [],
      detect: [],
      disrupt: [],
      develop: ['Recommended by the research, not part of the strategy'],
      'to-you': [],
    });
  });

  it('has everything that every group can do, with who says so', () => {
    const words = wordsOf(document.querySelector('main'));
    const missing = ways.flatMap(([, { does }]) =>
      does.map(({ what, from }) => `${advisers[from]}: ${what}`).filter((line) => !words.includes(line)),
    );
    expect(missing).toEqual([]);
  });
});

describe('the page on how threats changed', () => {
  const html = textOfFile(dist, fileOfPage('/evidence/threats/'));
  const document = parsePage(html);
  const rows = document.querySelectorAll('table[aria-labelledby="all-h"] tbody tr').map(wordsOf);

  it.each(threats)(
    'says once on the line of years and once in the table: %s',
    (slug, { says, caveat, place, movement, date }) => {
      const item = document.querySelector(`#${slug}`);
      expect(wordsOf(item)).toContain(says);
      expect(wordsOf(item)).toContain(caveat);
      expect(wordsOf(item)).toContain(place);
      const row = rows.filter((each) => each.includes(says));
      expect(row).toHaveLength(1);
      for (const part of [movements[movement], place, caveat, date.slice(0, 4)])
        expect(row[0]).toContain(part);
    },
  );

  it('has every number that is drawn in a table too', () => {
    // The parser leaves out what is inside a drawing.
    const labels = [...html.matchAll(/<text class="chart__label[^>]*>([^<]+)</g)].map(
      ([, label = '']) => label,
    );
    const drawn = labels.map((label) => label.trim().split(/, (?=[A-Z]|\d{4}$)| in /)[0] ?? '');
    const cells = document.querySelectorAll('.data tbody td strong').map(wordsOf);
    expect(drawn.length).toBeGreaterThan(12);
    expect(drawn.filter((number) => !cells.includes(number))).toEqual([]);
  });

  it('hides each drawing from those who read the table instead', () => {
    const drawings = document.querySelectorAll('svg.chart');
    expect(drawings.length).toBeGreaterThan(4);
    expect(drawings.every((drawing) => attributeOf(drawing, 'aria-hidden') === 'true')).toBe(true);
  });

  it('says which count is not the one we quote', () => {
    const disputed = document
      .querySelectorAll('.data tbody tr')
      .map(wordsOf)
      .filter((row) => row.includes('not the count we quote'));
    expect(disputed).toEqual([expect.stringContaining('112')]);
  });
});

describe('the page on the research', () => {
  const words = wordsOf(pageAt('/evidence/research/').querySelector('main'));

  it.each([
    '188 took part',
    'It is no picture of all Scotland',
    '33 people, or 34',
    'Those three numbers add up to 34',
  ])('says: %s', (fact) => {
    expect(words).toContain(fact);
  });
});

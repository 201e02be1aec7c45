import { describe, expect, it } from 'vitest';
import { followsOn } from '#domain/shelf/follows.ts';
import { libraryOf } from '#library/library.ts';
import { searchRecords } from '#library/search-records.ts';
import {
  makeFile,
  makeSignedContent,
  makeStory,
  makeToldStory,
  storyBody,
  today,
} from '../../../fixtures/make.ts';

const told = (slug: string, pseudonym: string, uses: Parameters<typeof makeToldStory>[0]) => ({
  ...makeToldStory({ record: `C-${slug}`, ...uses }, { teller: { pseudonym, viewpoint: 'family' } }),
  slug,
});

const library = libraryOf(
  makeSignedContent(
    [
      makeStory(),
      told('not-quoted', 'Ash', { uses: ['site'] }),
      told('held', 'Rab', { kind: 'missing' }),
      told('withdrawn', 'Kit', {}),
    ],
    {
      files: [
        makeFile('withdrawals', 'withdrawn'),
        makeFile('lesson-packs', 'a-pack'),
        makeFile('transition-points', 'falling-into-debt'),
        makeFile('guides', 'a-guide'),
        makeFile('myths', 'linked', { body: 'See [the story](/stories/held/) of it.\n' }),
      ],
    },
  ),
  today,
);
const mayFollow = followsOn(library);

describe('a link in a body', () => {
  it.each([
    'https://example.net/',
    '#p-the-stop',
    '/',
    '/support/#childline',
    '/stories/#audience=1',
    '/stories/the-bus-home/',
    '/stories/the-bus-home/#p-the-stop',
    '/stories/the-bus-home/kit/',
    '/stories/not-quoted/',
    '/myths/easy-money/kit/',
    '/lesson-packs/a-pack/plan.pdf',
    '/guides/a-guide/',
    '/evidence/study-one/',
    '/themes/housing/',
    '/transition-points/falling-into-debt/',
    'https://example.org/stories/the-bus-home/',
    'https://example.org',
  ])('is drawn where it leads to what may be shown: %s', (url) => {
    expect(mayFollow(url)).toBe(true);
  });

  it.each([
    '/stories/held/',
    '/stories/held/#p-the-stop',
    '/stories/held/kit/',
    '/stories/held/kit.zip',
    '/stories/held/cards/quote-1-wide.png',
    '/stories/x/../held/',
    '/stories/%68eld/',
    '/stories/withdrawn/',
    '/stories/withdrawn/kit/',
    '/stories/not-quoted/kit/',
    '/stories/the-bus-home/kit.zip',
    '/stories/the-bus-home/cards/quote-1-wide.png',
    '/stories/nothing/',
    '/themes/nothing/',
    '/for/nobody/',
    '/no-such/',
    'https://example.org/stories/held/',
    'HTTPS://EXAMPLE.org/stories/held/',
  ])('is only words where it does not: %s', (url) => {
    expect(mayFollow(url)).toBe(false);
  });
});

describe('what is searched', () => {
  it('holds the words of a link and never its address', () => {
    const html = [...searchRecords(library)].map((record) => record.html).join('');
    expect(html).toContain('See the story of it.');
    expect(html).not.toContain('held');
  });

  it('holds the words of a link in a story as well', () => {
    const body = `${storyBody}\nSee [the other](/stories/held/).\n`;
    const linked = libraryOf(
      makeSignedContent([makeStory({}, { body }), told('held', 'Rab', { kind: 'missing' })]),
      today,
    );
    const html = [...searchRecords(linked)].map((record) => record.html).join('');
    expect(html).toContain('See the other.');
    expect(html).not.toContain('held');
  });
});

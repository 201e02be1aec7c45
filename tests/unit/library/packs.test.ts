import { describe, expect, test } from 'vitest';
import { doingWithout } from '#domain/review/report.ts';
import { planOf, titleOf } from '#domain/shelf/shelved-pack.ts';
import { slidesOf, storyPassages } from '#domain/teach/slides.ts';
import { libraryOf } from '#library/library.ts';
import {
  givenConsent,
  makeFile,
  makeSignedContent,
  makeStory,
  storyBody,
  today,
} from '../../fixtures/make.ts';

/** The smallest pack in a library whose only story has the consent given. */
function packsWith(uses: ReturnType<typeof givenConsent>['uses'], files: Parameters<typeof makeFile>[] = []) {
  const story = makeStory({ origin: 'firstPerson', consent: givenConsent({ uses }) });
  const content = makeSignedContent([story], {
    files: [makeFile('lesson-packs', 'the-bus-stop'), ...files.map((args) => makeFile(...args))],
  });
  const { packs, printedPacks } = libraryOf(content, today);
  const [web, printed] = [packs[0], printedPacks[0]];
  if (!web || !printed) throw new Error('there is no pack');
  return { web, printed };
}

const every = ['site', 'lessons', 'quotes', 'print'] as const;

describe('a pack whose story may be read in lessons', () => {
  test('reads it', () => {
    const { web } = packsWith([...every]);
    expect(web.stories.map(({ slug }) => slug)).toEqual(['the-bus-home']);
    expect(web.missing).toBe(0);
    expect(web.activities.map(({ kind }) => kind)).toContain('readStory');
  });

  test('has it in its files too', () => {
    expect(packsWith([...every]).printed.missing).toBe(0);
  });

  test('knows the sources of its cards and sums', () => {
    expect(packsWith([...every]).web.sources.map(({ slug }) => slug)).toEqual(['study-one']);
  });
});

describe('a pack whose story may not be printed', () => {
  test('still reads it on the web', () => {
    expect(packsWith(['site', 'lessons']).web.missing).toBe(0);
  });

  test('does without it in the files', () => {
    const { printed } = packsWith(['site', 'lessons']);
    expect(printed.missing).toBe(1);
    expect(printed.activities.map(({ kind }) => kind)).not.toContain('readStory');
  });
});

describe('a pack whose story may not be read in lessons', () => {
  const { web } = packsWith(['site', 'quotes', 'print']);

  test('teaches something else in as many minutes', () => {
    const instead = planOf(web, 'fifty').find(({ taught }) => taught.kind === 'instead');
    expect(instead && [titleOf(instead.taught), instead.minutes]).toEqual(['A question instead', 10]);
  });

  test('says how many stories are gone', () => {
    expect(web.missing).toBe(1);
  });

  test('has nothing of the story in it', () => {
    const words = JSON.stringify(web);
    for (const own of ['the-bus-home', 'The bus home', 'I got the bus home', 'Sam', 'The stop'])
      expect(words).not.toContain(own);
  });

  test('has neither the guidance nor the letter that described the story', () => {
    expect(web.data.care.guidance).toContain('no longer available');
    expect(web.data.care.letterHome).toContain('no longer available');
  });

  test('has nothing of the story on its slides', () => {
    const words = JSON.stringify(slidesOf(web, 'fifty'));
    for (const own of ['the-bus-home', 'The bus home', 'I got the bus home', 'Sam', 'The stop'])
      expect(words).not.toContain(own);
  });
});

describe('a pack whose story is withdrawn', () => {
  test('teaches something else', () => {
    const { web } = packsWith([...every], [['withdrawals', 'the-bus-home']]);
    expect(web.activities.map(({ kind }) => kind)).toContain('instead');
    expect(JSON.stringify(web)).not.toContain('bus home');
  });
});

describe('the plan of a lesson', () => {
  test('follows the cut, not the file', () => {
    const { web } = packsWith([...every]);
    expect(planOf(web, 'twenty').map(({ taught }) => taught.activity.value.id)).toEqual([
      'read',
      'talk',
      'close',
    ]);
  });

  test('gives an activity the minutes of the cut, and begins the next one after it', () => {
    const { web } = packsWith([...every]);
    expect(planOf(web, 'twenty').map(({ minutes, from }) => [from, minutes])).toEqual([
      [0, 10],
      [10, 6],
      [16, 4],
    ]);
  });
});

describe('slides', () => {
  const { web } = packsWith([...every]);
  const slides = slidesOf(web, 'fifty');

  test('begin with the title and end with help', () => {
    expect(slides[0]).toMatchObject({ layout: 'title', heading: 'The bus stop' });
    expect(slides.at(-1)).toMatchObject({ layout: 'help', heading: 'Get help now' });
  });

  test('each have a heading', () => {
    expect(slides.filter(({ heading }) => heading.trim() === '')).toEqual([]);
  });

  test('follow the running order', () => {
    const order = [...new Set(slides.map(({ activity }) => activity))].filter((id) => id !== '');
    expect(order).toEqual(planOf(web, 'fifty').map(({ taught }) => taught.activity.value.id));
  });

  test('say the minutes once for each activity', () => {
    expect(slides.flatMap(({ minutes }) => minutes ?? []).reduce((a, b) => a + b)).toBe(50);
  });

  test('carry a story with its label', () => {
    expect(slides.find(({ heading }) => heading === 'The bus home')?.foot).toBe(
      'Told by someone who lived it, changed so nobody can be recognised',
    );
  });

  test('keep answers back until they are asked for', () => {
    const cards = slides.filter(({ activity, reveal }) => activity === 'sort' && reveal.length > 0);
    expect(cards).toHaveLength(6);
    for (const { heading, lines } of cards) expect(`${heading}${lines}`).not.toContain('study found');
  });
});

describe('a story on slides', () => {
  test('is all there, in its order', () => {
    const texts = storyBody.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(storyPassages(texts).join(' ')).toBe(texts.join(' '));
  });

  test('never has more words on one than can be read', () => {
    const long = Array.from({ length: 40 }, (_, index) => `This is sentence ${index} of a long story.`);
    for (const passage of storyPassages([long.join(' ')]))
      expect(passage.split(' ').length).toBeLessThanOrEqual(60);
  });

  test('keeps what somebody says in one piece', () => {
    expect(storyPassages(['“Just a wee favour,” he said. “That’s all it is.”'])).toEqual([
      '“Just a wee favour,” he said. “That’s all it is.”',
    ]);
  });
});

describe('the report', () => {
  const contentWith = (uses: ReturnType<typeof givenConsent>['uses']) =>
    makeSignedContent([makeStory({ origin: 'firstPerson', consent: givenConsent({ uses }) })], {
      files: [makeFile('lesson-packs', 'the-bus-stop')],
    });

  test('says which pack does without its story', () => {
    expect(doingWithout(contentWith(['site']), today)).toEqual([
      {
        file: 'content/lesson-packs/the-bus-stop.mdx',
        path: 'stories',
        message: '“the-bus-home” may not be read in lessons: the pack teaches the activity in its place',
      },
    ]);
  });

  test('says nothing of a pack that has its story', () => {
    expect(doingWithout(contentWith(['site', 'lessons']), today)).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { review } from '#domain/review/review.ts';
import { makeContent, makeFile, makeFileWith } from '../../../fixtures/make.ts';
import { activityMatter, makePackMatter, type PackMatter } from '../../../fixtures/make-pack.ts';

/** The mistakes in the smallest pack after one change. */
function mistakesWith(change: Partial<PackMatter>, files: Parameters<typeof makeFile>[] = []) {
  const raw = makeContent({
    files: [makeFileWith('lesson-packs', 'the-bus-stop', change), ...files.map((args) => makeFile(...args))],
  });
  return review(raw).mistakes.map(({ path, message }) => `${path}: ${message}`);
}

const matter = makePackMatter();
/** The activities of the smallest pack, one kind of them changed. */
function activities(kind: keyof typeof activityMatter, change: Readonly<Record<string, unknown>>) {
  return Object.entries(activityMatter).map(([name, activity]) =>
    name === kind ? { ...activity, value: { ...activity.value, ...change } } : activity,
  ) as PackMatter['activities'];
}

/** The smallest quiz with its first question, a multiple choice, changed. */
function withFirstQuestion(change: Readonly<Record<string, unknown>>) {
  return activityMatter.quiz.value.questions.map((question, index) =>
    index === 0 ? { ...question, value: { ...question.value, ...change } } : question,
  );
}

/** The same list with a source that is not there for the first. */
function withSource<T extends object>(items: readonly T[]): object[] {
  return items.map((item, index) => (index === 0 ? { ...item, source: 'study-none' } : item));
}

describe('a pack', () => {
  test('without a mistake is taken', () => {
    expect(mistakesWith({})).toEqual([]);
  });

  test('whose 50 minutes do not add up is told the sum', () => {
    const fifty = matter.cuts.fifty.filter(({ activity }) => activity !== 'sort');
    expect(mistakesWith({ cuts: { ...matter.cuts, fifty } })).toEqual([
      'cuts.fifty: its activities take 40 minutes: make them add up to 50, 2 more or less',
    ]);
  });

  test.each([
    ['two minutes over', 8],
    ['two minutes under', 4],
  ])('may be %s', (_, minutes) => {
    const twenty = matter.cuts.twenty.map((each) => (each.activity === 'talk' ? { ...each, minutes } : each));
    expect(mistakesWith({ cuts: { ...matter.cuts, twenty } })).toEqual([]);
  });

  test('may not be three minutes over', () => {
    const twenty = matter.cuts.twenty.map((each) =>
      each.activity === 'talk' ? { ...each, minutes: 9 } : each,
    );
    expect(mistakesWith({ cuts: { ...matter.cuts, twenty } })).toHaveLength(1);
  });

  test('cannot plan an activity that it does not have', () => {
    const twenty = [...matter.cuts.twenty.slice(0, 2), { activity: 'clsoe', minutes: 4 }];
    expect(mistakesWith({ cuts: { ...matter.cuts, twenty } })[0]).toContain(
      'cuts.twenty.2.activity: found "clsoe", which is no activity of this pack: write one of start, rules',
    );
  });

  test('cannot plan an activity twice', () => {
    const twenty = [{ activity: 'close', minutes: 0 + 1 }, ...matter.cuts.twenty];
    expect(mistakesWith({ cuts: { ...matter.cuts, twenty } })).toEqual([
      'cuts.twenty.3.activity: found "close" twice: name it once',
    ]);
  });

  test('cannot leave out what is essential', () => {
    const twenty = [{ activity: 'read' }, { activity: 'talk' }, { activity: 'quiz', minutes: 2 }];
    expect(mistakesWith({ cuts: { ...matter.cuts, twenty } })).toEqual([
      'cuts.twenty: “close” is marked as essential and is not in it: add it, or take the mark away',
    ]);
  });

  test('cannot read a story and not talk about it', () => {
    const twenty = [{ activity: 'talk', minutes: 6 }, { activity: 'read' }, { activity: 'close' }];
    expect(mistakesWith({ cuts: { ...matter.cuts, twenty } })).toEqual([
      'cuts.twenty: a story is read and nothing is talked about after it: put “Discuss” [discuss] or “Decide” [decide] after it',
    ]);
  });

  test('cannot end with anything but a reflection or an exit quiz', () => {
    const twenty = [{ activity: 'read' }, { activity: 'close' }, { activity: 'talk', minutes: 6 }];
    expect(mistakesWith({ cuts: { ...matter.cuts, twenty } })).toEqual([
      'cuts.twenty: it ends with “talk”: end with “Reflect” [reflect] or an “Exit quiz” [exit], where help is shown',
    ]);
  });

  test('gives each activity a name of its own', () => {
    const twice = [...matter.activities, activityMatter.decide];
    expect(mistakesWith({ activities: twice })).toEqual([
      'activities.10.value.id: found "choose" twice: give each activity a name of its own',
    ]);
  });

  test('cannot name a code that nobody knows', () => {
    expect(mistakesWith({ curriculum: [{ code: 'HWB 3-99z', why: 'It asks who had power.' }] })).toEqual([
      'curriculum.0.code: found "HWB 3-99z", which is not in content/curriculum.yaml: write one of its codes, such as HWB 3-45a',
    ]);
  });

  test('cannot name a code that nobody has verified', () => {
    expect(mistakesWith({ curriculum: [{ code: 'HWB 4-99a', why: 'It asks who had power.' }] })[0]).toContain(
      'curriculum.0.code: found "HWB 4-99a", which nobody has verified',
    );
  });

  test('cannot read a story that is for older pupils', () => {
    expect(mistakesWith({ levels: ['second', 'senior'] })).toEqual([
      'stories.0: found the story "the-bus-home", which is for S4 to S6; the pack is for P6 and P7: choose another story, or change “Levels” of the pack',
    ]);
  });

  test('cannot name a myth that is for older pupils', () => {
    const raw = makeContent({
      files: [
        makeFile('lesson-packs', 'the-bus-stop'),
        makeFileWith('myths', 'easy-money', { suitableFrom: 'adult' }),
      ],
    });
    expect(review(raw).mistakes.map(({ path }) => path)).toEqual(['myths.0']);
  });

  test('answers every myth that it names', () => {
    const aims = {
      ...matter.aims,
      misconceptions: [{ myth: 'another', response: 'Something that is known, said plainly.' }],
    };
    expect(mistakesWith({ aims }, [['myths', 'another']])).toEqual([
      'myths.0: “easy-money” has no response: write one under “Aims”, “Misconceptions”',
      'aims.misconceptions.0.myth: found "another", which is not among the pack’s myths: add it there, or take it away here',
    ]);
  });

  test('reads only stories that it names', () => {
    expect(
      mistakesWith({ stories: ['another'] }, [['stories', 'another']]).filter((line) =>
        line.includes('.story'),
      ),
    ).toEqual([
      'activities.2.value.story: found "the-bus-home", which is not among the pack’s stories: add it there',
    ]);
  });

  test('reads only sections that the story has', () => {
    expect(mistakesWith({ activities: activities('readStory', { sections: ['The stairs'] }) })).toEqual([
      'activities.2.value.sections.0: found "The stairs", which is no heading of the story: write one of “The stop”',
    ]);
  });

  test('pauses only after sections that are read', () => {
    const pauses = [{ after: 'Nowhere', question: 'What next?' }];
    expect(mistakesWith({ activities: activities('readStory', { pauses }) })).toEqual([
      'activities.2.value.pauses.0.after: found "Nowhere", which is no heading of the story: write one of “The stop”',
    ]);
  });

  test.each([
    [
      'a card',
      'cardSort',
      { statements: withSource(activityMatter.cardSort.value.statements) },
      'statements.0',
    ],
    ['a number', 'workItOut', { numbers: withSource(activityMatter.workItOut.value.numbers) }, 'numbers.0'],
    ['a question', 'quiz', { questions: withFirstQuestion({ source: 'study-none' }) }, 'questions.0.value'],
  ] as const)('has no source that is not there for %s', (_, kind, change, path) => {
    expect(mistakesWith({ activities: activities(kind, change) })[0]).toContain(
      `value.${path}.source: found "study-none", but there is no content/sources/study-none.yaml`,
    );
  });

  test('has a card of each pile', () => {
    const statements = activityMatter.cardSort.value.statements.map((card) => ({
      ...card,
      answer: 'reality',
    }));
    expect(mistakesWith({ activities: activities('cardSort', { statements }) })).toEqual([
      'activities.3.value.statements: no card is “The story you hear” [myth]: a sort needs at least one of each pile',
    ]);
  });

  test.each([
    ['no source', { label: 'An hour’s pay', value: 3, unit: '£' }, 'source'],
    ['no year', { label: 'An hour’s pay', value: 3, unit: '£', source: 'study-one' }, 'year'],
    [
      'a source and an invention',
      { label: 'An hour’s pay', value: 3, unit: '£', source: 'study-one', year: 2020, invented: true },
      'invented',
    ],
  ])('has no number with %s', (_, number, field) => {
    expect(mistakesWith({ activities: activities('workItOut', { numbers: [number] }) })[0]).toContain(
      `activities.6.value.numbers.0.${field}: `,
    );
  });

  test.each([
    ['pupil text', 'discuss', { pupil: 'It happens to 1 in 4 people.' }, 'pupil', '1 in 4'],
    ['words to say', 'discuss', { say: 'They pay £3 an hour, and that is all.' }, 'say', '£3'],
    ['a question', 'discuss', { questions: ['Why do 60% of people say so?'] }, 'questions.0', '60%'],
    ['a prompt', 'starter', { prompt: 'There are 1,700 of them.' }, 'prompt', '1,700'],
  ] as const)('has no figure without a source in %s', (_, kind, change, path, figure) => {
    expect(mistakesWith({ activities: activities(kind, change) })[0]).toContain(
      `value.${path}: found the figure “${figure}” with no source`,
    );
  });

  test('may say a year, and a number to ring', () => {
    expect(
      mistakesWith({ activities: activities('discuss', { pupil: 'In 2018 as in 2026: ring 999, or 101.' }) }),
    ).toEqual([]);
  });

  test('names the source of a figure in a quiz', () => {
    const questions = withFirstQuestion({ ask: 'Is it 22% or less?' });
    expect(mistakesWith({ activities: activities('quiz', { questions }) })).toEqual([
      'activities.7.value.questions.0.value.source: found the figure “22%” with no source: name who counted it',
    ]);
  });

  test('marks at least one answer as right', () => {
    const options = ['Nobody', 'Somebody'].map((text) => ({ text, feedback: 'Thank you.' }));
    const questions = withFirstQuestion({ options });
    expect(mistakesWith({ activities: activities('quiz', { questions }) })).toEqual([
      'activities.7.value.questions.0.value.options: none of the answers is marked as right, or all are: mark at least one, and not all',
    ]);
  });

  test('asks for two endings or for none', () => {
    expect(mistakesWith({ activities: activities('starter', { endingTold: 'It went fine.' }) })).toEqual([
      'activities.0.value.endingTold: found one ending without the other: write both, or none',
    ]);
  });

  test('keeps the teller’s name to the activity that reads the story', () => {
    expect(
      mistakesWith({ activities: activities('discuss', { questions: ['What could Sam do?'] }) }),
    ).toEqual([
      'activities.4.value.questions.0: found “Sam”, which must be gone the day “the-bus-home” is withdrawn: say “the teller”, or say it in the activity that reads the story',
    ]);
  });

  test('may say the teller’s name in the activity that reads the story', () => {
    expect(mistakesWith({ activities: activities('readStory', { pupil: 'Listen to Sam.' }) })).toEqual([]);
  });

  test('keeps the story’s title out of the activity that takes its place', () => {
    const instead = {
      ...activityMatter.readStory.value.instead,
      pupil: 'As in The bus home, somebody asks.',
    };
    expect(mistakesWith({ activities: activities('readStory', { instead }) })[0]).toContain(
      'activities.2.value.instead.pupil: found “The bus home”',
    );
  });

  test('is no mistake when its story is withdrawn and its file is gone', () => {
    const raw = makeContent({
      files: [makeFile('lesson-packs', 'the-bus-stop'), makeFile('withdrawals', 'the-bus-home')],
      without: ['content/stories/the-bus-home.md'],
    });
    expect(review(raw).mistakes).toEqual([]);
  });
});

describe('the curriculum', () => {
  test('that is broken is said so once, by its file and field', () => {
    const pack = makeFile('lesson-packs', 'the-bus-stop');
    const raw = { ...makeContent({ files: [pack] }), curriculum: { data: { version: 'November 2026' } } };
    expect(review(raw).mistakes).toEqual([
      {
        file: 'content/curriculum.yaml',
        path: 'readOn',
        message: 'found nothing: write a day with year, month and day, such as 2026-11-22',
      },
    ]);
  });
});

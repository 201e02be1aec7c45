import type { Entry } from '#domain/schema/content.ts';
import type { Source } from '#domain/schema/source.ts';
import {
  cutsWith,
  inShortOf,
  lessonLengths,
  planOf,
  type ShelvedPack,
  stepsOf,
  storyGone,
  type TaughtActivity,
  titleOf,
} from '#domain/shelf/shelved-pack.ts';
import {
  activityKinds,
  contentNotes,
  cutMinutes,
  groupings,
  origins,
  packLevels,
  quizTimes,
  subjects,
} from '#domain/words/vocabularies.ts';
import { inARow } from '#domain/words/wording.ts';
import { helpLineOf, imprintOf, routesOf, type SiteFacts } from './imprint.ts';
import { pdfOf } from './typst.ts';

/** The plan: everything that a teacher needs for the lesson, in the order in which it is needed. */
export function planPdf(pack: ShelvedPack<'print'>, site: SiteFacts): Uint8Array {
  return pdfOf('plan', planData(pack, site));
}

/** What the template `plan.typ` draws. */
export function planData(pack: ShelvedPack<'print'>, site: SiteFacts) {
  const { data } = pack;
  const { aims, care } = data;
  return {
    imprint: imprintOf(pack, site),
    name: 'Lesson plan',
    help: helpLineOf(pack),
    routes: routesOf(pack),
    strapline: data.strapline,
    missing: pack.missing > 0 ? storyGone : '',
    glance: [
      ['For', `${data.stages}. ${inARow(data.levels.map((level) => packLevels[level]))}.`],
      ['Group', data.groupSize],
      ['Where it fits', inARow(data.subjects.map((subject) => subjects[subject]))],
      ['Pupils can say', aims.outcome],
      ['What is in it', sentence(inARow(care.notes.map((note) => contentNotes[note])))],
      ['Stories', stories(pack)],
    ].filter(([, text]) => text !== ''),
    timings: timings(pack),
    guidance: [
      ['Whom it may upset', care.guidance],
      ['In the room', care.supervision],
      ['You need', needs(pack)],
    ].filter(([, text]) => text !== ''),
    before: care.before,
    rules: care.groundRules,
    optOut: care.optOut,
    disclosure: care.disclosure,
    avoid: care.avoid,
    after: care.after,
    intentions: aims.intentions,
    criteria: aims.criteria,
    keyPoints: aims.keyPoints,
    keywords: aims.keywords.map(({ word, meaning }) => [word, meaning]),
    misconceptions: aims.misconceptions.flatMap(({ myth, response }) => {
      const found = pack.myths.find(({ slug }) => slug === myth);
      return found ? [{ claim: found.data.claim, reality: found.data.reality, response }] : [];
    }),
    curriculum: pack.curriculum.map(({ code, paraphrase, why }) => [code, paraphrase, why]),
    running: pack.activities.map((taught) => runningOf(taught, pack)),
    evaluation: data.evaluation,
    letter: paragraphsOf(care.letterHome),
    sources: sourcesOf(pack.sources),
  };
}

/** Who published what, in one line. */
export function sourcesOf(sources: readonly Entry<Source>[]): readonly string[] {
  return sources.map(({ data }) => `${data.publisher}, ${data.title}, ${data.year}.`);
}

export function paragraphsOf(text: string): readonly string[] {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim().replaceAll(/\s*\n\s*/g, ' '))
    .filter((paragraph) => paragraph !== '');
}

function needs(pack: ShelvedPack<'print'>): string {
  const all = new Set(pack.activities.flatMap(({ activity }) => activity.value.resources));
  return all.size === 0 ? '' : sentence([...all].join('; '));
}

function stories({ stories }: ShelvedPack<'print'>): string {
  return stories.map(({ data }) => `${data.title}. ${origins[data.origin]}.`).join(' ');
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** All three lengths side by side: from which minute to which each activity runs. */
function timings(pack: ShelvedPack<'print'>) {
  const plans = lessonLengths.map(({ cut }) => planOf(pack, cut));
  return {
    heads: lessonLengths.map(({ minutes }) => `${minutes} minutes`),
    rows: pack.activities.map((taught) => ({
      title: titleOf(taught),
      kind: kindOf(taught),
      cells: plans.map((plan) => {
        const planned = plan.find((each) => each.taught.activity.value.id === taught.activity.value.id);
        return planned ? `${planned.from}–${planned.from + planned.minutes}` : '';
      }),
    })),
    totals: plans.map((plan) => `${plan.reduce((sum, { minutes }) => sum + minutes, 0)} min`),
  };
}

/** What kind of activity it is, in a teacher's words. */
export function kindOf(taught: TaughtActivity): string {
  if (taught.kind === 'instead') return 'Instead of a story';
  const { activity } = taught;
  return activity.discriminant === 'quiz'
    ? quizTimes[activity.value.when]
    : activityKinds[activity.discriminant];
}

function runningOf(taught: TaughtActivity<'print'>, pack: ShelvedPack<'print'>) {
  const { value } = taught.activity;
  const cuts = cutsWith(pack.data, value.id);
  const minutes = cuts.map((cut) => {
    const planned = planOf(pack, cut).find((each) => each.taught.activity.value.id === value.id);
    return `${planned?.minutes ?? value.minutes} of ${cutMinutes[cut]}`;
  });
  return {
    title: titleOf(taught),
    kind: kindOf(taught),
    minutes: minutes.length > 0 ? `Minutes: ${minutes.join(', ')}` : `Extra: ${value.minutes} minutes`,
    grouping: groupings[value.grouping],
    inShort: inShortOf(taught),
    needs: value.resources.join('; '),
    say: taught.kind === 'instead' ? '' : (value.say ?? ''),
    steps: stepsOf(taught),
    support: value.support,
    language: value.language,
    more: more(taught),
  };
}

/** What a teacher needs for this kind of activity, beside what every activity has. */
function more(taught: TaughtActivity<'print'>): readonly { heading: string; items: readonly string[] }[] {
  if (taught.kind === 'instead') {
    const { pupil, questions } = taught.activity.value.instead;
    return [
      { heading: 'Pupils see', items: paragraphsOf(pupil.replaceAll('\n', '\n\n')) },
      { heading: 'Ask', items: questions },
    ];
  }
  if (taught.kind === 'readStory') {
    const { activity, story } = taught;
    const pauses = activity.value.pauses.length > 0 ? activity.value.pauses : story.data.pauses;
    return [
      {
        heading: `${story.data.title}. ${origins[story.data.origin]}`,
        items: pauses.map(
          ({ after, question, prompt }) => `Stop after “${after}”: ${question}${prompt ? ` ${prompt}` : ''}`,
        ),
      },
    ];
  }
  const { activity } = taught;
  switch (activity.discriminant) {
    case 'starter':
      return [{ heading: 'On the screen', items: [activity.value.prompt] }];
    case 'groundRules':
      return [];
    case 'cardSort':
      return [
        {
          heading: 'The question',
          items: [`${activity.value.question} The cards, the headings and the key are in the cards file.`],
        },
      ];
    case 'discuss':
      return [
        { heading: 'Ask', items: activity.value.questions },
        { heading: 'Listen for', items: activity.value.listenFor },
      ].filter(({ items }) => items.length > 0);
    case 'decide':
      return activity.value.points.map(({ moment, options }) => ({
        heading: moment,
        items: options.map(({ choice, consequence }) => `${choice.replace(/[.!?]?$/, ':')} ${consequence}`),
      }));
    case 'workItOut':
      return [
        {
          heading: 'Worked',
          items: activity.value.questions.map(
            ({ ask, working, answer }) => `${ask} ${working} Answer: ${answer.replace(/[.!?]?$/, '.')}`,
          ),
        },
      ];
    case 'quiz':
      return [
        {
          heading: 'Answers',
          items: [
            `${activity.value.questions.length} questions. The answers are in the file of quiz answers.`,
          ],
        },
      ];
    case 'reflect':
      return [{ heading: 'Ask', items: activity.value.questions }];
    case 'makeACounterStory':
      return [
        { heading: 'The brief', items: [activity.value.brief] },
        { heading: 'Keep to these', items: activity.value.rules },
      ];
  }
}

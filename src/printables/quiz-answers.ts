import { type ShelvedPack, titleOf } from '#domain/shelf/shelved-pack.ts';
import { markOf } from '#domain/teach/slide-markup.ts';
import { questionShown } from '#domain/teach/slides.ts';
import { helpLineOf, imprintOf, routesOf, type SiteFacts } from './imprint.ts';
import { kindOf } from './plan.ts';
import { sourceOf } from './sheets.ts';
import { pdfOf } from './typst.ts';

/** For the adult: the answers to the quizzes, with what to say to each, and the worked sums. */
export function quizAnswersPdf(pack: ShelvedPack<'print'>, site: SiteFacts): Uint8Array {
  return pdfOf('quiz-answers', quizAnswersData(pack, site));
}

/** What the template `quiz-answers.typ` draws. Letters are those of the worksheets and the slides. */
export function quizAnswersData(pack: ShelvedPack<'print'>, site: SiteFacts) {
  return {
    imprint: imprintOf(pack, site),
    name: 'Quiz answers',
    help: helpLineOf(pack),
    routes: routesOf(pack),
    parts: pack.activities.flatMap((taught) => {
      const { activity } = taught;
      const head = { title: titleOf(taught), kind: kindOf(taught) };
      if (activity.discriminant === 'quiz')
        return [
          {
            ...head,
            questions: activity.value.questions.map((question, index) => {
              const shown = questionShown(question, `${activity.value.id}/${index}`);
              return {
                ask: question.value.ask,
                hint: question.value.hint ?? '',
                source: sourceOf(pack, question.value.source),
                shown: question.discriminant === 'shortAnswer' ? [] : shown.lines,
                ...answerOf(question, shown),
              };
            }),
          },
        ];
      if (activity.discriminant === 'workItOut')
        return [
          {
            ...head,
            questions: activity.value.questions.map(({ ask, hint, working, answer }) => ({
              ask,
              hint: hint ?? '',
              source: '',
              shown: [],
              answer,
              say: [working],
            })),
          },
        ];
      return [];
    }),
  };
}

type QuizQuestion = Parameters<typeof questionShown>[0];

/** The answer in a few words, and what to say. For a multiple choice, what to say to whoever chose each of them. */
function answerOf(question: QuizQuestion, { lines, answers }: ReturnType<typeof questionShown>) {
  if (question.discriminant !== 'multipleChoice') {
    const [answer = '', ...say] = answers;
    return { answer, say };
  }
  const options = lines.map((line) => {
    const { mark = '', rest } = markOf(line);
    const option = question.value.options.find(({ text }) => text === rest);
    return { mark, rest, isRight: option?.isRight ?? false, feedback: option?.feedback ?? '' };
  });
  return {
    answer: options
      .filter(({ isRight }) => isRight)
      .map(({ mark, rest }) => `${mark}. ${rest}`)
      .join('; '),
    say: options.map(({ mark, feedback }) => `To ${mark}: ${feedback}`),
  };
}

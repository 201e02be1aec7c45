import type { ActivityOf, Question } from '#domain/schema/activity.ts';
import { type ShelvedPack, storyGone, type TaughtActivity, titleOf } from '#domain/shelf/shelved-pack.ts';
import { markOf } from '#domain/teach/slide-markup.ts';
import { amountOf, answerLetter, inventedLabel, questionShown } from '#domain/teach/slides.ts';
import { type Block, type Run, readStoryText, textOf } from '#domain/text/story-text.ts';
import { contentNotes, origins } from '#domain/words/vocabularies.ts';
import { inARow } from '#domain/words/wording.ts';
import { kindOf, paragraphsOf } from './plan.ts';

/** A stretch of text, bold or not. There are no italics. */
export interface TextStretch {
  readonly text: string;
  readonly strong: boolean;
}

/** One piece of a worksheet. The PDF and the document for changing draw the same ones. */
export type SheetBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'small'; readonly text: string }
  /** A sentence that asks for something to be written under it. */
  | { readonly kind: 'prompt'; readonly text: string }
  | { readonly kind: 'endings'; readonly told: string; readonly lived: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Things to choose from, each with its letter or number and a box to tick. */
  | { readonly kind: 'choices'; readonly items: readonly { mark: string; text: string }[] }
  | { readonly kind: 'pairs'; readonly items: readonly (readonly [string, string])[] }
  | {
      readonly kind: 'table';
      readonly heads: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /**
       * Whether the columns after the first are for writing or ticking: then they have one width, and the first takes
       * the rest.
       */
      readonly isForm?: boolean;
    }
  | {
      readonly kind: 'lines';
      readonly count: number;
      /** Whether the lines go on to the end of the page, in the PDF; the document has no end of a page to go to. */
      readonly isRest?: boolean;
    }
  | { readonly kind: 'label'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly runs: readonly TextStretch[] }
  | { readonly kind: 'said'; readonly voice: 'told' | 'lived'; readonly text: string }
  | { readonly kind: 'pause'; readonly question: string; readonly prompt: string };

/** One activity on paper. */
export interface Sheet {
  readonly title: string;
  readonly kind: string;
  readonly blocks: readonly SheetBlock[];
  /** Whether it begins on a page of its own, so that it can be copied alone. */
  readonly isLong: boolean;
  readonly isStory: boolean;
}

/** Everything of a pack that pupils need on paper. Nothing in it gives an answer away. */
export function sheetsOf(pack: ShelvedPack<'print'>): readonly Sheet[] {
  return [
    ...pack.activities.flatMap((taught) => {
      const { blocks, isLong } = blocksOf(taught, pack);
      const isStory = taught.kind === 'readStory';
      return blocks.length === 0
        ? []
        : [{ title: titleOf(taught), kind: kindOf(taught), blocks, isLong, isStory }];
    }),
    evaluationSheet(pack),
  ];
}

function blocksOf(
  taught: TaughtActivity<'print'>,
  pack: ShelvedPack<'print'>,
): { readonly blocks: readonly SheetBlock[]; readonly isLong: boolean } {
  if (taught.kind === 'instead') {
    const { pupil, questions } = taught.activity.value.instead;
    return {
      isLong: true,
      blocks: [
        { kind: 'small', text: storyGone },
        ...paragraphsOf(pupil.replaceAll('\n', '\n\n')).map((text): SheetBlock => ({ kind: 'text', text })),
        ...questions.flatMap((question) => asked(question, 4)),
      ],
    };
  }
  if (taught.kind === 'readStory') return { isLong: true, blocks: storyBlocks(taught) };
  const { activity } = taught;
  const pupil: readonly SheetBlock[] =
    activity.value.pupil === undefined ? [] : [{ kind: 'text', text: activity.value.pupil }];
  switch (activity.discriminant) {
    case 'starter': {
      const { prompt, endingTold, endingLived } = activity.value;
      return {
        isLong: false,
        blocks: [
          { kind: 'prompt', text: prompt },
          ...pupil,
          ...(endingTold !== undefined && endingLived !== undefined
            ? [{ kind: 'endings' as const, told: endingTold, lived: endingLived }]
            : [{ kind: 'lines' as const, count: 4 }]),
        ],
      };
    }
    case 'groundRules':
      return { isLong: false, blocks: [...pupil, { kind: 'list', items: pack.data.care.groundRules }] };
    case 'cardSort':
      // The cards have a file of their own, `cards.pdf`.
      return { isLong: false, blocks: [] };
    case 'discuss':
      return {
        isLong: false,
        blocks: [...pupil, ...activity.value.questions.flatMap((question) => asked(question, 3))],
      };
    case 'decide':
      return { isLong: true, blocks: [...pupil, ...decideBlocks(activity)] };
    case 'workItOut':
      return { isLong: true, blocks: [...pupil, ...sumBlocks(activity, pack)] };
    case 'quiz':
      return {
        isLong: true,
        blocks: [
          ...pupil,
          ...activity.value.questions.flatMap((question, index) =>
            questionBlocks(question, index, `${activity.value.id}/${index}`),
          ),
        ],
      };
    case 'reflect':
      return {
        isLong: false,
        blocks: [
          ...(pupil.length > 0 ? pupil : [{ kind: 'text' as const, text: 'Nobody has to share this.' }]),
          ...activity.value.questions.flatMap((question) => asked(question, 4)),
        ],
      };
    case 'makeACounterStory':
      return {
        isLong: true,
        blocks: [
          { kind: 'prompt', text: activity.value.brief },
          ...pupil,
          { kind: 'heading', text: 'Keep to these' },
          { kind: 'list', items: activity.value.rules },
          ...(activity.value.openings.length > 0
            ? [
                { kind: 'heading' as const, text: 'Ways to begin' },
                { kind: 'list' as const, items: activity.value.openings },
              ]
            : []),
          { kind: 'lines', count: 12, isRest: true },
        ],
      };
  }
}

function asked(question: string, count: number): readonly SheetBlock[] {
  return [
    { kind: 'heading', text: question },
    { kind: 'lines', count },
  ];
}

/** A story as pupils read it: its label, its content notes, then the text with its pauses. */
function storyBlocks({
  activity: { value },
  story,
}: Extract<TaughtActivity<'print'>, { kind: 'readStory' }>): readonly SheetBlock[] {
  const { data } = story;
  const pauses = value.pauses.length > 0 ? value.pauses : data.pauses;
  const sections = readStoryText(story.body).sections.filter(
    ({ heading }) => value.sections.length === 0 || (heading && value.sections.includes(heading)),
  );
  return [
    { kind: 'label', text: `${origins[data.origin]}.` },
    {
      kind: 'small',
      text: `“${data.title}”.${data.contentNotes.length > 0 ? ` In this story: ${inARow(data.contentNotes.map((note) => contentNotes[note]))}.` : ''} You can stop at any time.`,
    },
    ...(value.pupil === undefined ? [] : [{ kind: 'text' as const, text: value.pupil }]),
    ...sections.flatMap(({ heading, blocks }): readonly SheetBlock[] => [
      ...(heading === undefined ? [] : [{ kind: 'heading' as const, text: heading }]),
      ...blocks.flatMap(storyBlock),
      ...pauses
        .filter(({ after }) => after === heading)
        .map(({ question, prompt }) => ({
          kind: 'pause' as const,
          question,
          prompt: prompt ?? 'Say it to yourself or to somebody beside you. You can pass.',
        })),
    ]),
  ];
}

function storyBlock(block: Block): readonly SheetBlock[] {
  switch (block.kind) {
    case 'told':
    case 'lived':
      return [{ kind: 'said', voice: block.kind, text: textOf(block) }];
    case 'quote':
      return block.blocks.flatMap(storyBlock);
    case 'list':
      return [{ kind: 'list', items: block.items.map((item) => item.map(textOf).join(' ')) }];
    case 'subheading':
      return [{ kind: 'paragraph', runs: [{ text: textOf(block), strong: true }] }];
    default:
      return [{ kind: 'paragraph', runs: block.runs.map(wordsOf) }];
  }
}

function wordsOf({ text, strong, emphasis }: Run): TextStretch {
  return { text, strong: strong || emphasis };
}

function decideBlocks({ value }: ActivityOf<'decide'>): readonly SheetBlock[] {
  return [
    { kind: 'text', text: value.situation },
    ...value.points.flatMap(({ moment, options }): readonly SheetBlock[] => [
      { kind: 'heading', text: moment },
      {
        kind: 'choices',
        items: options.map(({ choice }, index) => ({ mark: answerLetter(index), text: choice })),
      },
      { kind: 'small', text: 'What would you advise, and why?' },
      { kind: 'lines', count: 4 },
    ]),
  ];
}

function sumBlocks({ value }: ActivityOf<'workItOut'>, pack: ShelvedPack<'print'>): readonly SheetBlock[] {
  return [
    { kind: 'text', text: value.context },
    {
      kind: 'table',
      heads: ['Number', 'What it is', 'Where it is from'],
      rows: value.numbers.map((number) => [
        amountOf(number),
        [number.label, number.caveat].filter(Boolean).join('. '),
        number.invented ? `${inventedLabel}.` : sourceOf(pack, number.source, number.year),
      ]),
    },
    ...value.questions.flatMap(({ ask, hint }, index): readonly SheetBlock[] => [
      { kind: 'heading', text: `${index + 1}. ${ask}` },
      ...(hint === undefined ? [] : [{ kind: 'small' as const, text: `Stuck? ${hint}` }]),
      { kind: 'lines', count: 3 },
    ]),
  ];
}

/** Who published a number and when, in a few words. */
export function sourceOf(pack: ShelvedPack<'print'>, slug: string | undefined, year?: number): string {
  const source = pack.sources.find((each) => each.slug === slug);
  return source ? `${source.data.publisher}, ${year ?? source.data.year}.` : '';
}

function questionBlocks(question: Question, index: number, seed: string): readonly SheetBlock[] {
  const heading: SheetBlock = { kind: 'heading', text: `${index + 1}. ${question.value.ask}` };
  const hint: readonly SheetBlock[] =
    question.value.hint === undefined ? [] : [{ kind: 'small', text: `Stuck? ${question.value.hint}` }];
  const marked = questionShown(question, seed).lines.map((line) => {
    const { mark = '', rest } = markOf(line);
    return { mark, text: rest };
  });
  switch (question.discriminant) {
    case 'multipleChoice':
      return [heading, { kind: 'choices', items: marked }, ...hint];
    case 'match': {
      const half = marked.length / 2;
      const named = marked.map(({ mark, text }) => `${mark}. ${text}`);
      return [
        heading,
        {
          kind: 'pairs',
          items: named.slice(0, half).map((left, row) => [left, named[half + row] ?? ''] as const),
        },
        ...hint,
      ];
    }
    case 'order':
      return [
        heading,
        { kind: 'small', text: 'Write 1, 2, 3 … in the boxes.' },
        { kind: 'choices', items: marked },
        ...hint,
      ];
    case 'shortAnswer':
      return [heading, ...hint, { kind: 'lines', count: 2 }];
  }
}

function evaluationSheet(pack: ShelvedPack<'print'>): Sheet {
  const table = {
    kind: 'table',
    heads: ['Tick one in each row', 'Agree', 'Not sure', 'Disagree'],
    rows: pack.data.evaluation.map((statement) => [statement, '', '', '']),
    isForm: true,
  } as const;
  return {
    title: 'Before and after',
    kind: 'What do you think?',
    isLong: true,
    isStory: false,
    blocks: [
      { kind: 'text', text: 'No names. Nobody collects this, and there is no right answer.' },
      { kind: 'heading', text: 'Before the lesson' },
      table,
      { kind: 'heading', text: 'After the lesson' },
      table,
    ],
  };
}

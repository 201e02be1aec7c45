import { parseArgs } from 'node:util';
import { withdrawalsAmong } from '#domain/review/withdrawals.ts';
import { fileOf } from '#domain/schema/content.ts';
import { slugPattern } from '#domain/schema/fields.ts';
import { nearestSlugs } from '#domain/text/nearest.ts';
import { valuesOf, type WithdrawalReason, withdrawalReasons } from '#domain/words/vocabularies.ts';
import { readContent } from '#files/read.ts';
import { siteToday } from '#files/today.ts';
import { takeDown } from '#takedown/take-down.ts';

/** What a command has to say, and how it ends. */
export interface Answer {
  readonly status: 0 | 1;
  readonly text: string;
  /** True if the site is to be built at once, without the story. */
  readonly build: boolean;
}

const publish = 'Now publish: npm run build -- --removals\n';

const usage = `Nothing was taken down. Write: npm run withdraw -- <story> --reason <why>
<story> is the name of its file without .md. <why> is one of these words: ${Object.entries(withdrawalReasons)
  .map(([word, label]) => `${word} (${label})`)
  .join(', ')}. Nobody is ever shown it. With --build the site is built without the story at once.
`;

/** What the words after the command ask for; undefined if they cannot be understood. */
function askedFor(words: readonly string[]):
  | {
      readonly slug: string;
      readonly reason: WithdrawalReason;
      readonly gone: boolean;
      readonly build: boolean;
    }
  | undefined {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    // What it does not know is answered in our own words.
    strict: false,
    options: {
      reason: { type: 'string' },
      gone: { type: 'boolean', default: false },
      build: { type: 'boolean', default: false },
    },
  });
  const known = new Set(['reason', 'gone', 'build']);
  const [slug, ...more] = positionals;
  const reason = valuesOf(withdrawalReasons).find((each) => each === values.reason);
  const isUnderstood = more.length === 0 && Object.keys(values).every((each) => known.has(each));
  return slug === undefined || reason === undefined || !isUnderstood
    ? undefined
    : { slug, reason, gone: values.gone === true, build: values.build === true };
}

/**
 * Takes a story down for good, as `npm run withdraw` is told to; the next build carries it out. A slug that no story has is
 * refused, so that a typing slip is never taken for a takedown; `--gone` says that its file was deleted before, `--build` that the
 * build is to come at once.
 *
 * @param words what stands after `npm run withdraw --`
 * @param root the project's folder
 */
export async function runWithdraw(words: readonly string[], root: string): Promise<Answer> {
  const asked = askedFor(words);
  if (asked === undefined) return refused(usage);
  const { slug, reason, gone, build } = asked;
  const next = build ? '' : publish;

  // Nothing else decides which story is meant, and a takedown waits for nothing.
  const { files } = await readContent(root, ['stories', 'sign-offs', 'withdrawals']);
  const living = files.filter(({ folder }) => folder === 'stories').map((file) => file.slug);
  const isKnown = files.some((file) => isOfStory(file.folder) && file.slug === slug);
  const before = withdrawalsAmong(files).files.get(slug);
  if (before && !isKnown)
    return {
      status: 0,
      text: `“${slug}” is withdrawn already, by ${before.file}: nothing was changed.\n${next}`,
      build,
    };
  if (!isKnown && !gone) return refused(unknownInWords(slug, living));
  if (isKnown && gone)
    return refused(
      `There is a story called “${slug}”: leave out --gone, and it is taken down. Nothing was changed.\n`,
    );
  if (!slugPattern.test(slug))
    return refused(`“${slug}” is no story’s address: write small letters, digits and hyphens.\n`);

  const done = await takeDown(root, slug, {
    withdrawnOn: siteToday('live'),
    reason,
  });
  const nothing = done.notDeleted.length > 0 ? 'deleted nothing' : 'there was no file of the story to delete';
  const deleted = done.deleted.length > 0 ? `deleted ${done.deleted.join(' and ')}` : nothing;
  const lines = [
    `Wrote ${fileOf('withdrawals', slug)}; ${deleted}.\n`,
    ...done.notDeleted.map((file) => `${file} could not be deleted. It is not shown; delete it by hand.\n`),
  ];
  if (done.problem !== undefined)
    lines.push(
      `The next build can look for its address only: its words could not be kept as hashes (${done.problem}).\n`,
    );
  else if (gone)
    lines.push(
      'Its words are not known any more: the next build can look for its address and its pictures only.\n',
    );
  return { status: 0, text: `${lines.join('')}${next}`, build };
}

function isOfStory(folder: string): boolean {
  return folder === 'stories' || folder === 'sign-offs';
}

function unknownInWords(slug: string, living: readonly string[]): string {
  const near = nearestSlugs(slug, living);
  const question =
    near.length > 0
      ? `Is ${near.map((each) => `“${each}”`).join(' or ')} meant?`
      : `The stories are: ${[...living].sort().join(', ')}.`;
  return `There is no story called “${slug}”, so nothing was taken down. ${question}\nIf its file was deleted before, write the same with --gone.\n`;
}

function refused(text: string): Answer {
  return { status: 1, text, build: false };
}

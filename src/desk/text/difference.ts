/** A run of pieces that two versions share, or that only one of them has. */
export interface DifferenceRun<Piece> {
  readonly kind: 'same' | 'removed' | 'added';
  readonly pieces: readonly Piece[];
}

/**
 * The difference between two lists of pieces (lines or words), found as their longest common subsequence. Time and
 * memory grow with the product of the numbers of pieces that lie between the first difference and the last.
 */
export function differenceOf<Piece extends string>(
  before: readonly Piece[],
  after: readonly Piece[],
): readonly DifferenceRun<Piece>[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end += 1;
  }
  return gathered([
    ...before.slice(0, start).map((piece) => ['same', piece] as const),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map((piece) => ['same', piece] as const),
  ]);
}

type Step<Piece> = readonly [DifferenceRun<Piece>['kind'], Piece];

function middle<Piece extends string>(before: readonly Piece[], after: readonly Piece[]): Step<Piece>[] {
  const width = after.length + 1;
  /** For each pair of places, the length of the longest common subsequence of what follows them. */
  const common = new Uint16Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      common[row * width + column] =
        before[row] === after[column]
          ? (common[(row + 1) * width + column + 1] as number) + 1
          : Math.max(
              common[(row + 1) * width + column] as number,
              common[row * width + column + 1] as number,
            );
    }
  }
  const steps: Step<Piece>[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    if (row < before.length && column < after.length && before[row] === after[column]) {
      steps.push(['same', before[row] as Piece]);
      row += 1;
      column += 1;
    } else if (
      column >= after.length ||
      (row < before.length &&
        (common[(row + 1) * width + column] as number) >= (common[row * width + column + 1] as number))
    ) {
      steps.push(['removed', before[row] as Piece]);
      row += 1;
    } else {
      steps.push(['added', after[column] as Piece]);
      column += 1;
    }
  }
  return steps;
}

function gathered<Piece>(steps: readonly Step<Piece>[]): DifferenceRun<Piece>[] {
  const changes: { kind: DifferenceRun<Piece>['kind']; pieces: Piece[] }[] = [];
  for (const [kind, piece] of steps) {
    const last = changes.at(-1);
    if (last?.kind === kind) last.pieces.push(piece);
    else changes.push({ kind, pieces: [piece] });
  }
  return changes;
}

/** The words that an edit added where it took nothing away. */
export function wordsAddedFreely(before: string, after: string): readonly string[] {
  const changes = differenceOf(wordsOf(before), wordsOf(after));
  return changes
    .filter(
      ({ kind }, index) =>
        kind === 'added' && changes[index - 1]?.kind !== 'removed' && changes[index + 1]?.kind !== 'removed',
    )
    .map(({ pieces }) => pieces.join(' '));
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

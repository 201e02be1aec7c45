import type { StoryMessage } from '#envelope/message.ts';
import type { Answers } from '../deidentify/checklist.ts';
import type { FlagKind } from '../deidentify/kinds.ts';
import type { FlagDecision } from '../deidentify/resolve.ts';
import type { DeskStore } from './store.ts';

/** A working copy: the words as they now stand, and what was decided about them. */
export interface WorkingCopy {
  readonly text: string;
  /** What was decided about the flags of this text. */
  readonly decisions: readonly FlagDecision[];
  /** Words that are decided on by themselves and not together with the like. */
  readonly apart?: readonly string[];
  readonly checklist: Answers;
  /** By the id of a question: words that were kept, and by which somebody has stood when they were asked again. */
  readonly stoodBy?: Readonly<Record<string, readonly string[]>>;
  /** Somebody has looked at the phrases that it shares with published stories. */
  readonly isCompared: boolean;
  /** What was changed when the text was done: how many places of each kind. Never the words. */
  readonly changes?: Readonly<Partial<Record<FlagKind, number>>>;
  /** The names of the copies that it followed. Missing in what was sent and in copies from before this was kept. */
  readonly basedOn?: readonly string[];
}

/** A working copy with its name, and by whom and when it was made. */
export interface NamedCopy {
  readonly name: string;
  readonly moderator: string;
  readonly copy: WorkingCopy;
}

/** The working copies that nobody has gone on from: one, unless two desks worked at once without hearing of each other. */
export interface LatestCopies {
  readonly newest: WorkingCopy;
  /** The others, the newest first. Until somebody chooses, nothing goes on. */
  readonly others: readonly NamedCopy[];
  /** What the next copy follows. */
  readonly names: readonly string[];
}

/** The newest working copy of a submission; at first, its text as it was sent. */
export async function workingCopyOf(
  store: DeskStore,
  id: string,
  message: StoryMessage,
): Promise<WorkingCopy> {
  return (await latestCopiesOf(store, id, message)).newest;
}

/** Every working copy of a submission that nobody has gone on from. */
export async function latestCopiesOf(
  store: DeskStore,
  id: string,
  message: StoryMessage,
): Promise<LatestCopies> {
  const names = await store.workingCopyNames(id);
  const [newestName] = names.slice(-1);
  if (newestName === undefined) {
    const sent = { text: message.text.normalize('NFC'), decisions: [], checklist: {}, isCompared: false };
    return { newest: sent, others: [], names: [] };
  }
  const read = async (name: string): Promise<NamedCopy> => ({
    name,
    moderator: moderatorOf(name),
    copy: (await store.workingCopy(id, name)) as WorkingCopy,
  });
  const newest = await read(newestName);
  // Only where two people wrote copies can one have missed the other’s.
  if (new Set(names.map(moderatorOf)).size === 1)
    return { newest: newest.copy, others: [], names: [newestName] };
  const all = await Promise.all(names.map(read));
  const followed = new Set(
    all.flatMap(({ copy: { basedOn } }, index) => basedOn ?? names.slice(Math.max(0, index - 1), index)),
  );
  const latest = all.filter(({ name }) => !followed.has(name));
  return {
    newest: newest.copy,
    others: latest.filter(({ name }) => name !== newestName).toReversed(),
    names: latest.map(({ name }) => name),
  };
}

/** Keeps a working copy that follows the latest. */
export async function keepWorkingCopy(
  store: DeskStore,
  id: string,
  copy: WorkingCopy,
  { names }: Pick<LatestCopies, 'names'>,
  { now, moderator }: { readonly now: string; readonly moderator: string },
): Promise<void> {
  // Two within one millisecond would be one file.
  const last = names.at(-1)?.split('-')[0] ?? '';
  const stamp = now.replaceAll(/[^0-9]/g, '');
  const name = stamp > last ? stamp : (BigInt(last) + 1n).toString();
  await store.putWorkingCopy(id, `${name}-${moderator}`, { ...copy, basedOn: names });
}

function moderatorOf(name: string): string {
  return name.slice(name.indexOf('-') + 1);
}

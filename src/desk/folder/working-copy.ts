import type { StoryMessage } from '#envelope/message.ts';
import type { Answers } from '../deidentify/checklist.ts';
import type { FlagDecision } from '../deidentify/resolve.ts';
import type { DeskStore } from './store.ts';

/** A working copy: the words as they now stand, and what was decided about them. */
export interface WorkingCopy {
  readonly text: string;
  /** What was decided about the flags of this text. */
  readonly decisions: readonly FlagDecision[];
  readonly checklist: Answers;
  /** Somebody has looked at the phrases that it shares with published stories. */
  readonly isCompared: boolean;
}

/** The newest working copy of a submission; at first, its text as it was sent. */
export async function workingCopyOf(
  store: DeskStore,
  id: string,
  message: StoryMessage,
): Promise<WorkingCopy> {
  const copy = (await store.workingCopy(id)) as WorkingCopy | undefined;
  return copy ?? { text: message.text.normalize('NFC'), decisions: [], checklist: {}, isCompared: false };
}

import { isFile, isNotes, type Place, place } from './place.ts';

/**
 * The presenter and the teacher's notes are two windows of one page. The presenter tells the notes where it is; the
 * notes ask the presenter to do what was pressed in them.
 */

/** What marks a message as one of ours. */
const sign = 'another-story/present';
/** What the notes send to make themselves known. */
const hello = 'hello';
/** A page opened from a file has no origin of its own: its windows know each other by reference alone. */
const target = isFile ? '*' : location.origin;

let notesWindow: Window | null = null;

/** Opens the window with the notes. Returns whether the browser did. */
export function openNotes(): boolean {
  notesWindow = window.open(`${location.href.replace(/#.*$/, '')}#notes`, '_blank', 'width=720,height=860');
  return notesWindow !== null;
}

/** Tells the notes the place that the presenter is at. */
export function tellNotes(): void {
  if (notesWindow && !notesWindow.closed) notesWindow.postMessage({ sign, place }, target);
}

/** Asks the presenter, from the window with the notes, to carry out a command. */
export function askPresenter(command: string): void {
  opener?.postMessage({ sign, command }, target);
}

/** Makes the notes known to the presenter, again and again: a presenter that was reloaded has forgotten them. */
export function keepSayingHello(): void {
  askPresenter(hello);
  setInterval(() => askPresenter(hello), 1500);
}

/**
 * Listens to the other window.
 *
 * @param onPlace in the notes: the presenter is at another place, which `place` has taken over
 * @param onCommand in the presenter: the notes ask for a command
 */
export function listenToOtherWindow(onPlace: () => void, onCommand: (command: string) => void): void {
  addEventListener('message', (event) => {
    const data = event.data as { sign?: string; place?: Place; command?: string };
    if (data?.sign !== sign || (!isFile && event.origin !== location.origin)) return;
    if (isNotes && event.source === opener && data.place) {
      Object.assign(place, data.place);
      onPlace();
    } else if (!isNotes && data.command !== undefined) {
      notesWindow = event.source as Window;
      if (data.command === hello) tellNotes();
      else onCommand(data.command);
    }
  });
}

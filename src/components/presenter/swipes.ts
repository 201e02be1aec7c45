import { command } from './commands.ts';
import { isPresenting, partOfPresenter } from './place.ts';

/** Listens to one finger that is drawn across the slides: to the left for the next, to the right for the one before. */
export function listenToSwipes(): void {
  let from: { x: number; y: number } | undefined;
  const stage = partOfPresenter('.stage');
  stage.addEventListener(
    'touchstart',
    ({ touches }) => {
      const [touch] = touches;
      from = touch && touches.length === 1 ? { x: touch.clientX, y: touch.clientY } : undefined;
    },
    { passive: true },
  );
  stage.addEventListener('touchend', ({ changedTouches }) => {
    const [touch] = changedTouches;
    if (!from || !touch || !isPresenting()) return;
    const [x, y] = [touch.clientX - from.x, touch.clientY - from.y];
    from = undefined;
    // Far enough, in pixels, and plainly sideways: whoever scrolls turns nothing.
    if (Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y)) command(x < 0 ? 'next' : 'back');
  });
}

/**
 * A figure that is told in steps: what belongs to steps that have not been reached is not drawn yet. Steps are reached by scrolling,
 * or with the arrow keys to the left and right. Without this script all of it is there.
 */
for (const figure of document.querySelectorAll<HTMLElement>('[data-stepped]')) {
  const steps = [...figure.querySelectorAll<HTMLElement>('[data-step]')];
  const parts = [...figure.querySelectorAll<SVGElement>('[data-at]')];
  let at = -1;

  const reach = (index: number) => {
    if (index === at) return;
    at = index;
    for (const [place, step] of steps.entries()) step.toggleAttribute('data-now', place === at);
    for (const part of parts) part.classList.toggle('is-to-come', Number(part.dataset['at']) > at);
  };
  // The step that reads across the lower half of the window, where the drawing does not cover it.
  const look = () => {
    const line = innerHeight * 0.72;
    reach(
      Math.max(
        0,
        steps.findLastIndex((step) => step.getBoundingClientRect().top < line),
      ),
    );
  };
  addEventListener('scroll', look, { passive: true });
  addEventListener('keydown', (event) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = steps[at + by];
    if (by === 0 || !next || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    next.scrollIntoView({ block: 'center', behavior: isStill ? 'instant' : 'smooth' });
    reach(at + by);
  });
  look();
}

export {};

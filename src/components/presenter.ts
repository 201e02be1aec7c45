/**
 * Makes a page of slides (`domain/teach/slide-markup.ts`) a presenter: one slide at a time, by keyboard, clicker, button
 * or swipe; answers one by one; a timer without a sound; a black screen; the teacher's notes in a second window.
 * Keeps nothing but the place, in the fragment.
 *
 * One function without imports, because the presenter that plays from a USB stick carries its text
 * (`present.toString()`) as a classic script: a page opened from a file may load no module.
 */
export function present(): void {
  const found = document.querySelector<HTMLElement>('[data-present]');
  if (!found) return;
  const main: HTMLElement = found;
  const root = document.documentElement;
  const part = (name: string) => main.querySelector<HTMLElement>(`[data-${name}]`) as HTMLElement;
  const decks = [...main.querySelectorAll<HTMLElement>('.deck')];
  const dark = main.querySelector('.dark') as HTMLElement;
  const tools = main.querySelector('.rail__tools') as HTMLDetailsElement;
  const title = document.title;
  /** A page opened from a file has no origin of its own: there, windows know each other by reference alone. */
  const isFile = location.protocol === 'file:';
  const target = isFile ? '*' : location.origin;
  const isNotes = location.hash === '#notes';
  const sign = 'another-story/present';

  /** What both windows show. */
  interface Place {
    cut: string;
    index: number;
    /** How many answers of the slide are shown. */
    shown: number;
    black: boolean;
    /** Seconds left, and whether they run. */
    left: number;
    running: boolean;
  }
  let place: Place = { cut: '50', index: 0, shown: 0, black: false, left: 0, running: false };
  let notesWindow: Window | null = null;

  const deck = () => decks.find((each) => each.dataset['cut'] === place.cut) ?? (decks[0] as HTMLElement);
  const slides = () => [...deck().querySelectorAll<HTMLElement>(':scope > .slide')];
  const answersOf = (slide: HTMLElement | undefined) => [
    ...(slide?.querySelectorAll<HTMLElement>('.slide__reveal li') ?? []),
  ];
  const isPresenting = () => root.classList.contains('presenting');

  /** The minutes of the activity that a slide belongs to, in seconds. */
  function secondsAt(index: number): number {
    const all = slides();
    const activity = all[index]?.dataset['activity'];
    const first = all.find((slide) => slide.dataset['activity'] === activity && slide.dataset['minutes']);
    return activity === undefined ? 0 : Number(first?.dataset['minutes'] ?? 0) * 60;
  }

  function clock(seconds: number): string {
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }

  function draw(): void {
    const all = slides();
    const on = all[place.index];
    for (const each of decks) each.classList.toggle('is-on', each === deck());
    for (const slide of main.querySelectorAll('.slide')) {
      slide.classList.toggle('is-on', slide === on);
      slide.classList.toggle('is-next', slide === all[place.index + 1]);
    }
    for (const [index, answer] of answersOf(on).entries())
      answer.classList.toggle('is-shown', index < place.shown);
    part('place').textContent = `${place.index + 1} of ${all.length}`;
    const next = main.querySelector('.rail__next') as HTMLButtonElement;
    next.textContent = place.shown < answersOf(on).length ? 'Show' : 'Next';
    next.disabled = place.index === all.length - 1 && place.shown >= answersOf(on).length;
    (main.querySelector('.rail__back') as HTMLButtonElement).disabled =
      place.index === 0 && place.shown === 0;
    for (const control of main.querySelectorAll<HTMLElement>(
      '[data-do="20"], [data-do="35"], [data-do="50"]',
    ))
      control.setAttribute('aria-pressed', String(control.dataset['do'] === place.cut));
    for (const link of main.querySelectorAll<HTMLElement>('[data-length]')) {
      if (link.dataset['length'] === place.cut) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    drawTimer();
    dark.hidden = !place.black || isNotes;
    if (isNotes) return;
    if (isPresenting()) fit();
    // A reload finds the place again. Nothing else remembers it.
    try {
      history.replaceState(null, '', `#${place.cut}${place.index > 0 ? `-${place.index + 1}` : ''}`);
    } catch {
      // A browser that minds this in a page from a file begins again at the first slide.
    }
  }

  function drawTimer(): void {
    const timer = main.querySelector('.rail__timer') as HTMLElement;
    timer.hidden = secondsAt(place.index) === 0;
    timer.classList.toggle('is-running', place.running);
    timer.setAttribute('aria-pressed', String(place.running));
    part('timer').textContent = place.left === 0 && !timer.hidden ? 'Time' : clock(place.left);
  }

  function say(words: string): void {
    part('status').textContent = words;
  }

  /** Sets type as large as the slide holds, no larger than it was drawn. */
  function fit(): void {
    const slide = slides()[place.index];
    const box = slide?.querySelector<HTMLElement>('.slide__in');
    if (!slide || !box) return;
    const holds = () => box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1;
    let [low, high] = [0.42, 1];
    slide.style.setProperty('--fit', '1');
    if (!holds()) {
      for (let round = 0; round < 6; round++) {
        const middle = (low + high) / 2;
        slide.style.setProperty('--fit', middle.toFixed(3));
        if (holds()) low = middle;
        else high = middle;
      }
      slide.style.setProperty('--fit', low.toFixed(3));
    }
    // What still does not fit, on a phone or magnified, is scrolled, and must be reached by keyboard.
    if (holds()) box.removeAttribute('tabindex');
    else box.tabIndex = 0;
    box.scrollTop = 0;
  }

  /** Goes to a slide; from behind, with its answers shown. */
  function go(index: number, isBack = false): void {
    const all = slides();
    const to = Math.max(0, Math.min(index, all.length - 1));
    const activity = (at: number) => all[at]?.dataset['activity'];
    if (activity(to) !== activity(place.index)) Object.assign(place, { left: secondsAt(to), running: false });
    Object.assign(place, { index: to, shown: isBack ? answersOf(all[to]).length : 0, black: false });
    change();
    say(`${to + 1} of ${all.length}: ${all[to]?.querySelector('.slide__h')?.textContent ?? ''}`);
  }

  function change(): void {
    draw();
    tell();
  }

  function choose(cut: string, index = 0): void {
    Object.assign(place, { cut, index: 0, shown: 0, running: false });
    place.left = secondsAt(index);
    go(index);
  }

  /** Everything that a key, a button or the other window can ask for. */
  const commands: Record<string, () => void> = {
    next() {
      const answers = answersOf(slides()[place.index]);
      if (place.shown >= answers.length) {
        if (place.index < slides().length - 1) go(place.index + 1);
        return;
      }
      place.shown += 1;
      change();
      say(answers[place.shown - 1]?.textContent ?? '');
    },
    back() {
      if (place.shown > 0) {
        place.shown -= 1;
        change();
      } else if (place.index > 0) go(place.index - 1, true);
    },
    first: () => go(0),
    last: () => go(slides().length - 1),
    black() {
      place.black = !place.black;
      change();
      say(place.black ? 'The screen is black.' : 'The slides are back.');
    },
    timer() {
      if (secondsAt(place.index) === 0) return;
      if (place.left === 0) place.left = secondsAt(place.index);
      place.running = !place.running;
      change();
    },
    notes() {
      notesWindow = window.open(
        `${location.href.replace(/#.*$/, '')}#notes`,
        '_blank',
        'width=720,height=860',
      );
      if (!notesWindow) say('The browser did not open a second window.');
    },
    full() {
      if (document.fullscreenElement) void document.exitFullscreen();
      else root.requestFullscreen?.().catch(() => say('The browser did not go to full screen.'));
    },
    page: () => show(false),
    present: () => show(true),
    '20': () => choose('20'),
    '35': () => choose('35'),
    '50': () => choose('50'),
  };

  function command(name: string): void {
    // The notes window has no slides of its own to turn: it asks the other.
    if (isNotes && name !== 'full') opener?.postMessage({ sign, command: name }, target);
    else commands[name]?.();
  }

  function show(isShown: boolean): void {
    root.classList.toggle('presenting', isShown);
    for (const details of main.querySelectorAll<HTMLDetailsElement>('.slide__reveal')) details.open = isShown;
    draw();
    scrollTo(0, 0);
  }

  function tell(): void {
    if (notesWindow && !notesWindow.closed) notesWindow.postMessage({ sign, place }, target);
  }

  addEventListener('message', (event) => {
    const data = event.data as { sign?: string; place?: Place; command?: string };
    if (data?.sign !== sign || (!isFile && event.origin !== location.origin)) return;
    if (isNotes && event.source === opener && data.place) {
      place = data.place;
      draw();
    } else if (!isNotes && data.command !== undefined) {
      // A window that we opened before a reload says so again, and is known again.
      notesWindow = event.source as Window;
      if (data.command === 'hello') tell();
      else commands[data.command]?.();
    }
  });

  main.addEventListener('click', (event) => {
    const asked = (event.target as Element).closest<HTMLElement>('[data-do]')?.dataset['do'];
    if (asked === undefined) return;
    command(asked);
    if (asked !== 'next' && asked !== 'back') tools.open = false;
  });
  // A menu that is left is closed.
  addEventListener('pointerdown', (event) => {
    if (!tools.contains(event.target as Node)) tools.open = false;
  });

  const keys: Record<string, string> = {
    ArrowRight: 'next',
    ArrowDown: 'next',
    PageDown: 'next',
    ' ': 'next',
    ArrowLeft: 'back',
    ArrowUp: 'back',
    PageUp: 'back',
    Backspace: 'back',
    Home: 'first',
    End: 'last',
    b: 'black',
    '.': 'black',
    t: 'timer',
    n: 'notes',
    f: 'full',
  };
  addEventListener('keydown', (event) => {
    if (!isPresenting() && !isNotes) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === 'Escape') {
      tools.open = false;
      if (place.black) command('black');
      return;
    }
    const asked = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (asked === undefined || (isNotes && asked === 'notes')) return;
    const on = event.target instanceof Element ? event.target : root;
    // Space presses the button that has the focus; only where there is none does it turn the slide.
    if (event.key === ' ' && on.closest('button, a, summary, input')) return;
    if (isNotes && /^Arrow(Up|Down)$|^Page/.test(event.key)) return;
    const box = slides()[place.index]?.querySelector('.slide__in');
    if (box && /^Arrow(Up|Down)$/.test(event.key) && box.scrollHeight > box.clientHeight + 1) {
      const isAtEnd =
        event.key === 'ArrowDown'
          ? box.scrollTop + box.clientHeight >= box.scrollHeight - 2
          : box.scrollTop === 0;
      if (!isAtEnd) {
        event.preventDefault();
        box.scrollBy(0, (event.key === 'ArrowDown' ? 1 : -1) * box.clientHeight * 0.6);
        return;
      }
    }
    event.preventDefault();
    // While the screen is black, any step brings the slides back and goes no further.
    command(
      place.black && asked !== 'black' ? 'black' : event.key === ' ' && event.shiftKey ? 'back' : asked,
    );
  });

  let from: { x: number; y: number } | undefined;
  const stage = main.querySelector('.stage') as HTMLElement;
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
    if (Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y)) command(x < 0 ? 'next' : 'back');
  });

  addEventListener('resize', () => {
    if (isPresenting() && !isNotes) fit();
  });

  /** `#35` asks for a length, `#35-4` for its fourth slide, `#help` for the last. */
  function follow(): boolean {
    const [, cut, number] = /^#(?:cut-)?(20|35|50)(?:-(\d+))?$/.exec(location.hash) ?? [];
    if (cut !== undefined) choose(cut, number === undefined ? 0 : Number(number) - 1);
    else if (location.hash === '#help' && isPresenting()) go(slides().length - 1);
    return cut !== undefined;
  }
  addEventListener('hashchange', follow);

  if (isNotes) {
    root.classList.add('noting');
    document.title = `Notes: ${title}`;
    for (const details of main.querySelectorAll<HTMLDetailsElement>('.slide__reveal, .slide__notes'))
      details.open = true;
    draw();
    const hello = () => opener?.postMessage({ sign, command: 'hello' }, target);
    hello();
    setInterval(hello, 1500);
  } else {
    const isAsked = follow();
    if (!isAsked) choose('50');
    // The presenter on a stick begins with a page that says what is beside it.
    if (isAsked || main.dataset['present'] !== 'page') show(true);
    say('');
    // Letters have other widths once the site's own fonts are there.
    void document.fonts?.ready.then(() => fit());
    setInterval(() => {
      if (!place.running) return;
      place.left = Math.max(0, place.left - 1);
      if (place.left === 0) {
        place.running = false;
        say('Time.');
      }
      drawTimer();
      tell();
    }, 1000);
  }
}

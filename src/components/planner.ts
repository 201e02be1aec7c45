import {
  fragmentOf,
  keyOf,
  picksAfterSwap,
  planSession,
  type Step,
  type Wish,
  wishFrom,
} from '#domain/plan/session.ts';
import { fromSessionData, type SessionData } from '#domain/plan/session-data.ts';
import { sessionInWords, stepInWords, type TopicNames } from '#domain/plan/session-words.ts';

/**
 * The session planner. The wish stands in the form and in the address's fragment, which no server sees, so that a
 * session can be passed on. Every change plans anew.
 */
const planner = document.querySelector('[data-plan]') as HTMLElement;
const form = planner.querySelector('form') as HTMLFormElement;
const find = <E extends Element = HTMLElement>(selector: string) => planner.querySelector(selector) as E;
const steps = find<HTMLOListElement>('[data-steps]');
const title = find('[data-session]');
const said = find('[data-said]');
const code = find('[data-figure]');
const codeButton = find<HTMLButtonElement>('[data-code]');
const blank = find<HTMLTemplateElement>('[data-step]').content.firstElementChild as Element;

async function start(): Promise<void> {
  const answer = await fetch('/plan/pieces.json');
  if (!answer.ok) throw new Error(`the pieces could not be had: ${answer.status}`);
  const pieces = fromSessionData((await answer.json()) as SessionData);
  const names: TopicNames = Object.fromEntries(
    [...form.querySelectorAll('option')].map((option) => [option.value, option.textContent ?? '']),
  );
  let picks: readonly string[] = [];

  const show = (focus?: string) => {
    const wish = wishOfForm();
    const session = planSession(pieces, wish, picks);
    title.textContent = sessionInWords(session, wish);
    steps.replaceChildren(
      ...session.steps.map((step) =>
        drawn(step, wish, names, () => {
          const key = 'piece' in step ? keyOf(step.piece) : '';
          const next = picksAfterSwap(pieces, wish, session, key);
          if (!next) {
            tell('There is nothing else that fits here.');
            return;
          }
          picks = next;
          save(wish);
          show(
            next.find((each) => !session.steps.some((old) => 'piece' in old && keyOf(old.piece) === each)),
          );
          tell('Swapped.');
        }),
      ),
    );
    find('[data-thin]').hidden = session.minutes >= wish.minutes - 5;
    hideCode();
    if (focus !== undefined)
      steps.querySelector<HTMLElement>(`[data-key="${CSS.escape(focus)}"] button`)?.focus();
  };
  const save = (wish: Wish) => history.replaceState(null, '', fragmentOf(wish, picks));
  const restore = () => {
    const asked = wishFrom(location.hash);
    if (asked) {
      fill(asked.wish);
      picks = asked.picks;
      find<HTMLDetailsElement>('details').open = asked.wish.without.length > 0;
    }
    show();
  };

  form.addEventListener('change', () => {
    // Whoever changes the wish plans for somebody else, for whom what was picked before may not do.
    picks = [];
    save(wishOfForm());
    show();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('hashchange', restore);
  planner.classList.remove('waits');
  restore();
}

/** What the form says now. A number of minutes that cannot be is brought back to one that can. */
function wishOfForm(): Wish {
  const state = new FormData(form);
  const fragment = new URLSearchParams();
  for (const name of ['group', 'level', 'minutes', 'theme', 'point'])
    if (state.get(name)) fragment.set(name, String(state.get(name)));
  fragment.set('without', state.getAll('without').join(' '));
  return (wishFrom(String(fragment)) as NonNullable<ReturnType<typeof wishFrom>>).wish;
}

function fill(wish: Wish): void {
  const values: Readonly<Record<string, readonly string[]>> = {
    group: [wish.group],
    level: [wish.audience],
    minutes: [String(wish.minutes)],
    theme: [wish.theme ?? ''],
    point: [wish.point ?? ''],
    without: wish.without,
  };
  for (const field of form.elements) {
    if (field instanceof HTMLSelectElement) field.value = values[field.name]?.[0] ?? '';
    else if (field instanceof HTMLInputElement) {
      if (field.type === 'number') field.value = values[field.name]?.[0] ?? '';
      else field.checked = values[field.name]?.includes(field.value) ?? false;
    }
  }
}

function drawn(step: Step, wish: Wish, names: TopicNames, swap: () => void): Element {
  const item = blank.cloneNode(true) as HTMLElement;
  const words = stepInWords(step, wish, names);
  const set = (name: string, text: string) => {
    const element = item.querySelector(`[data-${name}]`) as HTMLElement;
    element.textContent = text;
    return element;
  };
  set('minutes', step.minutes === 0 ? '' : String(step.minutes));
  set('unit', step.minutes === 0 ? 'beforehand' : step.minutes === 1 ? 'minute' : 'minutes');
  set('label', words.label);
  set('text', words.text);
  const heading = set('title', words.title);
  if (words.path !== undefined) {
    const link = document.createElement('a');
    link.href = words.path;
    link.textContent = words.title;
    heading.replaceChildren(link);
  }
  const button = item.querySelector('button') as HTMLButtonElement;
  if ('piece' in step) {
    item.dataset['key'] = keyOf(step.piece);
    button.setAttribute('aria-label', `Swap for another: ${words.title}`);
    button.addEventListener('click', swap);
  } else (button.parentElement as HTMLElement).remove();
  return item;
}

function tell(words: string): void {
  said.textContent = '';
  setTimeout(() => {
    said.textContent = words;
  }, 50);
}

function hideCode(): void {
  code.hidden = true;
  codeButton.setAttribute('aria-expanded', 'false');
}

find('[data-print]').addEventListener('click', () => print());
find('[data-link]').addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(location.href);
    tell('The address is copied.');
  } catch {
    tell('This browser doesn’t let us copy: take the address from its bar.');
  }
});
codeButton.addEventListener('click', async () => {
  if (!code.hidden) {
    hideCode();
    return;
  }
  const { encode } = await import('uqr');
  const { data, size } = encode(location.href, { border: 2 });
  const svg = code.querySelector('svg') as SVGSVGElement;
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  const squares = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  (svg.firstElementChild as Element).setAttribute('d', squares.join(''));
  code.hidden = false;
  codeButton.setAttribute('aria-expanded', 'true');
});

start().catch(() => {
  planner.hidden = true;
  (document.querySelector('[data-broken]') as HTMLElement).hidden = false;
});

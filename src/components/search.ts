import { audiences } from '#domain/words/vocabularies.ts';

/**
 * The search page. The words and the filters are kept in the address's fragment, which no server sees, and the
 * index is fetched piece by piece from this site alone.
 */

interface Fragment {
  url: string;
  excerpt: string;
  meta: Record<string, string | undefined>;
  sub_results: { title: string; url: string }[];
}
interface Found {
  results: { data(): Promise<Fragment> }[];
  filters: Record<string, Record<string, number>>;
}
interface Pagefind {
  init(): Promise<void>;
  filters(): Promise<Record<string, Record<string, number>>>;
  search(words: string | null, options: { filters: Record<string, unknown> }): Promise<Found>;
}

/** The values of a facet are listed by name, unless they have an order of their own. */
const facets: { name: string; legend: string; without: boolean; order?: readonly string[] }[] = [
  { name: 'kind', legend: 'What', without: false },
  { name: 'theme', legend: 'What it’s about', without: false },
  { name: 'moment', legend: 'For this moment', without: false },
  { name: 'audience', legend: 'Suitable from', without: false, order: Object.values(audiences) },
  { name: 'note', legend: 'Leave out stories with', without: true },
  { name: 'time', legend: 'How long you have', without: false },
];
const perPage = 10;

const part = <E extends HTMLElement>(name: string) => document.querySelector(`[data-search-${name}]`) as E;
const form = document.querySelector('[data-search]') as HTMLFormElement;
const input = form.querySelector('input') as HTMLInputElement;
const area = part('area');
const filterForm = part<HTMLFormElement>('filters');
const results = part<HTMLOListElement>('results');
const statusLine = part('status');
const more = part<HTMLButtonElement>('more');

let engine: Promise<Pagefind> | undefined;
let latest = 0;
let waiting: Found['results'] = [];

/** Loads the engine on first use, so that the page itself stays small. */
function load(): Promise<Pagefind> {
  engine ??= (async () => {
    const address = '/pagefind/pagefind.js';
    const pagefind = (await import(/* @vite-ignore */ address)) as Pagefind;
    await pagefind.init();
    drawFacets(await pagefind.filters());
    restore();
    return pagefind;
  })();
  return engine;
}

function drawFacets(counts: Record<string, Record<string, number>>): void {
  part('facets').replaceChildren(
    ...facets
      .filter(({ name }) => counts[name])
      .map(({ name, legend, order = [] }) => {
        const fieldset = document.createElement('fieldset');
        fieldset.dataset['facet'] = name;
        const heading = document.createElement('legend');
        heading.textContent = legend;
        fieldset.append(heading);
        const values = Object.entries(counts[name] ?? {}).sort(
          ([a], [b]) => order.indexOf(a) - order.indexOf(b),
        );
        for (const [value, count] of values) {
          const label = document.createElement('label');
          label.className = 'opt';
          const box = document.createElement('input');
          box.type = 'checkbox';
          box.value = value;
          const number = document.createElement('span');
          number.textContent = String(count);
          label.append(box, ` ${value} `, number);
          fieldset.append(label);
        }
        return fieldset;
      }),
  );
}

function chosen(name: string): string[] {
  const boxes = filterForm.querySelectorAll<HTMLInputElement>(`[data-facet="${name}"] input:checked`);
  return [...boxes].map((box) => box.value);
}

function filters(): Record<string, unknown> {
  return Object.fromEntries(
    facets.flatMap(({ name, without }) => {
      const values = chosen(name);
      return values.length === 0 ? [] : [[name, without ? { none: values } : { any: values }]];
    }),
  );
}

async function search(): Promise<void> {
  const turn = ++latest;
  area.hidden = false;
  part('broken').hidden = true;
  statusLine.textContent = 'Looking…';
  let found: Found;
  try {
    const pagefind = await load();
    const words = input.value.trim();
    found = await pagefind.search(words === '' ? null : words, { filters: filters() });
  } catch {
    // No connection, or a browser without WebAssembly: the lists below still work.
    engine = undefined;
    statusLine.textContent = 'Search isn’t working just now';
    results.replaceChildren();
    part('broken').hidden = false;
    return;
  }
  if (turn !== latest) return;
  const count = found.results.length;
  part('none').hidden = count > 0;
  waiting = found.results;
  drawPicked();
  const first = await nextPage();
  if (turn !== latest) return;
  // The number of results is announced when they stand on the page, and not before.
  results.replaceChildren(...first);
  more.hidden = waiting.length === 0;
  statusLine.textContent = `${count} ${count === 1 ? 'result' : 'results'}`;
}

/** The next few results that have not been shown yet, as list items. */
async function nextPage(): Promise<HTMLElement[]> {
  const next = await Promise.all(waiting.splice(0, perPage).map((result) => result.data()));
  return next.map(drawResult);
}

async function showMore(): Promise<void> {
  const turn = latest;
  const next = await nextPage();
  if (turn !== latest) return;
  results.append(...next);
  more.hidden = waiting.length === 0;
}

function drawResult({ url, excerpt, meta, sub_results }: Fragment): HTMLElement {
  const item = document.createElement('li');
  const heading = document.createElement('h3');
  heading.append(link(url, meta['title'] ?? url));
  const about = document.createElement('p');
  about.className = 'meta';
  about.textContent = meta['about'] ?? '';
  const words = document.createElement('p');
  words.append(...marked(excerpt));
  item.append(heading, about, words);
  const parts = sub_results.filter((each) => each.url !== url).slice(0, 3);
  if (parts.length > 0) {
    const list = document.createElement('ul');
    list.className = 'found__parts';
    for (const each of parts) {
      const line = document.createElement('li');
      line.append(link(each.url, each.title));
      list.append(line);
    }
    item.append(list);
  }
  return item;
}

function link(url: string, text: string): HTMLElement {
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.textContent = text;
  return anchor;
}

/** Pagefind's excerpt as text and marks, and nothing else that its HTML may hold. */
function marked(html: string): Node[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return [...body.childNodes].map((node) => {
    if (node.nodeName !== 'MARK') return document.createTextNode(node.textContent ?? '');
    const mark = document.createElement('mark');
    mark.textContent = node.textContent;
    return mark;
  });
}

function drawPicked(): void {
  const picked = part('picked');
  const boxes = [...filterForm.querySelectorAll<HTMLInputElement>('input:checked')];
  picked.replaceChildren(
    ...boxes.map((box) => {
      const button = document.createElement('button');
      button.type = 'button';
      const words = document.createElement('span');
      const isWithout = box.closest('fieldset')?.dataset['facet'] === 'note';
      words.textContent = isWithout ? `Without ${box.value}` : box.value;
      const off = document.createElement('span');
      off.className = 'vh';
      off.textContent = ', take this off';
      button.append(words, off);
      button.addEventListener('click', () => {
        box.checked = false;
        changed();
        input.focus();
      });
      return button;
    }),
  );
  picked.hidden = boxes.length === 0;
}

function changed(): void {
  const state = new URLSearchParams();
  const words = input.value.trim();
  if (words !== '') state.set('q', words);
  for (const { name } of facets) for (const value of chosen(name)) state.append(name, value);
  history.replaceState(null, '', state.size > 0 ? `#${state}` : location.pathname);
  void search();
}

function restore(): void {
  const state = new URLSearchParams(location.hash.slice(1));
  if (state.has('q')) input.value = state.get('q') ?? '';
  for (const box of filterForm.querySelectorAll<HTMLInputElement>('input')) {
    box.checked = state.getAll(box.closest('fieldset')?.dataset['facet'] ?? '').includes(box.value);
  }
}

let typing: number | undefined;
input.addEventListener('input', () => {
  clearTimeout(typing);
  typing = window.setTimeout(changed, 200);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(typing);
  changed();
});
filterForm.addEventListener('change', changed);
filterForm.addEventListener('submit', (event) => event.preventDefault());
more.addEventListener('click', () => void showMore());
const details = filterForm.querySelector('details') as HTMLDetailsElement;
if (matchMedia('(min-width: 60rem)').matches) details.open = true;
const fromAddress = () => {
  if (!location.hash.includes('=')) return;
  input.value = new URLSearchParams(location.hash.slice(1)).get('q') ?? '';
  if (engine) restore();
  void search();
};
addEventListener('hashchange', fromAddress);
fromAddress();

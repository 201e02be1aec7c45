/** Opens the parts of a long page where there is room. The style sheet shows them there at once; not every browser lets it. */
const isWide = matchMedia('(min-width: 60rem)');

function unfold(): void {
  if (isWide.matches)
    for (const part of document.querySelectorAll<HTMLDetailsElement>('.fold--part')) part.open = true;
}
isWide.addEventListener('change', unfold);
unfold();

export {};

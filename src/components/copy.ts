/** Copies the link that a button carries, and says so. Where a browser does not let it, it says what to do instead. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  const said = document.querySelector('[data-copied]') as HTMLElement;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(button.dataset['copy'] ?? '');
      said.textContent = 'The link is copied.';
    } catch {
      said.textContent = 'This browser doesn’t let us copy: take the link from the address bar.';
    }
  });
}

/** Takes the length of the lesson from the address, `#35`, so that a teacher can pass on the plan she chose. */
const lengths = [...document.querySelectorAll<HTMLInputElement>('.len input')];

const fromAddress = () => {
  const wanted = lengths.find((input) => `#${input.value}` === location.hash);
  if (wanted) wanted.checked = true;
};
for (const input of lengths) {
  input.addEventListener('change', () => history.replaceState(null, '', `#${input.value}`));
}
addEventListener('hashchange', fromAddress);
fromAddress();

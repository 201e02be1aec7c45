/** The number of words in a text. */
export function countWords(text: string): number {
  const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}’'-]*/gu;
  let words = 0;
  while (word.test(text)) words += 1;
  return words;
}

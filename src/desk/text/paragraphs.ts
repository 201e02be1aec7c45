/** The paragraphs of a text as it was typed: whatever is parted by line ends. */
export function paragraphsIn(text: string): readonly string[] {
  return text
    .split(/\s*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}

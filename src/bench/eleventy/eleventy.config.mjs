/** The same stories as a plain Eleventy site. `words.json` is written by the benchmark: names and labels by slug. */
export default function configure(eleventy) {
  eleventy.addFilter('named', (slugs, shelf) => (slugs ?? []).map((slug) => ({ slug, ...shelf[slug] })));
  eleventy.addFilter('with', (stories, theme) =>
    stories.filter(({ data }) => data.themes.includes(theme)).slice(0, 100),
  );
  eleventy.addFilter('related', (stories, slug, themes) =>
    stories
      .values()
      .filter(
        ({ fileSlug, data }) => fileSlug !== slug && data.themes.some((theme) => themes.includes(theme)),
      )
      .take(2)
      .toArray(),
  );
  eleventy.addFilter('minutes', (words) => Math.max(1, Math.round(words.split(/\s+/).length / 200)));
  eleventy.addCollection('newest', (all) =>
    all
      .getFilteredByTag('stories')
      .sort((a, b) => b.data.month.localeCompare(a.data.month) || a.fileSlug.localeCompare(b.fileSlug)),
  );
  return { dir: { output: '_site' }, markdownTemplateEngine: false };
}

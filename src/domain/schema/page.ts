import { z } from 'astro/zod';
import { line, prose } from './fields.ts';

/** A page of running text: `content/pages/<slug>.mdx`. */
export const pageSchema = z.strictObject({
  title: line(3, 80, 'Title', 'As it will stand on the page.'),
  lead: prose(20, 400, 'Lead', 'The first paragraph, set larger.'),
});
/** A page's front matter after parsing. */
export type Page = z.output<typeof pageSchema>;

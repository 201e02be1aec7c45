import type { html } from 'hono/html';

/** A piece of a page. Whatever is put into it with `html` is escaped. */
export type Html = ReturnType<typeof html>;

import type { APIRoute } from 'astro';
import { securityText } from '#domain/words/security-text.ts';
import { library } from '#library/index.ts';

/** Whom to tell of a weakness. Without a contact in `site.yaml` the answer has no body, and a build writes no file. */
export const GET: APIRoute = async ({ site: address }) => {
  const { site, today } = await library();
  const text = securityText({ email: site.concernEmail, site: address ?? new URL(site.url), today });
  return new Response(text ?? null, {
    status: text === undefined ? 404 : 200,
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
};

import type { APIRoute } from 'astro';
import { library } from '#library/index.ts';

/** Slugs that are no longer available, so that partners can check what they hold. Nothing else about them. */
export const GET: APIRoute = async () => {
  const { withdrawn } = await library();
  return Response.json({ withdrawn });
};

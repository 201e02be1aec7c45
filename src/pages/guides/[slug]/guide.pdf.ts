import type { APIRoute, GetStaticPaths } from 'astro';
import type { ShelvedGuide } from '#domain/shelf/shelved-guide.ts';
import { library } from '#library/index.ts';
import { guideFile, guideFileKind } from '#printables/files.ts';
import { siteFacts } from '../../_site-facts.ts';

/** A guide on paper. */
export const getStaticPaths = (async () =>
  (await library()).printedGuides.map((guide) => ({
    params: { slug: guide.slug },
    props: { guide },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ props, site }) => {
  const { guide } = props as { guide: ShelvedGuide<'print'> };
  const bytes = await guideFile(guide, await siteFacts(site));
  return new Response(Uint8Array.from(bytes), { headers: { 'Content-Type': guideFileKind.type } });
};

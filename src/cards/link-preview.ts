import { altOf, cardOfSite } from '#domain/share/cards.ts';
import { inPreviewOrder, type Kit } from '#domain/share/kits.ts';
import { fileOf, sizeOf } from './card-images.ts';

/** The picture of a page's link preview: a card of its kit, or the site's own; undefined if neither can be drawn. */
export async function linkPreview(
  kit: Kit | undefined,
  site: Parameters<typeof cardOfSite>[0],
): Promise<{ path: string; alt: string } | undefined> {
  for (const { card, alt } of kit ? inPreviewOrder(kit.cards) : []) {
    const { fits } = await sizeOf(kit?.of ?? 'site/cards', card, 'wide');
    if (fits) return { path: `/${kit?.of}/cards/${fileOf(card, 'wide')}`, alt };
  }
  const own = cardOfSite(site);
  const { fits } = await sizeOf('site/cards', own, 'wide');
  return fits ? { path: `/cards/${fileOf(own, 'wide')}`, alt: altOf(own) } : undefined;
}

import { library } from '#library/index.ts';

/** The site as its files name it. */
export async function siteFacts(address: URL | undefined) {
  const { site } = await library();
  return { name: site.name, url: (address?.href ?? site.url).replace(/\/$/, ''), leaveTo: site.leaveTo };
}

import { library } from '#library/index.ts';

/** What the files to take away say of the site that they are from. */
export async function siteFacts(address: URL | undefined) {
  const { site, support } = await library();
  return {
    name: site.name,
    url: (address?.href ?? site.url).replace(/\/$/, ''),
    leaveTo: site.leaveTo,
    mode: site.mode,
    support,
  };
}

import type { Content } from '../schema/content.ts';
import type { SupportRoute } from '../schema/support-route.ts';

/** Content in which a route is confirmed only where that counts: not by a moderator who is gone or revoked, nor, on a live site, by a made-up one. */
export function withGoodConfirmations<C extends Pick<Content, 'support' | 'moderators' | 'site'>>(
  content: C,
): C {
  const support = new Map(
    [...content.support].map(([slug, route]) => [
      slug,
      isWellConfirmed(route.data, content) ? route : { ...route, data: unconfirmed(route.data) },
    ]),
  );
  return { ...content, support };
}

function isWellConfirmed(
  { confirmedBy }: SupportRoute,
  { moderators, site }: Pick<Content, 'moderators' | 'site'>,
): boolean {
  const moderator = moderators.get(confirmedBy ?? '')?.data;
  return moderator !== undefined && !moderator.revoked && !(moderator.demo && site.mode === 'live');
}

function unconfirmed({ confirmedBy, confirmedOn, confirmedAs, ...route }: SupportRoute): SupportRoute {
  return route;
}

import type { Content } from '#domain/schema/content.ts';
import type { Moderator } from '#domain/schema/moderator.ts';

/** Whether a moderator may work at the desk. */
export function isActive(moderator: Moderator): boolean {
  return !moderator.revoked && moderator.retiredOn === undefined;
}

/** The moderators who may work at the desk, by short name. */
export function activeModerators(content: Content): ReadonlyMap<string, Moderator> {
  return new Map(
    [...content.moderators].filter(([, { data }]) => isActive(data)).map(([slug, { data }]) => [slug, data]),
  );
}

import { z } from 'astro/zod';
import { moderatorRoles } from '../words/vocabularies.ts';
import { day, line, someOf } from './fields.ts';

const notAKey =
  'this is no public key: make the moderator with npm run sign -- --new-moderator, which writes it';

/** Somebody who may sign stories: `content/moderators/<slug>.yaml`, written by the sign command. */
export const moderatorSchema = z.strictObject({
  name: line(2, 80, 'Name', 'How the moderator is called on the page about moderation.'),
  publicKey: z
    .string(notAKey)
    .regex(/^[A-Za-z0-9+/]{43}=$/, notAKey)
    .meta({ title: 'Public key', description: 'Ed25519, raw, base64.' }),
  roles: someOf(moderatorRoles, 'Roles', 'What the moderator may do beyond signing.'),
  since: day('Since', 'The day the moderator began.'),
  retiredOn: day('Retired on', 'Earlier signatures stand.').optional(),
  revoked: z
    .boolean('write true for yes, or false for no')
    .default(false)
    .meta({ title: 'Revoked', description: 'Voids every signature by this key.' }),
  demo: z
    .boolean('write true for yes, or false for no')
    .default(false)
    .meta({ title: 'Demonstration', description: 'A made-up moderator; a live site refuses it.' }),
});
/** A moderator after parsing. */
export type Moderator = z.output<typeof moderatorSchema>;

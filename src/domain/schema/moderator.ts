import { z } from 'astro/zod';
import { moderatorRoles } from '../words/vocabularies.ts';
import { day, line, someOf } from './fields.ts';

/** Somebody who may sign stories: `content/moderators/<slug>.yaml`, written by the sign command. */
export const moderatorSchema = z.strictObject({
  name: line(2, 80, 'Name', 'How the moderator is called on the page about moderation.'),
  publicKey: z
    .string('write the public key')
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'write the 32 bytes of an Ed25519 public key in base64')
    .meta({ title: 'Public key', description: 'Ed25519, raw, base64.' }),
  roles: someOf(moderatorRoles, 'Roles', 'What the moderator may do beyond signing.'),
  since: day('Since', 'The day the moderator began.'),
  retiredOn: day('Retired on', 'Earlier signatures stand.').optional(),
  revoked: z
    .boolean('write true or false')
    .default(false)
    .meta({ title: 'Revoked', description: 'Voids every signature by this key.' }),
  demo: z
    .boolean('write true or false')
    .default(false)
    .meta({ title: 'Demonstration', description: 'A made-up moderator; a live site refuses it.' }),
});
/** A moderator after parsing. */
export type Moderator = z.output<typeof moderatorSchema>;

import { z } from 'astro/zod';
import { signOffChecks, valuesOf } from '../words/vocabularies.ts';
import { day, reference } from './fields.ts';

/** One moderator's signature over the exact content of one story: an item of `content/sign-offs/<story>.json`. */
export const signOffSchema = z.strictObject({
  moderator: reference('moderators', 'Moderator', 'Who signed.'),
  contentHash: z.string().regex(/^[0-9a-f]{64}$/, 'write a SHA-256 in hex'),
  signedOn: day('Signed on', 'The day it was signed.'),
  checks: z.array(z.enum(valuesOf(signOffChecks))),
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/, 'write an Ed25519 signature in base64'),
});
/** The whole file: every sign-off of one story. */
export const signOffsSchema = z.array(signOffSchema, 'write a list of sign-offs');
/** A sign-off after parsing. */
export type SignOff = z.output<typeof signOffSchema>;

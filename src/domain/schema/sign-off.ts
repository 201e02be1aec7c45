import { z } from 'astro/zod';
import { signOffChecks, valuesOf } from '../words/vocabularies.ts';
import { day, reference } from './fields.ts';

/** A version of something that a sign-off rests on. Earlier sign-offs name none, and mean 1. */
const version = (help: string) =>
  z.int('write a whole number').min(1, 'write 1 or more').meta({ description: help }).optional();

/** One moderator's signature over the exact content of one story: an item of `content/sign-offs/<story>.json`. */
export const signOffSchema = z.strictObject({
  moderator: reference('moderators', 'Moderator', 'Who signed.'),
  contentHash: z.string().regex(/^[0-9a-f]{64}$/, 'write a SHA-256 in hex'),
  signedOn: day('Signed on', 'The day it was signed.'),
  signedForm: version('The version of the signed form over which the hash was made.'),
  checklist: version('The version of the checklist that was confirmed.'),
  checks: z.array(z.enum(valuesOf(signOffChecks))),
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/, 'write an Ed25519 signature in base64'),
});
/** The whole file: every sign-off of one story. */
export const signOffsSchema = z.array(signOffSchema, 'write a list of sign-offs');
/** A sign-off after parsing. */
export type SignOff = z.output<typeof signOffSchema>;

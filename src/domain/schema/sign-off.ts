import { z } from 'astro/zod';
import { signOffChecks, valuesOf } from '../words/vocabularies.ts';
import { day, reference } from './fields.ts';

/** Nobody writes a sign-off by hand, so nobody can mend one. */
const damaged = 'the sign-off is damaged: delete the file, and sign the story again';

/** A version of something that a sign-off rests on. Earlier sign-offs name none, and mean 1. */
const version = (label: string, help: string) =>
  z.int(damaged).min(1, damaged).meta({ title: label, description: help }).optional();

/** One moderator's signature over the exact content of one story: an item of `content/sign-offs/<story>.json`. */
export const signOffSchema = z.strictObject({
  moderator: reference('moderators', 'Moderator', 'Who signed.'),
  contentHash: z
    .string(damaged)
    .regex(/^[0-9a-f]{64}$/, damaged)
    .meta({ title: 'What was signed' }),
  signedOn: day('Signed on', 'The day it was signed.'),
  signedForm: version('Signed form', 'The version of the signed form over which the hash was made.'),
  checklist: version('Version of the checklist', 'The version of the checklist that was confirmed.'),
  checks: z.array(z.enum(valuesOf(signOffChecks), damaged), damaged).meta({ title: 'Checklist' }),
  signature: z
    .string(damaged)
    .regex(/^[A-Za-z0-9+/]{86}==$/, damaged)
    .meta({ title: 'Signature' }),
});
/** The whole file: every sign-off of one story. */
export const signOffsSchema = z.array(signOffSchema, damaged);
/** A sign-off after parsing. */
export type SignOff = z.output<typeof signOffSchema>;

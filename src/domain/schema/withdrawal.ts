import { z } from 'astro/zod';
import { withdrawalReasons } from '../words/vocabularies.ts';
import { day, oneOf } from './fields.ts';

/**
 * A withdrawal: `content/withdrawals/<story>.yaml`. That the file exists is what withdraws the story; its
 * contents are for the record only, so a broken or empty file withdraws just the same.
 */
export const withdrawalSchema = z.strictObject({
  withdrawnOn: day('Withdrawn on', 'The day it was taken down.'),
  reason: oneOf(withdrawalReasons, 'Reason', 'For the record. Never shown.'),
});
/** A withdrawal after parsing. */
export type Withdrawal = z.output<typeof withdrawalSchema>;

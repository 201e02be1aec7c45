import { parseArgs } from 'node:util';
import { fileOf } from '#domain/schema/content.ts';
import { slugPattern } from '#domain/schema/fields.ts';
import { type WithdrawalReason, withdrawalReasons } from '#domain/words/vocabularies.ts';
import { siteToday } from '#files/today.ts';
import { withdrawStory } from '#files/write.ts';
import { forgetOutputs } from './forget-outputs.ts';

/** `npm run withdraw -- <story> --reason teller`: takes a story down for good; the next build carries it out. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { reason: { type: 'string' } },
});
const [slug] = positionals;
if (slug === undefined || !slugPattern.test(slug) || !Object.hasOwn(withdrawalReasons, values.reason ?? '')) {
  process.stderr.write(
    `Write: npm run withdraw -- <story> --reason ${Object.keys(withdrawalReasons).join('|')}\n`,
  );
  process.exitCode = 1;
} else {
  await withdrawStory(process.cwd(), slug, {
    withdrawnOn: siteToday('live'),
    reason: values.reason as WithdrawalReason,
  });
  await forgetOutputs(slug);
  process.stdout.write(
    `Wrote ${fileOf('withdrawals', slug)}, deleted the story and its sign-offs.\nNow publish: npm run build -- --removals\n`,
  );
}

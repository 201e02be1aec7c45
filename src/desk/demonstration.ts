import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { noticeVersion, type StoryMessage } from '#envelope/message.ts';
import { receiptIdOf } from '#envelope/receipt.ts';
import { sealMessage } from '#envelope/seal.ts';
import { writeWhole } from '#files/write.ts';
import { isDesk } from './keys/desk-key.ts';
import { bundleOf, epochsIn } from './keys/identities.ts';
import type { Desk } from './work/desk.ts';
import { setUpDesk } from './work/set-up.ts';

/** The demonstration moderators and their passphrases, which are no secret (`tests/fixtures/moderators/README.md`). */
export const demonstrationPassphrases = {
  'demo-one': 'demonstration key one',
  'demo-two': 'demonstration key two',
  recovery: 'demonstration recovery',
} as const;

/** The receipt of the first sample, for trying out how a story is taken back. */
export const sampleReceipt = '1234 5678 9012 3456';

/** The first line of every sample, so that nobody takes one for a true story. */
const label = 'Demonstration: a composite, written for trying the desk.';

/** Three submissions written for the purpose: an easy one, one that is held at once, and one that is no story. */
const samples: readonly Pick<StoryMessage, 'text' | 'ageBand' | 'viewpoint' | 'liveCase' | 'via'>[] = [
  {
    via: 'partner',
    ageBand: 'from18',
    viewpoint: 'family',
    liveCase: 'no',
    text: `${label}

My brother Callum was fifteen when he started coming home with new trainers. We stayed in Larkhall then, above the chip shop, and my mum worked nights.

He said a pal had given him them for doing a wee favour. I wanted to believe him. By the summer he owed that pal four hundred pounds, and he stopped sleeping.

It was a youth worker who noticed. She asked him what he owed before she asked him what he had done, and he told her all of it in her car with the heater on.

It was slow. It was a year before he laughed at the telly again. But he did, and I was there.`,
  },
  {
    via: 'self',
    ageBand: 'from16to17',
    viewpoint: 'exploited',
    liveCase: 'yes',
    text: `${label}

They put things in my bag and told me where to get off the bus. I was scared the whole time.

I have to go to court about it next month. My social worker knows. I wanted somebody else to know that I never got a penny.`,
  },
  {
    via: 'self',
    ageBand: 'from18',
    viewpoint: 'community',
    liveCase: 'no',
    text: `${label}

Hello, does this work? Testing, testing. Buy cheap watches at example.com.`,
  },
];

/** Makes a working desk with the samples in its inbox, unless there is a desk in the folder already. */
export async function setUpDemonstration(desk: Desk): Promise<void> {
  const { folder } = desk.options;
  if (await isDesk(folder)) return;
  const beginner = (slug: 'demo-one' | 'demo-two') => ({
    slug,
    name: slug,
    roles: [],
    passphrase: demonstrationPassphrases[slug],
  });
  await setUpDesk(desk, [beginner('demo-one'), beginner('demo-two')], demonstrationPassphrases.recovery);
  const [newest = 1] = await epochsIn(folder);
  const bundle = await bundleOf(folder, newest);
  const receiptId = await receiptIdOf(sampleReceipt);
  for (const [index, sample] of samples.entries()) {
    const message: StoryMessage = {
      v: 1,
      kind: 'story',
      epoch: bundle.epoch,
      noticeVersion,
      language: 'en-GB',
      consent: { site: true, lessons: true, quotes: true, print: false },
      ...(index === 0 && { receiptId }),
      ...sample,
    };
    const sealed = await sealMessage(message, bundle);
    const name = createHash('sha256').update(sealed).digest('hex');
    await writeWhole(join(folder, 'in', `${name}.age`), sealed, 0o600);
  }
}

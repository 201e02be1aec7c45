import { demonstrationPassphrases, sampleReceipt, setUpDemonstration } from '#desk/demonstration.ts';
import { serveDesk } from '#desk/serve.ts';
import { Desk, type DeskOptions } from '#desk/work/desk.ts';
import { readReviewed } from '#files/reviewed.ts';
import { intakeConfig } from '#intake/config.ts';
import { openArrivals } from '#intake/open-spool.ts';
import { type DeskPlace, refuseToReplaceRealKeys } from './desk-keys.ts';
import { whenAskedToStop } from './when-asked-to-stop.ts';

/**
 * Opens the moderation desk for a browser on this machine. It does not start a browser itself: everybody on the
 * machine can read what a program is started with, and the address is a key. The demonstration has three samples to
 * try things out with.
 *
 * `ANOTHER_STORY_KEYS` names the folder of the signing keys, `INTAKE_SPOOL` that of the intake, or `SPOOL` the servers that keep its
 * messages. `ANOTHER_STORY_LIVE` names the live site whose keys are compared with the desk’s (`none`: no site is
 * asked).
 */
export async function openDesk(place: DeskPlace): Promise<void> {
  const { root, folder, signingKeys, isDemo } = place;
  const options: DeskOptions = {
    root,
    folder,
    signingKeys,
    spool: await openArrivals(intakeConfig(process.env)),
    live: isDemo ? undefined : await liveAddress(root),
    isDemo,
  };
  if (isDemo) {
    await refuseToReplaceRealKeys(place);
    await setUpDemonstration(new Desk(options));
    process.stdout.write(
      `A demonstration desk. Passphrases: demo-one “${demonstrationPassphrases['demo-one']}”, demo-two “${demonstrationPassphrases['demo-two']}”.\nThe receipt of one of its stories: ${sampleReceipt}\n`,
    );
  }
  const desk = await serveDesk(options);
  process.stdout.write(
    `The desk is open at\n\n  ${desk.url}\n\nThe address works once. Stop the desk with Ctrl+C when you leave.\n`,
  );
  whenAskedToStop(() => void desk.close().then(() => process.exit(0)));
}

/** The live site’s address: what was asked for, else what a live site’s content says; undefined if none is to be asked. */
async function liveAddress(root: string): Promise<string | undefined> {
  const set = process.env['ANOTHER_STORY_LIVE'] || undefined;
  if (set !== undefined) return set === 'none' ? undefined : set;
  const { site } = (await readReviewed(root)).content;
  return site.mode === 'live' ? site.url : undefined;
}

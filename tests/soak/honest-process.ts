import { usualWork } from '#envelope/work.ts';
import { proofFor } from '../fixtures/sealed.ts';

/** Somebody who means it: does the work on the body that it is sent, with the code that runs in a page. Says the proof, and the seconds of processor time that it took. */
process.on('message', (body: string) => {
  const before = process.cpuUsage();
  const proof = proofFor(Buffer.from(body, 'base64'), usualWork, JSON.parse(process.argv[2] ?? ''));
  const { user, system } = process.cpuUsage(before);
  process.send?.({ proof, seconds: (user + system) / 1e6 });
});

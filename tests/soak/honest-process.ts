import { usualWork } from '#envelope/work.ts';
import { proofFor } from '../fixtures/sealed.ts';

/** Somebody who means it: does the work on the body that it is sent, with the code that runs in a page. */
process.on('message', (body: string) => {
  process.send?.(proofFor(Buffer.from(body, 'base64'), usualWork, JSON.parse(process.argv[2] ?? '')));
});

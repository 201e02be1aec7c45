import { bodyHash, doWork, workBits } from '#envelope/work.ts';

/** What the worker says: how far it is, as a share of the usual work, or the nonce that it found. */
export type WorkNews = { readonly share: number } | { readonly nonce: string };

/** Does the proof of work for the body that it is sent, away from the page so that the page still answers. */
addEventListener('message', ({ data }: MessageEvent<Uint8Array>) => {
  const work = doWork(bodyHash(data));
  let turn = work.next();
  while (!turn.done) {
    tell({ share: turn.value / 2 ** workBits });
    turn = work.next();
  }
  tell({ nonce: turn.value });
});

function tell(news: WorkNews): void {
  postMessage(news);
}

import { bodyHash, doWork } from '#envelope/work.ts';
import type { WorkAsked } from '#envelope/work-asked.ts';

/** What the worker is asked for. */
export interface WorkOrder {
  readonly body: Uint8Array;
  readonly asked: WorkAsked;
}

/** What the worker says: how far it is, as a share of the usual work, or the proof. */
export type WorkNews = { readonly share: number } | { readonly proof: string };

/** Does the proof of work for the body that it is sent, away from the page so that the page still answers. */
addEventListener('message', ({ data: { body, asked } }: MessageEvent<WorkOrder>) => {
  const work = doWork(bodyHash(body), asked);
  let turn = work.next();
  while (!turn.done) {
    tell({ share: turn.value });
    turn = work.next();
  }
  tell({ proof: turn.value });
});

function tell(news: WorkNews): void {
  postMessage(news);
}

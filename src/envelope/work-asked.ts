/** What of a proof of work a page has to know that leaves the work to its worker. */

/** What is asked of a proof: by the server, which says so when it refuses, or guessed by whoever has not heard of it. */
export interface WorkAsked {
  /** The server’s day, in days since 1970. A proof holds on its day and the next, and so for 48 hours at most. */
  readonly day: number;
  /** The number of the key bundle. */
  readonly epoch: number;
  /** Where in the `memoryBits` of `WorkRules`. */
  readonly step: number;
}

/** What is likely to be asked while there is room, by the clock of this device. */
export function workGuessed(epoch: number, now = Date.now()): WorkAsked {
  return { day: Math.floor(now / 86_400_000), epoch, step: 0 };
}

/** What is asked, as the refusal’s header has it: `day.epoch.step`. */
export function askedInHeader({ day, epoch, step }: WorkAsked): string {
  return `${day}.${epoch}.${step}`;
}

/** What a refusal asks for; undefined if it cannot be understood. */
export function readAsked(header: string | null): WorkAsked | undefined {
  const [, ...numbers] = /^(\d{1,7})\.(\d{1,9})\.(\d{1,2})$/.exec(header ?? '') ?? [];
  const [day, epoch, step] = numbers.map(Number);
  return day === undefined || epoch === undefined || step === undefined ? undefined : { day, epoch, step };
}

import { hash, scryptSync } from 'node:crypto';
import { Agent, request } from 'node:http';
import { dropPath, dropType, workHeader } from '#envelope/drop.ts';
import {
  isMemoryWork,
  memoryCost,
  memoryInput,
  memorySalt,
  proofInHeader,
  readProof,
  type WorkProof,
  type WorkRules,
} from '#envelope/work.ts';
import { readAsked, type WorkAsked, workGuessed } from '#envelope/work-asked.ts';
import { proofFor, sealedLookalike } from '../fixtures/sealed.ts';

/**
 * Somebody who floods an intake with valid proofs from one core: junk that looks sealed, as fast as it goes. The port and the work that is
 * asked of it come as arguments. Told anything, it says which answers it got and how much processor time it had, and ends.
 */
const port = Number(process.argv[2]);
const rules = JSON.parse(process.argv[3] ?? '') as WorkRules;
const agent = new Agent({ keepAlive: true, maxSockets: 8 });
const answers: Record<string, number> = {};
let isOver = false;
let asked: WorkAsked = workGuessed(1);
process.on('message', () => {
  isOver = true;
});

/** The same as a page does, with OpenSSL, and one step easier than asked, which is let through. */
function work(body: Uint8Array): string {
  const step = Math.max(0, asked.step - 1);
  const none = { bits: 0, memoryBits: [0] };
  const proof = readProof(proofFor(body, none, { ...asked, step })) as {
    -readonly [Key in keyof WorkProof]: WorkProof[Key];
  };
  const { dkLen, ...cost } = memoryCost;
  const zeros = rules.memoryBits[step] ?? 0;
  while (zeros > 0 && !isMemoryWork(scryptSync(memoryInput(proof), memorySalt, dkLen, cost), step, rules))
    proof.seed += 1;
  const block = Buffer.alloc(55);
  block.set(memoryInput(proof));
  const mask = 2 ** (32 - rules.bits);
  for (; ; proof.nonce += 1) {
    block.writeUInt32BE(proof.nonce, 51);
    if (hash('sha256', block, 'buffer').readUInt32BE(0) < mask) return proofInHeader(proof);
  }
}

function send(body: Uint8Array, proof: string): Promise<void> {
  return new Promise((resolve) => {
    const headers = { 'content-type': dropType, 'content-length': body.length, [workHeader]: proof };
    const sending = request(
      { port, host: '127.0.0.1', method: 'POST', path: dropPath, agent, headers },
      (answer) => {
        const status = answer.statusCode ?? 0;
        answers[status] = (answers[status] ?? 0) + 1;
        const more = readAsked((answer.headers[workHeader] as string | undefined) ?? null);
        if (status === 428 && more) asked = more;
        answer.resume();
        answer.on('end', resolve);
      },
    );
    sending.on('error', () => resolve());
    sending.end(body);
  });
}

process.send?.('begun');
while (!isOver) {
  const body = sealedLookalike();
  // It works on the next while this one travels.
  void send(body, work(body));
  await new Promise((done) => setImmediate(done));
}
const { user, system } = process.cpuUsage();
process.send?.({ answers, seconds: (user + system) / 1e6 }, () => process.exit(0));

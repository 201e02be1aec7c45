import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintOf } from '#envelope/fingerprint.ts';
import { newProbe } from '#envelope/probe.ts';
import { DeskVisitor, makeDeskFolder, makeMessage } from '../../fixtures/desk.ts';
import { makeKeys } from '../../fixtures/sealing.ts';

let made: Awaited<ReturnType<typeof makeDeskFolder>>;
let stranger: string;
beforeAll(async () => {
  made = await makeDeskFolder();
  stranger = (await makeKeys()).bundle.recipients[2] as string;
});
afterAll(() => made.remove());

let root: string;
let desk: DeskVisitor;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'desk-'));
  cpSync(made.folder, root, { recursive: true });
  desk = new DeskVisitor(root);
  await desk.enter();
  return () => rmSync(root, { recursive: true, force: true });
});

const path = () => join(root, 'public', 'keys.json');
const published = () => JSON.parse(readFileSync(path(), 'utf8'));
/** What stood in the form’s keys when an attack was shown: the recovery key replaced by an attacker’s. */
function swapped(): unknown {
  const keys = published();
  const [one, two] = keys.bundle.recipients;
  return { ...keys, bundle: { ...keys.bundle, recipients: [one, two, stranger] } };
}

describe('a stranger’s key in the published file', () => {
  it('stops the desk at unlock, names the key, and says whom to telephone and what to say', async () => {
    writeFileSync(path(), JSON.stringify(swapped()));
    await desk.unlock('demo-one');
    const page = await desk.page('/inbox');
    expect(page).toContain('The desk has stopped');
    expect(page).toContain('Somebody else’s key is published');
    expect(page).toContain(fingerprintOf([stranger]));
    expect(page).toContain('Telephone the other moderator');
    expect(page).toContain('Take keys.json off the site now');
  });

  it('keeps anything from being taken in until somebody has said that they telephoned', async () => {
    await desk.unlock('demo-one');
    const id = await desk.receive(makeMessage());
    writeFileSync(path(), JSON.stringify(swapped()));
    expect(await desk.post('/inbox/take', {})).toContain('The desk has stopped');
    expect(await desk.page('/inbox')).not.toContain(id.slice(0, 8));
    expect(await desk.post('/keys/heard', {})).toContain('Confirm that you have telephoned');
    expect(await desk.post('/inbox/take', {})).toContain('The desk has stopped');
    await desk.post('/keys/heard', { sure: 'yes' });
    const page = await desk.post('/inbox/take', {});
    expect(page).toContain('taken in');
    expect(page).toContain('Somebody else’s key is published');
  });

  it('stops no withdrawal', async () => {
    writeFileSync(path(), JSON.stringify(swapped()));
    await desk.unlock('demo-one');
    expect(await desk.page('/withdrawals')).not.toContain('The desk has stopped');
  });

  it('stops it again for whoever unlocks next', async () => {
    writeFileSync(path(), JSON.stringify(swapped()));
    await desk.unlock('demo-one');
    await desk.post('/keys/heard', { sure: 'yes' });
    await desk.unlock('demo-two');
    expect(await desk.page('/inbox')).toContain('The desk has stopped');
  });
});

describe('keys that are published', () => {
  it('are said to be the desk’s newest, and nothing is said elsewhere', async () => {
    await desk.unlock('demo-one');
    expect(await desk.page('/keys')).toContain('public/keys.json: the newest keys of this desk');
    expect(await desk.page('/inbox')).not.toContain('public/keys.json');
  });

  it('are said to be refused by the form if one signature is missing, and mended by signing', async () => {
    const { signatures, ...keys } = published();
    writeFileSync(path(), JSON.stringify({ ...keys, signatures: signatures.slice(1) }));
    await desk.unlock('demo-one');
    expect(await desk.page('/inbox')).toContain('the form refuses these keys, because fewer than 2');
    const signing = {
      'signer-one': 'demo-one',
      'signing-one': 'demonstration key one',
      'signer-two': 'demo-two',
      'signing-two': 'demonstration key two',
    };
    expect(await desk.post('/keys/publish', signing)).toContain('is signed and written');
    expect(await desk.page('/inbox')).not.toContain('refuses');
    expect(published().signatures).toHaveLength(2);
  });

  it('have check words, on the page and on a sheet to print', async () => {
    await desk.unlock('demo-one');
    const words = fingerprintOf(published().bundle.recipients);
    expect(await desk.page('/keys')).toContain(`Check words: <strong>${words}</strong>`);
    expect(await desk.page('/keys/sheet')).toContain(`<p class="sheet__words">${words}</p>`);
  });

  it('cannot be signed with a wrong passphrase, nor twice by one', async () => {
    rmSync(join(root, '.another-story', 'key-log.jsonl'));
    rmSync(path());
    await desk.unlock('demo-one');
    const one = { 'signer-one': 'demo-one', 'signing-one': 'demonstration key one' };
    for (const two of [
      { 'signer-two': 'demo-two', 'signing-two': 'something else' },
      { 'signer-two': 'demo-one', 'signing-two': 'demonstration key one' },
    ])
      expect(await desk.post('/keys/publish', { ...one, ...two })).toContain('2 different moderators');
  });
});

describe('a test message', () => {
  it('is said to have arrived, and leaves nothing behind', async () => {
    await desk.unlock('demo-one');
    await desk.post('/inbox/take', {});
    const id = await desk.receive(newProbe(1));
    const page = await desk.post('/inbox/take', {});
    expect(page).toContain('Nothing new has come. A test message arrived, and was deleted.');
    expect(page).not.toContain(id.slice(0, 8));
    const deskFolder = join(root, '.another-story', 'desk');
    expect(readdirSync(deskFolder, { recursive: true }).filter((name) => String(name).includes(id))).toEqual(
      [],
    );
    expect(await desk.page('/journal')).not.toContain(id.slice(0, 8));
  });

  it('is told from a story that comes with it', async () => {
    await desk.unlock('demo-one');
    await desk.post('/inbox/take', {});
    await desk.receive(newProbe(1));
    await desk.receive(newProbe(1));
    await desk.receive(makeMessage());
    const page = await desk.post('/inbox/take', {});
    expect(page).toContain('1 taken in. 2 test messages arrived, and were deleted.');
  });
});

describe('the live site', () => {
  const asked: string[] = [];
  const live = async (answer: () => Response | Promise<Response>) => {
    asked.length = 0;
    const visitor = new DeskVisitor(root, {
      live: 'https://stories.example.org',
      askLive: async (address) => {
        asked.push(String(address));
        return answer();
      },
    });
    await visitor.enter();
    await visitor.unlock('demo-one');
    return visitor;
  };

  it('is compared as well: a stranger’s key there stops the desk, though the file is right', async () => {
    const visitor = await live(() => Response.json(swapped()));
    expect(await visitor.page('/inbox')).toContain('https://stories.example.org/keys.json has a key');
    expect(asked).toEqual(['https://stories.example.org/keys.json']);
  });

  it('is asked once, not at every click', async () => {
    const visitor = await live(() => Response.json(published()));
    await visitor.page('/inbox');
    expect(await visitor.page('/keys')).toContain('https://stories.example.org/keys.json: the newest keys');
    expect(asked).toHaveLength(1);
  });

  it('stops nothing when it does not answer, and that is said', async () => {
    const visitor = await live(() => Promise.reject(new Error('no network')));
    expect(await visitor.page('/inbox')).toContain('no answer, so its keys were not compared');
  });
});

import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { quasiChecklist } from '#desk/deidentify/checklist.ts';
import { sampleReceipt } from '#desk/demonstration.ts';
import { mostNotices } from '#desk/pages/notices.ts';
import { moveItem } from '#desk/work/moves.ts';
import { overviewOf } from '#desk/work/overview.ts';
import { signOffChecks } from '#domain/words/vocabularies.ts';
import { noticeVersion } from '#envelope/message.ts';
import { receiptIdOf } from '#envelope/receipt.ts';
import { readReviewed } from '#files/reviewed.ts';
import { withdrawStory } from '#files/write.ts';
import { DeskVisitor, firstDay, makeDeskFolder, makeMessage } from '../../fixtures/desk.ts';
import { words } from '../../fixtures/make.ts';

let first: Awaited<ReturnType<typeof makeDeskFolder>>;
/** What a message carries in place of the sample’s receipt. To make it takes long on purpose. */
let receiptId: string;
beforeAll(async () => {
  first = await makeDeskFolder();
  receiptId = await receiptIdOf(sampleReceipt);
});
afterAll(() => first.remove());

let root: string;
let desk: DeskVisitor;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'desk-'));
});
beforeEach(async () => {
  // One place for all, and every file as old as it was: what a test leaves alone need not be read and reviewed again.
  cpSync(first.folder, root, { recursive: true, preserveTimestamps: true });
  rmSync(join(root, '.another-story', 'desk', 'in'), { recursive: true, force: true });
  desk = new DeskVisitor(root);
  await desk.enter();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Everything that lies in the desk folder, as one text. */
function onDisk(folder = join(root, '.another-story')): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

/** Brings a message in as demo-one. */
async function takeIn(change: Parameters<typeof makeMessage>[0] = {}): Promise<string> {
  const id = await desk.receive(makeMessage(change));
  if (!desk.desk.atWork) await desk.unlock('demo-one');
  await desk.post('/inbox/take', {});
  return id;
}

/** Brings a withdrawal of what has the sample’s receipt in. */
async function receiveWithdrawal(): Promise<string> {
  const id = await desk.receive({ v: 1, kind: 'withdraw', via: 'self', epoch: 1, noticeVersion, receiptId });
  await desk.post('/inbox/take', {});
  return id;
}

/** Where the desk keeps the words of a submission. */
const wordsOf = (id: string) => join(root, '.another-story', 'desk', 'items', id);

/** Decides every flag to be kept, and answers every question with no. */
async function deIdentify(id: string, fields: Record<string, string> = {}): Promise<string> {
  const html = await desk.page(`/items/${id}/de-identify`);
  const flags = new Set(Array.from(html.matchAll(/name="(flag-\d+)"/g), ([, name]) => name as string));
  return desk.post(`/items/${id}/de-identify`, {
    ...Object.fromEntries([...flags].map((name) => [name, 'keep'])),
    ...Object.fromEntries(quasiChecklist.map(({ id: question }) => [`answer-${question}`, 'no'])),
    compared: 'yes',
    next: 'finish',
    ...fields,
  });
}

/** Where a promoted story is. */
let storyFile: string;
beforeEach(() => {
  storyFile = join(root, 'content', 'stories', 'the-bus-home.md');
});

const draft = {
  title: 'The bus home',
  slug: 'the-bus-home',
  summary: 'Somebody takes the bus home and does not look back.',
  origin: 'firstPerson',
  pseudonym: 'Sorley',
  areaType: 'unstated',
  line: 'I got the bus home that night.',
  voice: 'even',
  shortVersion: words(60),
  suitableFrom: 'senior',
  themes: ['housing'],
  myths: ['everyone-gets-a-cut'],
  support: ['childline'],
  language: 'en-GB',
  month: '2026-12',
};

/** Takes a message all the way to a draft. */
async function promote(change: Parameters<typeof makeMessage>[0] = {}): Promise<string> {
  return promoteItem(await takeIn(change));
}
async function promoteItem(id: string): Promise<string> {
  await desk.post(`/items/${id}/read`, { how: 'whole' });
  await deIdentify(id);
  await desk.post(`/items/${id}/read-back`, { why: 'agreed' });
  await desk.post(`/items/${id}/consent`, { uses: ['site', 'lessons', 'quotes'], reviewBy: '2028-01-01' });
  await desk.post(`/items/${id}/promote`, draft);
  return id;
}

async function sign(moderator: 'demo-one' | 'demo-two'): Promise<string> {
  await desk.unlock(moderator);
  const html = await desk.page('/stories/the-bus-home');
  return desk.post('/stories/the-bus-home/sign', {
    shown: /name="shown" value="([0-9a-f]+)"/.exec(html)?.[1] ?? '',
    checks: Object.keys(signOffChecks),
    passphrase: `demonstration key ${moderator.slice(5)}`,
  });
}

describe('the door', () => {
  it.each([
    ['no token at all', '/inbox', { cookie: '' }],
    ['another token', '/inbox', { cookie: 'desk-4400=AAAA' }],
    ['a forged Host', '/inbox', { host: 'desk.example' }],
    ['a Host that was rebound', '/inbox', { host: 'localhost:4400' }],
    ['a Host with another address before it', '/inbox', { host: '127.0.0.1.example:4400' }],
    ['a forged Origin', '/inbox', { origin: 'https://example.org' }],
    ['a null Origin', '/inbox', { origin: 'null' }],
    ['another site that asks for it', '/inbox', { 'sec-fetch-site': 'cross-site' }],
    ['another port that asks for it', '/inbox', { 'sec-fetch-site': 'same-site' }],
    ['no token for a style', '/look/desk.css', { cookie: '' }],
    ['no token for a page that is not there', '/nowhere', { cookie: '' }],
  ])('answers 403 to %s', async (_what, path, headers) => {
    await desk.unlock('demo-one');
    expect((await desk.get(path, headers as Record<string, string>)).status).toBe(403);
  });

  it.each([
    ['without an Origin', { origin: '' }],
    ['from another origin', { origin: 'https://example.org' }],
    ['from another port', { origin: 'http://127.0.0.1:4401' }],
    ['without a token', { cookie: '' }],
  ])('answers 403 to a form %s, and does nothing', async (_what, headers) => {
    await desk.unlock('demo-one');
    expect((await desk.send('/lock', {}, headers as Record<string, string>)).status).toBe(403);
    expect(desk.desk.atWork).toBeDefined();
  });

  it('opens once: the address that was printed is worth nothing afterwards', async () => {
    const again = await desk.get(desk.openingPath, { cookie: '' });
    expect(again.status).toBe(403);
    expect(again.headers.get('set-cookie')).toBeNull();
  });

  it('keeps its token where no script and no other site reaches it', async () => {
    const fresh = new DeskVisitor(root);
    const response = await fresh.get(fresh.openingPath, { cookie: '' });
    expect(response.headers.get('set-cookie')).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it.each(['/unlock', '/nowhere'])('sends strict headers with %s', async (path) => {
    const { headers } = await desk.get(path);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });

  it('shows nothing but the lock to whoever has no passphrase', async () => {
    for (const path of ['/inbox', '/journal', '/keys', '/board', '/retention', `/items/${'a'.repeat(64)}`]) {
      expect((await desk.get(path)).headers.get('location'), path).toBe('/unlock');
    }
    expect(await desk.post('/unlock', { moderator: 'demo-one', passphrase: 'not the passphrase' })).toContain(
      'does not open the desk',
    );
    expect(desk.desk.atWork).toBeUndefined();
  });
});

describe('a desk that is left alone', () => {
  const twentyOneMinutes = 21 * 60_000;
  afterEach(() => vi.useRealTimers());

  /** Stops the machine’s clock, and gives a way to move it on. */
  function stopClock(): (milliseconds: number) => void {
    vi.useFakeTimers({ toFake: ['Date'] });
    return (milliseconds) => vi.setSystemTime(Date.now() + milliseconds);
  }

  it('is not locked by looking who is at work, however often', async () => {
    await desk.unlock('demo-one');
    stopClock()(twentyOneMinutes);
    expect(desk.desk.atWork).toBeDefined();
    expect(desk.desk.atWork).toBeDefined();
    desk.desk.lockIfIdle();
    expect(desk.desk.atWork).toBeUndefined();
  });

  it('asks for the passphrase again', async () => {
    await desk.unlock('demo-one');
    const moveOn = stopClock();
    moveOn(twentyOneMinutes);
    expect((await desk.get('/inbox')).headers.get('location')).toBe('/unlock');
    expect(desk.desk.atWork).toBeUndefined();
  });

  it('stays open while there is a click now and then', async () => {
    await desk.unlock('demo-one');
    const moveOn = stopClock();
    for (let click = 0; click < 4; click += 1) {
      moveOn(15 * 60_000);
      expect((await desk.get('/inbox')).status).toBe(200);
    }
  });

  it('is not kept open by what it turns away, nor by styles', async () => {
    await desk.unlock('demo-one');
    const moveOn = stopClock();
    moveOn(15 * 60_000);
    expect((await desk.get('/inbox', { cookie: '' })).status).toBe(403);
    expect((await desk.get('/look/desk.css')).status).toBe(200);
    moveOn(15 * 60_000);
    expect((await desk.get('/inbox')).headers.get('location')).toBe('/unlock');
  });
});

describe('what is said after a form', () => {
  const kept = 'Your choice is kept.';
  const refused = 'That is no receipt';
  /** Sends a form, and gives the address to which it leads. */
  async function addressAfter(path: string, fields: Record<string, string>): Promise<string> {
    return (await desk.send(path, fields)).headers.get('location') ?? '';
  }

  it.each([
    ['done', '/inbox/topics', {}, kept],
    ['refused', '/withdrawals', { receipt: 'what?' }, refused],
  ] as const)('is said once, on the page that follows: what was %s', async (_how, form, fields, words) => {
    await desk.unlock('demo-one');
    const to = await addressAfter(form, fields);
    expect(await desk.page(to)).toContain(words);
    expect(await desk.page(to)).not.toContain(words);
    expect(await desk.page(form === '/withdrawals' ? form : '/inbox')).not.toContain(words);
  });

  it('does not appear in another tab', async () => {
    await desk.unlock('demo-one');
    const to = await addressAfter('/inbox/topics', {});
    expect(await desk.page('/inbox')).not.toContain(kept);
    expect(await desk.page('/journal')).not.toContain(kept);
    expect(await desk.page(to)).toContain(kept);
  });

  it('comes to each of two tabs that sent a form at once', async () => {
    await desk.unlock('demo-one');
    const one = await addressAfter('/inbox/topics', {});
    const other = await addressAfter('/withdrawals', { receipt: 'what?' });
    expect(await desk.page(one)).toContain(kept);
    expect(await desk.page(other)).toContain(refused);
  });

  it('is forgotten when nobody fetches it', async () => {
    await desk.unlock('demo-one');
    const to = await addressAfter('/inbox/topics', {});
    for (let tab = 0; tab < mostNotices; tab += 1) await addressAfter('/inbox/topics', {});
    expect(await desk.page(to)).not.toContain(kept);
  });

  it('cannot be put on a page by whoever writes an address', async () => {
    await desk.unlock('demo-one');
    const page = await desk.page('/inbox?notice=Grimalkin');
    expect(page).not.toContain('Grimalkin');
    expect(page).not.toContain('role="status"');
  });
});

describe('text from strangers', () => {
  const hostile =
    '<script>alert(1)</script> <img src=x onerror=alert(2)> "quotes" &lt;b&gt; \u0007\u202Eevil\u202C\u200B {1} </textarea><script>';

  it.each(['read', 'de-identify'])('is inert and shows what it hides, on the page to %s', async (path) => {
    const id = await takeIn({ text: hostile });
    await desk.post(`/items/${id}/read`, {});
    const html = await desk.page(`/items/${id}/${path}`);
    for (const live of ['<script', '<img', '\u0007', '\u202E', '\u202C', '\u200B'])
      expect(html).not.toContain(live);
    expect(html).toContain('⟦U+202E⟧');
    expect(html).toContain('⟦U+0007⟧');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('stands in no list, no history and no journal', async () => {
    const id = await takeIn({ text: 'Grimalkin sat under the stair.' });
    await desk.post(`/items/${id}/read`, {});
    for (const path of [
      '/inbox',
      `/items/${id}`,
      '/journal',
      '/board',
      '/retention',
      '/withdrawals',
      '/keys',
    ]) {
      expect(await desk.page(path), path).not.toContain('Grimalkin');
    }
  });

  it('is never on the disk in plain text', async () => {
    const id = await takeIn({ text: 'Grimalkin sat under the stair.' });
    await desk.post(`/items/${id}/read`, {});
    await deIdentify(id);
    expect(readdirSync(join(root, '.another-story', 'desk', 'items', id, 'work')).length).toBeGreaterThan(0);
    expect(onDisk()).not.toContain('Grimalkin');
    expect(onDisk()).not.toContain('under the stair');
  });
});

describe('reading', () => {
  it('is a choice that is written down: nobody sees a text they did not open', async () => {
    const id = await takeIn({ text: 'Grimalkin sat under the stair.' });
    expect(await desk.page(`/items/${id}/read`)).not.toContain('Grimalkin');
    await desk.post(`/items/${id}/read`, {});
    expect(await desk.page(`/items/${id}/read`)).toContain('Grimalkin');
    await desk.unlock('demo-two');
    for (const path of ['read', 'de-identify', 'read-back', 'consent', 'promote']) {
      expect(await desk.page(`/items/${id}/${path}`), path).not.toContain('Grimalkin');
    }
  });

  it('of a flagged one is never alone the first time', async () => {
    const id = await takeIn({ ageBand: 'from12to15' });
    expect(await desk.post(`/items/${id}/read`, {})).toContain('not to be read alone');
    expect(await desk.post(`/items/${id}/read`, { beside: 'demo-one' })).toContain('not to be read alone');
    expect(await desk.post(`/items/${id}/read`, { beside: 'demo-two' })).toContain('Nobody said a word');
  });

  it('comes to a stop after five stories', async () => {
    for (let story = 0; story < 5; story += 1) {
      const id = await takeIn({ text: `Story number ${story}.` });
      expect(await desk.page('/inbox')).not.toContain('Time to stop');
      await desk.post(`/items/${id}/read`, {});
    }
    expect(await desk.page('/inbox')).toContain('Time to stop');
    desk.clock.now = `${firstDay}T10:30:00.000Z`;
    expect(await desk.page('/inbox')).not.toContain('Time to stop');
  });

  it('says when a story may have a topic in it that the reader opted out of', async () => {
    await takeIn({ text: 'My uncle died and we went to the funeral.' });
    expect(await desk.page('/inbox')).not.toContain('rather not read (');
    expect(await desk.post('/inbox/topics', { topics: ['bereavement'] })).toContain(
      'rather not read (someone who has died)',
    );
  });
});

describe('what touches a live case or somebody’s safety', () => {
  it('is held at once, and the clock shows on every page until the safeguarding lead attends', async () => {
    const id = await takeIn({ liveCase: 'yes' });
    for (const path of ['/inbox', '/journal', '/help'])
      expect(await desk.page(path)).toContain('waits for the safeguarding lead');
    desk.clock.now = '2026-12-02T00:10:00.000Z';
    expect(await desk.page('/inbox')).toContain('Overdue');
    await desk.post(`/items/${id}/decide`, { what: 'attend', 'why-attend': 'advised' });
    expect(await desk.page('/inbox')).not.toContain('waits for the safeguarding lead');
  });

  it.each([
    ['and nobody had opened it', []],
    ['and somebody had read it since', ['read']],
  ] as const)('is held although the machine stopped before it could be, %s', async (_how, since) => {
    const id = await desk.receive(makeMessage({ liveCase: 'yes' }));
    await desk.unlock('demo-one');
    const at = desk.desk.atWork as NonNullable<typeof desk.desk.atWork>;
    await at.store.putMessage(id, makeMessage({ liveCase: 'yes' }));
    for (const what of ['take', ...since] as const) await moveItem(at, id, what);
    await desk.post('/inbox/take', {});
    expect(await desk.page(`/items/${id}`)).toContain('On legal hold, since');
  });

  it('is taken in although the machine stopped before it was written down, and the sealed file is gone', async () => {
    await desk.unlock('demo-one');
    const at = desk.desk.atWork as NonNullable<typeof desk.desk.atWork>;
    const id = 'b'.repeat(64);
    await at.store.putMessage(id, makeMessage({ liveCase: 'yes' }));
    await desk.post('/inbox/take', {});
    expect(await desk.page(`/items/${id}`)).toContain('On legal hold, since');
  });

  it('is not deleted by a deletion that was decided before it was put on hold', async () => {
    const id = await takeIn();
    const at = desk.desk.atWork as NonNullable<typeof desk.desk.atWork>;
    desk.clock.now = '2027-03-01T09:00:00.000Z';
    const write = at.store.write.bind(at.store);
    // Somebody at another desk is a moment quicker.
    at.store.write = async (deed, now) => {
      at.store.write = write;
      const held = { moderator: 'demo-two', roles: at.roles.slice(), item: id } as const;
      await write({ ...held, what: 'hold', why: 'legalAdvice' }, now);
      return write(deed, now);
    };
    await desk.post('/retention', {});
    expect(await desk.page(`/items/${id}`)).toContain('On legal hold, since');
    expect(existsSync(join(wordsOf(id), 'message'))).toBe(true);
  });

  it('leaves the site at once, cannot be signed, and is signed anew when it is released', async () => {
    const id = await promote();
    await sign('demo-two');
    await sign('demo-one');
    const signOffs = join(root, 'content', 'sign-offs', 'the-bus-home.json');
    expect(existsSync(signOffs)).toBe(true);
    expect(await desk.post(`/items/${id}/decide`, { what: 'hold', 'why-hold': 'liveCase' })).toContain(
      'has lost its signatures',
    );
    expect(existsSync(signOffs)).toBe(false);
    expect(await sign('demo-two')).toContain('What it was made of is held');
    expect(existsSync(signOffs)).toBe(false);
    await desk.unlock('demo-one');
    await desk.post(`/items/${id}/decide`, { what: 'attend', 'why-attend': 'advised' });
    await desk.post(`/items/${id}/decide`, { what: 'release', 'why-release': 'caseOver' });
    expect(await sign('demo-two')).toContain('Signed.');
  });

  it('is released by nobody else', async () => {
    const id = await takeIn({ liveCase: 'notSure' });
    await desk.unlock('demo-two');
    expect(await desk.page(`/items/${id}`)).not.toContain('Release it');
    expect(await desk.post(`/items/${id}/decide`, { what: 'release', 'why-release': 'caseOver' })).toContain(
      'Only the safeguarding lead',
    );
  });

  it('is not deleted when it is taken back', async () => {
    const id = await takeIn({ liveCase: 'yes' });
    await desk.post(`/items/${id}/withdraw`, { 'why-withdraw': 'teller' });
    expect(existsSync(join(root, '.another-story', 'desk', 'items', id, 'message'))).toBe(true);
    desk.clock.now = '2046-01-01T09:00:00.000Z';
    expect(await desk.page('/retention')).toContain('Nothing is due');
  });
});

describe('de-identifying', () => {
  const text = 'My brother Callum stayed in Larkhall.';

  it('is not done while one flag is undecided', async () => {
    const id = await takeIn({ text });
    await desk.post(`/items/${id}/read`, {});
    expect(await deIdentify(id, { 'flag-0': '' })).toContain('Still to decide');
    expect(await desk.page(`/items/${id}`)).toContain('Being worked on');
  });

  it('is not done while one question is unanswered, or nobody has looked at what is published', async () => {
    const id = await takeIn({ text });
    await desk.post(`/items/${id}/read`, {});
    expect(await deIdentify(id, { 'answer-together': '' })).toContain('Still to answer');
    expect(await deIdentify(id, { compared: '' })).toContain('Say that you have looked');
  });

  it('puts a moderator’s words in place, and looks at them too', async () => {
    const id = await takeIn({ text });
    await desk.post(`/items/${id}/read`, {});
    const html = await desk.page(`/items/${id}/de-identify`);
    const index = [...html.matchAll(/<legend><mark>(.*?)<\/mark>/g)].findIndex(
      ([, flag]) => flag === 'Callum',
    );
    expect(await deIdentify(id, { [`flag-${index}`]: 'replace', [`with-${index}`]: 'Torquil' })).toContain(
      'Look again at: “torquil”',
    );
    expect(await deIdentify(id, { [`flag-${index}`]: 'replace', [`with-${index}`]: 'somebody' })).toContain(
      'somebody',
    );
    const read = await desk.page(`/items/${id}/read`);
    expect(read).not.toContain('Callum');
    expect(read).toContain('My brother somebody stayed');
  });

  it('lets nobody add words for a teller who cannot be asked', async () => {
    const id = await takeIn({ text, via: 'self' });
    await desk.post(`/items/${id}/read`, {});
    const save = (changed: string) => desk.post(`/items/${id}/de-identify/text`, { text: changed });
    expect(await save(`${text} It was awful.`)).toContain('Take out what you added: “It was awful.”');
    expect(await save('My brother stayed in a town.')).toContain('The text is saved');
  });

  it('says which published story has the same rare phrase', async () => {
    const id = await takeIn({ text: 'She had a jotter with a horse on the front of it.' });
    await desk.post(`/items/${id}/read`, {});
    expect(await desk.page(`/items/${id}/de-identify`)).toContain('is also in eleven-days');
  });
});

describe('from consent to the site', () => {
  it('never widens what the teller allowed', async () => {
    const id = await takeIn();
    await desk.post(`/items/${id}/read`, {});
    await deIdentify(id);
    await desk.post(`/items/${id}/read-back`, { why: 'agreed' });
    const html = await desk.page(`/items/${id}/consent`);
    expect(html).toContain(noticeVersion);
    expect(html).not.toContain('value="print"');
    await desk.post(`/items/${id}/consent`, { uses: ['site', 'print'], reviewBy: '2028-01-01' });
    await desk.post(`/items/${id}/promote`, draft);
    const { content } = await readReviewed(root);
    expect(content.stories.get('the-bus-home')?.data.consent).toMatchObject({
      kind: 'given',
      uses: ['site'],
      givenOn: firstDay,
    });
  });

  it('says that a story sent alone was not agreed to', async () => {
    const id = await takeIn({ via: 'self' });
    await desk.post(`/items/${id}/read`, {});
    await deIdentify(id);
    expect(await desk.page(`/items/${id}/read-back`)).not.toContain('value="agreed"');
    expect(await desk.post(`/items/${id}/read-back`, { why: 'agreed' })).toContain(
      'nobody could have agreed',
    );
  });

  it('makes a sound draft of exactly the agreed words', async () => {
    await promote({
      text: 'I got the bus home that night.\n1. Not a list_ *at all*\n\n# Nor a heading [x](y) & <b>',
    });
    const { content, mistakes } = await readReviewed(root);
    expect(mistakes).toEqual([]);
    const story = content.stories.get('the-bus-home');
    expect(story?.data).toMatchObject({
      origin: 'firstPerson',
      teller: { pseudonym: 'Sorley', viewpoint: 'family' },
    });
    const html = await desk.page('/stories/the-bus-home');
    expect(html).toContain('<p>1. Not a list_ *at all*</p>');
    expect(html).toContain('<p># Nor a heading [x](y) &amp; &lt;b&gt;</p>');
  });

  it('says what is missing in a draft, keeps what was typed, and writes nothing', async () => {
    const id = await takeIn();
    await desk.post(`/items/${id}/read`, {});
    await deIdentify(id);
    await desk.post(`/items/${id}/read-back`, { why: 'agreed' });
    await desk.post(`/items/${id}/consent`, { uses: ['site'], reviewBy: '2028-01-01' });
    const html = await desk.post(`/items/${id}/promote`, {
      ...draft,
      line: 'Words that are not in it.',
      title: 'The bus home',
    });
    expect(html).toContain('role="alert"');
    expect(html).toContain('value="The bus home"');
    expect(existsSync(join(root, 'content', 'stories', 'the-bus-home.md'))).toBe(false);
  });

  describe('with a pseudonym that another story has', () => {
    const taken = { ...draft, pseudonym: 'takenname' };
    const warning = /“takenname” tells “eleven-days” too: choose a name/;
    const isThere = () => existsSync(storyFile);

    /** Takes a message to where it can be promoted, beside a story whose teller has the name. */
    async function ready(): Promise<string> {
      const other = join(root, 'content', 'stories', 'eleven-days.md');
      writeFileSync(other, readFileSync(other, 'utf8').replace(/^( {2}pseudonym: ).*$/m, '$1Takenname'));
      const id = await takeIn();
      await desk.post(`/items/${id}/read`, {});
      await deIdentify(id);
      await desk.post(`/items/${id}/read-back`, { why: 'agreed' });
      await desk.post(`/items/${id}/consent`, { uses: ['site'], reviewBy: '2028-01-01' });
      return id;
    }

    it('warns before there is a draft, and keeps what was typed', async () => {
      const html = await desk.post(`/items/${await ready()}/promote`, taken);
      expect(html).toMatch(warning);
      expect(html).toContain('name="keepName" value="takenname"');
      expect(html).toContain('value="The bus home"');
      expect(isThere()).toBe(false);
    });

    it('makes the draft with another name, or with the same one where it is meant', async () => {
      const id = await ready();
      // To have meant one name says nothing of another.
      expect(await desk.post(`/items/${id}/promote`, { ...taken, keepName: 'Sorley' })).toMatch(warning);
      expect(isThere()).toBe(false);
      await desk.post(`/items/${id}/promote`, { ...taken, keepName: 'takenname' });
      expect(isThere()).toBe(true);
    });

    it('warns whoever is about to sign', async () => {
      await desk.post(`/items/${await ready()}/promote`, { ...taken, keepName: 'takenname' });
      const html = await desk.page('/stories/the-bus-home');
      expect(html).toContain('Look at this before you sign');
      expect(html).toMatch(warning);
    });
  });

  it('warns of nothing where every name is its own', async () => {
    await promote();
    expect(await desk.page('/stories/the-bus-home')).not.toContain('Look at this before you sign');
  });

  it('never lets whoever promoted a story sign it first, nor anybody sign twice or unread', async () => {
    await promote();
    expect(await sign('demo-one')).toContain('somebody else has to sign it first');
    expect(await sign('demo-two')).toContain('Signed.');
    expect(await sign('demo-two')).toContain('You have signed it as it stands');
    expect(await sign('demo-one')).toContain('Signed.');
    const { content } = await readReviewed(root);
    expect(content['sign-offs'].get('the-bus-home')?.data.map(({ moderator }) => moderator)).toEqual([
      'demo-two',
      'demo-one',
    ]);
  });

  it('does not sign what has changed since the page was shown, nor without the whole checklist', async () => {
    await promote();
    await desk.unlock('demo-two');
    const signing = {
      shown: '0'.repeat(64),
      checks: Object.keys(signOffChecks),
      passphrase: 'demonstration key two',
    };
    expect(await desk.post('/stories/the-bus-home/sign', signing)).toContain('has changed since you opened');
    const html = await desk.page('/stories/the-bus-home');
    const shown = /name="shown" value="([0-9a-f]+)"/.exec(html)?.[1] ?? '';
    expect(
      await desk.post('/stories/the-bus-home/sign', { ...signing, shown, checks: 'readWhole' }),
    ).toContain('every line');
    expect(
      await desk.post('/stories/the-bus-home/sign', { ...signing, shown, passphrase: 'wrong wrong wrong' }),
    ).toContain('does not open your signing key');
  });

  it('shows what has changed since it was last signed', async () => {
    await promote();
    await sign('demo-two');
    const file = join(root, 'content', 'stories', 'the-bus-home.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Nobody said a word', 'Nobody said anything'));
    const html = await desk.page('/stories/the-bus-home');
    expect(html).toMatch(/<del>.*Nobody said a word/s);
    expect(html).toMatch(/<ins>.*Nobody said anything/s);
  });

  it('shows the story whole, and apart from it everything else that is signed', async () => {
    await promote();
    const html = await desk.page('/stories/the-bus-home');
    const article = /<article[\s\S]*<\/article>/.exec(html)?.[0] ?? '';
    expect(article.replaceAll(/<[^>]+>/g, '')).toBe(makeMessage().text);
    expect(html).toContain('Teller › pseudonym: Sorley');
    expect(html).toContain('Language: en-GB');
  });

  it('tells on the board what each story still needs', async () => {
    await promote();
    const html = await desk.page('/board');
    expect(html).toContain('The bus home');
    expect(html).toContain('Fewer than two moderators have signed it');
    expect(html).toContain('The teller still has time to think again');
  });
});

describe('taking back', () => {
  it('finds a story by the receipt in a sealed message, and leaves a tombstone and nothing else', async () => {
    const id = await promote({ receiptId });
    await sign('demo-two');
    await sign('demo-one');
    const message = await receiveWithdrawal();
    expect(await desk.page('/inbox')).toContain('Withdrawals (1)');
    expect(await desk.post(`/withdrawals/${message}`, {})).toContain('Taken back');
    expect(existsSync(join(root, 'content', 'stories', 'the-bus-home.md'))).toBe(false);
    expect(existsSync(join(root, 'content', 'sign-offs', 'the-bus-home.json'))).toBe(false);
    expect(readFileSync(join(root, 'content', 'withdrawals', 'the-bus-home.yaml'), 'utf8')).toContain(
      'reason: teller',
    );
    expect(existsSync(join(root, '.another-story', 'desk', 'items', id))).toBe(false);
    expect(existsSync(join(root, '.another-story', 'desk', 'signed', 'the-bus-home'))).toBe(false);
  });

  it('finds it by hand, and after its words are deleted, by the record of consent', async () => {
    await promote({ receiptId });
    await sign('demo-two');
    await sign('demo-one');
    desk.clock.now = '2026-12-20T09:00:00.000Z';
    await desk.unlock('demo-one');
    expect(await desk.post('/retention', {})).toContain('its words are deleted');
    expect(
      await desk.post('/withdrawals', { receipt: sampleReceipt.replaceAll(' ', '-'), why: 'teller' }),
    ).toContain('Taken back');
    expect(existsSync(join(root, 'content', 'stories', 'the-bus-home.md'))).toBe(false);
    expect(readdirSync(join(root, '.another-story', 'desk', 'consents'))).toHaveLength(1);
    desk.clock.now = '2027-12-21T09:00:00.000Z';
    await desk.post('/retention', {});
    expect(readdirSync(join(root, '.another-story', 'desk', 'consents'))).toHaveLength(0);
  });

  it('takes back every copy of a story that was sent twice', async () => {
    const ids = [await takeIn({ receiptId }), await takeIn({ receiptId, text: 'I got the bus home.' })];
    const message = await receiveWithdrawal();
    expect(await desk.post(`/withdrawals/${message}`, {})).toContain('Taken back');
    for (const id of ids) expect(existsSync(wordsOf(id))).toBe(false);
  });

  it.each(['sealed', 'by hand'])(
    'takes back a copy that comes after the first was taken back (%s), and forgets the receipt after 90 days',
    async (how) => {
      const first = await takeIn({ receiptId });
      if (how === 'sealed') await desk.post(`/withdrawals/${await receiveWithdrawal()}`, {});
      else await desk.post('/withdrawals', { receipt: sampleReceipt });
      expect(existsSync(wordsOf(first))).toBe(false);
      expect(await desk.page('/inbox')).not.toContain('Withdrawals (');
      const second = await takeIn({ receiptId, text: 'I got the bus home, later.' });
      const page = await desk.page('/withdrawals');
      expect(page).toContain(`submission ${second.slice(0, 8)}`);
      const [, message = ''] = /action="\/withdrawals\/([0-9a-f]+)"/.exec(page) ?? [];
      expect(await desk.post(`/withdrawals/${message}`, {})).toContain('Taken back');
      expect(existsSync(wordsOf(second))).toBe(false);
      desk.clock.now = '2027-03-02T09:00:00.000Z';
      await desk.post('/retention', {});
      expect(readdirSync(join(root, '.another-story', 'desk', 'items'))).toEqual([]);
    },
  );

  it('waits for a story that comes after its withdrawal, as long as it takes, and cannot be opened or lost meanwhile', async () => {
    await desk.unlock('demo-one');
    const message = await receiveWithdrawal();
    expect(await desk.page('/withdrawals')).toContain('Waiting for what they are about');
    expect(await desk.page('/inbox')).not.toContain('Withdrawals (');
    expect(await desk.post(`/withdrawals/${message}`, {})).toContain('has not come yet');
    expect(await desk.post(`/items/${message}/read`, {})).toContain('It is a withdrawal');
    expect(
      await desk.post(`/items/${message}/decide`, { what: 'hold', 'why-hold': 'legalAdvice' }),
    ).toContain('It is a withdrawal');
    const id = await takeIn({ receiptId });
    expect(await desk.page('/inbox')).toContain('Withdrawals (1)');
    desk.clock.now = '2027-06-01T09:00:00.000Z';
    expect(await desk.page('/retention')).not.toContain(message.slice(0, 8));
    expect(await desk.post(`/withdrawals/${message}`, {})).toContain('Taken back');
    expect(existsSync(wordsOf(id))).toBe(false);
  });

  it('is ready to be deleted after 90 days if nothing came', async () => {
    await desk.unlock('demo-one');
    const message = await receiveWithdrawal();
    desk.clock.now = '2027-03-01T09:00:00.000Z';
    expect(await desk.post('/retention', {})).toContain('everything is deleted');
    expect(existsSync(wordsOf(message))).toBe(false);
  });

  it('deletes the words of what was held as soon as its hold ends', async () => {
    const id = await promote();
    await desk.post(`/items/${id}/decide`, { what: 'hold', 'why-hold': 'legalAdvice' });
    await desk.post(`/items/${id}/withdraw`, { 'why-withdraw': 'teller' });
    expect(existsSync(wordsOf(id))).toBe(true);
    await desk.post(`/items/${id}/decide`, { what: 'attend', 'why-attend': 'advised' });
    await desk.post(`/items/${id}/decide`, { what: 'release', 'why-release': 'caseOver' });
    expect(await desk.page(`/items/${id}`)).toContain('Taken back, since');
    expect(existsSync(wordsOf(id))).toBe(false);
  });

  it.each(['again', 'by the next deletion'])(
    'is finished %s when the machine stopped half way',
    async (how) => {
      const id = await promote();
      const before = mkdtempSync(join(tmpdir(), 'words-'));
      cpSync(wordsOf(id), before, { recursive: true });
      await desk.post(`/items/${id}/withdraw`, { 'why-withdraw': 'teller' });
      cpSync(before, wordsOf(id), { recursive: true });
      rmSync(before, { recursive: true });
      if (how === 'again') await desk.post('/stories/the-bus-home/withdraw', { why: 'teller' });
      else await desk.post('/retention', {});
      expect(existsSync(wordsOf(id))).toBe(false);
    },
  );

  it('takes down a draft whose promotion is in no journal, because the machine stopped', async () => {
    const id = await promote();
    const journal = join(root, '.another-story', 'desk', 'journals', 'demo-one');
    // The last line is the promotion; without its head nobody can tell that it is missing.
    writeFileSync(
      journal,
      `${readFileSync(journal, 'utf8').trimEnd().split('\n').slice(0, -1).join('\n')}\n`,
    );
    rmSync(`${journal}.head`);
    expect(await desk.page(`/items/${id}`)).toContain('Consent recorded, since');
    expect(await desk.post(`/items/${id}/withdraw`, { 'why-withdraw': 'teller' })).toContain('Now publish');
    expect(existsSync(storyFile)).toBe(false);
    expect(existsSync(join(root, 'content', 'withdrawals', 'the-bus-home.yaml'))).toBe(true);
  });

  it('takes down what another desk promoted meanwhile', async () => {
    const id = await takeIn();
    const elsewhere = mkdtempSync(join(tmpdir(), 'desk-'));
    cpSync(root, elsewhere, { recursive: true });
    const other = new DeskVisitor(elsewhere);
    other.clock.now = `${firstDay}T09:05:00.000Z`;
    await other.enter();
    await other.unlock('demo-two');
    await other.post(`/items/${id}/withdraw`, { 'why-withdraw': 'teller' });
    desk.clock.now = `${firstDay}T09:10:00.000Z`;
    await promoteItem(id);
    expect(existsSync(storyFile)).toBe(true);
    const folder = (of: string) => join(of, '.another-story', 'desk');
    cpSync(folder(elsewhere), folder(root), { recursive: true, filter: (from) => !/demo-one/.test(from) });
    rmSync(elsewhere, { recursive: true });
    expect(await desk.post('/inbox/take', {})).toContain('Off the site, as was decided at another desk');
    expect(existsSync(storyFile)).toBe(false);
    await desk.post('/retention', {});
    expect(existsSync(wordsOf(id))).toBe(false);
  });

  it('keeps no copy of a story that came down by another way', async () => {
    await promote();
    await sign('demo-two');
    const signed = join(root, '.another-story', 'desk', 'signed', 'the-bus-home');
    expect(existsSync(signed)).toBe(true);
    await withdrawStory(root, 'the-bus-home', { withdrawnOn: firstDay, reason: 'legal' });
    await desk.post('/retention', {});
    expect(existsSync(signed)).toBe(false);
  });

  it('reaches no folder but that of a story', async () => {
    const id = await takeIn();
    const refused = await desk.send('/stories/..%2Fitems/withdraw', { why: 'teller' });
    const to = new URL(refused.headers.get('location') ?? '', 'http://desk');
    expect(to.pathname).toBe('/stories/..%2Fitems');
    expect(await desk.page(`/inbox${to.search}`)).toContain('There is no such story');
    expect(existsSync(wordsOf(id))).toBe(true);
  });

  it('deletes no words while a journal is damaged, and deletes them once it is mended', async () => {
    const id = await takeIn();
    const journal = join(root, '.another-story', 'desk', 'journals', 'demo-two');
    await desk.unlock('demo-two');
    await desk.post(`/items/${id}/read`, {});
    const whole = readFileSync(journal, 'utf8');
    writeFileSync(journal, `${whole}2 torn`);
    await desk.unlock('demo-one');
    expect(await desk.post(`/items/${id}/withdraw`, { 'why-withdraw': 'teller' })).toContain(
      'once the damaged journal is mended',
    );
    expect(existsSync(wordsOf(id))).toBe(true);
    writeFileSync(journal, whole);
    await desk.post('/retention', {});
    expect(existsSync(wordsOf(id))).toBe(false);
  });

  it('says so when a receipt belongs to nothing', async () => {
    await desk.unlock('demo-one');
    expect(await desk.post('/withdrawals', { receipt: '9999 9999 9999 9999' })).toContain(
      'holds nothing with that receipt',
    );
    expect(await desk.post('/withdrawals', { receipt: 'what?' })).toContain('That is no receipt');
  });
});

describe('deletion', () => {
  it('says what is due, deletes it, and deletes nothing while a journal is damaged', async () => {
    const id = await takeIn();
    desk.clock.now = '2027-03-01T09:00:00.000Z';
    expect(await desk.page('/retention')).toContain('kept for 90 days');
    const journal = join(root, '.another-story', 'desk', 'journals', 'demo-one');
    const whole = readFileSync(journal, 'utf8');
    writeFileSync(journal, `${whole}2 torn`);
    expect(await desk.post('/retention', {})).toContain('A journal is damaged');
    expect(await desk.post(`/items/${id}/read`, {})).toContain('Your journal is damaged');
    expect(existsSync(join(root, '.another-story', 'desk', 'items', id))).toBe(true);
    writeFileSync(journal, whole);
    expect(await desk.post('/retention', {})).toContain('everything is deleted');
    expect(existsSync(join(root, '.another-story', 'desk', 'items', id))).toBe(false);
  });
});

describe('two desks', () => {
  it('that work apart and put their folders together lose nothing', async () => {
    const one = await takeIn();
    const two = await takeIn({ text: 'Another night, another bus.' });
    const elsewhere = mkdtempSync(join(tmpdir(), 'desk-'));
    cpSync(root, elsewhere, { recursive: true });
    const other = new DeskVisitor(elsewhere);
    other.clock.now = `${firstDay}T09:05:00.000Z`;
    await other.enter();
    await other.unlock('demo-two');

    await desk.post(`/items/${one}/read`, {});
    await desk.post(`/items/${one}/decide`, { what: 'junk', 'why-junk': 'test' });
    await other.post(`/items/${one}/read`, {});
    await other.post(`/items/${one}/decide`, { what: 'hold', 'why-hold': 'legalAdvice' });
    await other.post(`/items/${two}/read`, {});
    await other.post(`/items/${two}/de-identify/text`, { text: 'Another night.' });

    const folder = (of: string) => join(of, '.another-story', 'desk');
    cpSync(folder(elsewhere), folder(root), { recursive: true, filter: (from) => !/demo-one/.test(from) });
    rmSync(elsewhere, { recursive: true });
    const { items, faults } = await overviewOf(desk.desk.atWork as never);
    expect(faults).toEqual([]);
    expect(items.get(one)?.stage).toBe('legalHold');
    expect(items.get(one)?.history.map(({ moderator, what }) => `${moderator} ${what}`)).toEqual([
      'demo-one take',
      'demo-one read',
      'demo-one junk',
      'demo-two read',
      'demo-two hold',
    ]);
    await desk.post(`/items/${two}/read`, {});
    expect(await desk.page(`/items/${two}/read`)).toContain('<p dir="auto">Another night.</p>');
  });
});

describe('keys', () => {
  it('are tested, rotated, and destroyed, and nothing that was taken in is lost', async () => {
    const id = await takeIn();
    expect(
      await desk.post('/keys/test', { holder: 'recovery', passphrase: 'demonstration recovery' }),
    ).toContain('opens what is sealed today');
    expect(await desk.post('/keys/test', { holder: 'recovery', passphrase: 'something else' })).toContain(
      'does not open this key',
    );
    expect(await desk.post('/keys/destroy', { epoch: '1', sure: 'yes' })).toContain('not the newest');
    const passphrases = {
      one: 'demo-one',
      two: 'demo-two',
      'passphrase-one': 'demonstration key one',
      'passphrase-two': 'demonstration key two',
      'passphrase-recovery': 'demonstration recovery',
    };
    expect(await desk.post('/keys/rotate', { ...passphrases, 'passphrase-recovery': 'mistyped' })).toContain(
      'does not open the desk',
    );
    expect(await desk.post('/keys/rotate', passphrases)).toContain('Epoch 2 is made');
    expect(JSON.parse(readFileSync(join(root, 'public', 'keys.json'), 'utf8'))).toMatchObject({
      epoch: 2,
      demo: true,
    });
    await desk.unlock('demo-one');
    expect(await desk.post('/keys/destroy', { epoch: '1' })).toContain('Confirm');
    expect(await desk.post('/keys/destroy', { epoch: '1', sure: 'yes' })).toContain('are destroyed');
    await desk.post(`/items/${id}/read`, {});
    expect(await desk.page(`/items/${id}/read`)).toContain('Nobody said a word');
  });

  it('of somebody who lost theirs are replaced with the recovery passphrase, and nothing else', async () => {
    const id = await takeIn();
    const lost = {
      moderator: 'demo-two',
      recovery: 'demonstration recovery',
      'new-passphrase': 'another five quiet words',
      'new-again': 'another five quiet words',
    };
    expect(await desk.post('/let-in', { ...lost, recovery: 'demonstration key one' })).toContain(
      'not the recovery',
    );
    expect(await desk.post('/let-in', { ...lost, moderator: 'somebody' })).toContain(
      'not an active moderator',
    );
    expect(await desk.post('/let-in', lost)).toContain('can unlock the desk');
    await desk.unlock('demo-two');
    expect(desk.desk.atWork?.moderator).not.toBe('demo-two');
    await desk.post('/unlock', { moderator: 'demo-two', passphrase: 'another five quiet words' });
    expect(desk.desk.atWork).toMatchObject({ moderator: 'demo-two', identities: [] });
    await desk.post(`/items/${id}/read`, {});
    expect(await desk.page(`/items/${id}/read`)).toContain('Nobody said a word');
  });

  it('leave alone what they do not open, and say so', async () => {
    await desk.unlock('demo-one');
    const sealed = join(root, '.another-story', 'desk', 'in');
    const id = await desk.receive(makeMessage());
    const bytes = readFileSync(join(sealed, `${id}.age`));
    bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1;
    writeFileSync(join(sealed, `${id}.age`), bytes);
    expect(await desk.post('/inbox/take', {})).toContain('1 could not be opened');
    expect(readdirSync(sealed)).toHaveLength(1);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mostNotices } from '#desk/pages/notices.ts';
import { DeskVisitor } from '../../fixtures/desk.ts';
import { deIdentify, desk, onDisk, root, takeIn, useDeskFolder } from '../../fixtures/desk-folder.ts';

useDeskFolder();

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

  it('lets a script run only where the desk has one, and only its own', async () => {
    const id = await takeIn();
    await desk.post(`/items/${id}/read`, {});
    const { headers } = await desk.get(`/items/${id}/de-identify`);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; script-src 'self'; connect-src 'self'",
    );
    expect(headers.get('cache-control')).toBe('no-store');
    const script = await (await desk.get('/look/live.js')).text();
    expect(script).not.toMatch(/innerHTML|eval\(|localStorage|sessionStorage|https?:/);
    expect((await desk.get('/inbox')).headers.get('content-security-policy')).not.toContain('script-src');
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
    return (
      (await desk.send(path, { seen: await desk.seenFor(path), ...fields })).headers.get('location') ?? ''
    );
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

  it.each(['read', 'de-identify', 'text'])(
    'is inert and shows what it hides, on the page to %s',
    async (path) => {
      const id = await takeIn({ text: hostile });
      await desk.post(`/items/${id}/read`, {});
      // The desk's own script stands in the head, and has nothing of the text in it.
      const own = '<script type="module" src="/look/live.js"></script>';
      const html = (await desk.page(`/items/${id}/${path}`)).replace(own, '');
      for (const live of ['<script', '<img', '\u0007', '\u202E', '\u202C', '\u200B'])
        expect(html).not.toContain(live);
      expect(html).toContain('⟦U+202E⟧');
      expect(html).toContain('⟦U+0007⟧');
      // Flags stand in the middle of it.
      const marks = /<a class="flagged-word[^>]*>|<span class="vh">[^<]*<\/span><\/a>/g;
      expect(html.replaceAll(marks, '')).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    },
  );

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
      seq: 2,
      bundle: { epoch: 2, demo: true },
      signatures: [{ moderator: 'demo-one' }, { moderator: 'demo-two' }],
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
});

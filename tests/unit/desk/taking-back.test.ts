import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleReceipt } from '#desk/demonstration.ts';
import { overviewOf } from '#desk/work/overview.ts';
import { withdrawStory } from '#files/write.ts';
import { DeskVisitor, firstDay } from '../../fixtures/desk.ts';
import {
  agree,
  deIdentify,
  desk,
  draft,
  promote,
  receiptId,
  receiveWithdrawal,
  recordConsent,
  root,
  sign,
  storyFile,
  takeIn,
  useDeskFolder,
  wordsOf,
} from '../../fixtures/desk-folder.ts';

useDeskFolder();

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
    await desk.post(`/items/${id}/read`, {});
    await deIdentify(id);
    await agree(id);
    await recordConsent(id);
    const elsewhere = mkdtempSync(join(tmpdir(), 'desk-'));
    cpSync(root, elsewhere, { recursive: true });
    const other = new DeskVisitor(elsewhere);
    other.clock.now = `${firstDay}T09:05:00.000Z`;
    await other.enter();
    await other.unlock('demo-two');
    await other.post(`/items/${id}/withdraw`, { 'why-withdraw': 'teller' });
    desk.clock.now = `${firstDay}T09:10:00.000Z`;
    await desk.post(`/items/${id}/promote`, draft);
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
    await other.post(`/items/${two}/text`, { text: 'Another night.' });

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

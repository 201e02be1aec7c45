import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject } from 'vitest';
import { partnerHeader, readPartnerCode } from '#envelope/partner-code.ts';
import { intakeApp } from '#intake/app.ts';
import { partnersFile } from '#intake/config.ts';
import { folderSpool } from '#intake/folder-spool.ts';
import { partnersIn } from '#intake/partners.ts';
import type { Spool } from '#intake/spool.ts';
import { serveSite } from '#server/serve-site.ts';
import { violationsIn } from '../fixtures/axe.ts';
import { type OpenTab, test } from '../fixtures/browser.ts';
import { DeskVisitor, makeDeskFolder } from '../fixtures/desk.ts';
import { sealedLookalike } from '../fixtures/sealed.ts';

/** A code from the desk to the intake, with the real parts: made at a desk, loaded into the page in a browser, sent to an intake that is full for anybody else. */
let made: Awaited<ReturnType<typeof makeDeskFolder>>;
let desk: DeskVisitor;
let folder: string;
let spool: Spool;
let site: Server;
let origin: string;
/** The time that the intake goes by, so that it reads the list of partners again. */
let now: number;

beforeAll(async () => {
  made = await makeDeskFolder();
  desk = new DeskVisitor(made.folder);
  await desk.enter();
  await desk.unlock('demo-one');
});
afterAll(() => made.remove());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'partner-'));
  now = Date.now();
  spool = await folderSpool(join(folder, 'spool'), { most: 2, keptForPartners: 1 });
  await spool.put(sealedLookalike(), 'anybody');
  const app = intakeApp({
    spool,
    epoch: () => 1,
    isPartner: partnersIn(join(made.folder, partnersFile), () => now),
  });
  site = serveSite(inject('dist'), 0, { beside: app });
  await once(site, 'listening');
  origin = `http://localhost:${(site.address() as AddressInfo).port}`;
});
afterEach(async () => {
  site.closeAllConnections();
  site.close();
  await spool.close();
  rmSync(folder, { recursive: true });
});

/** Has a code made at the desk; gives the file that the desk gives, as it lies on the worker’s device. */
async function codeFromDesk(name: string): Promise<{ file: string; code: string }> {
  await desk.post('/partners/make', { name });
  const file = join(folder, 'partner-code.txt');
  const text = await (await desk.get('/partners/code')).text();
  writeFileSync(file, text);
  return { file, code: readPartnerCode(text) ?? '' };
}

async function openPage(
  open: OpenTab,
): Promise<{ page: Page; sent: { url: string; code: string | undefined }[] }> {
  const { page, context } = await open('/share-your-story/hand-over/', {
    origin,
    reducedMotion: 'reduce',
    mayComplain: /428|507/,
  });
  const sent: { url: string; code: string | undefined }[] = [];
  context.on('request', (request) =>
    sent.push({ url: request.url(), code: request.headers()[partnerHeader] }),
  );
  return { page, sent };
}

async function sendOne(page: Page): Promise<void> {
  const sealed = join(folder, 'sealed.age');
  writeFileSync(sealed, sealedLookalike());
  await page.getByLabel('The file sealed.age').setInputFiles(sealed);
  await page.getByRole('button', { name: 'Send it' }).click();
}
const heading = (page: Page, name: string) =>
  page.getByRole('heading', { name }).waitFor({ timeout: 120_000 });
const openPart = (page: Page) => page.getByText('I’m a worker with a partner code').click();

describe('a partner’s code', () => {
  test('made at the desk gets a file in while the form is full, and is kept nowhere', async ({ open }) => {
    const { file, code } = await codeFromDesk('Mhairi');
    const { page, sent } = await openPage(open);
    await openPart(page);
    await page.getByLabel('The file partner-code.txt').setInputFiles(file);
    await page.getByText(`The code that ends in ${code.slice(-4)} is loaded for this visit.`).waitFor();
    expect(await violationsIn(page)).toEqual([]);
    await sendOne(page);
    await heading(page, 'It has arrived');
    expect(await spool.list()).toHaveLength(2);
    // The code went to the intake and nowhere else, and not in an address.
    expect(sent.filter((each) => each.code !== undefined).map(({ url }) => new URL(url).pathname)).toEqual([
      '/api/drop',
    ]);
    expect(sent.map(({ url }) => url).join()).not.toContain(code);
    const kept = await page.evaluate(async () =>
      JSON.stringify([
        document.cookie,
        { ...localStorage },
        { ...sessionStorage },
        await indexedDB.databases(),
        await caches.keys(),
        history.state,
        location.href,
        document.documentElement.outerHTML,
        Array.from(document.querySelectorAll('input'), (field) => field.value),
      ]),
    );
    expect(readPartnerCode(kept)).toBeUndefined();
    expect(kept).not.toContain(code);
    // Nor on the server’s disk.
    expect(readFileSync(join(made.folder, partnersFile), 'utf8')).not.toContain(code);
  });

  test('may be typed, serves for the whole visit, and is gone once the page is left', async ({ open }) => {
    const { code } = await codeFromDesk('Ewan');
    const { page, sent } = await openPage(open);
    await openPart(page);
    await page.getByLabel('Or the code').fill(code.toUpperCase());
    await page.getByLabel('Or the code').press('Tab');
    await page.getByText('is loaded for this visit').waitFor();
    expect(await page.getByLabel('Or the code').inputValue()).toBe('');
    await sendOne(page);
    await heading(page, 'It has arrived');
    await page.getByRole('button', { name: 'Send another one' }).click();
    await sendOne(page);
    // Even the places for partners are all taken now, and the code went along.
    await heading(page, 'The server has no room just now');
    expect(sent.filter((each) => each.code === code)).toHaveLength(2);
    await page.goto(`${origin}/support/`);
    await page.goBack();
    await sendOne(page);
    // Of somebody without a code more work is asked, now that it is full.
    await page.getByText('Doing more work than usual').waitFor({ timeout: 60_000 });
    expect(sent.at(-1)?.code).toBeUndefined();
  });

  test('that was revoked gets nothing in, and its bearer is told', async ({ open }) => {
    const { file, code } = await codeFromDesk('Isla');
    const page1 = await desk.page('/partners');
    const id = /name="id" value="([0-9a-f]+)"><button[^>]*>Revoke the code of Isla/.exec(page1)?.[1] ?? '';
    expect(code).not.toBe('');
    await desk.post('/partners/revoke', { id });
    now += 60_000;
    const { page } = await openPage(open);
    await openPart(page);
    await page.getByLabel('The file partner-code.txt').setInputFiles(file);
    await sendOne(page);
    await page.getByText('The server does not know this partner code').waitFor({ timeout: 60_000 });
    expect(await spool.list()).toHaveLength(1);
  });

  test('that is none is said to be none, and can be forgotten', async ({ open }) => {
    const { file, code } = await codeFromDesk('Rory');
    const { page } = await openPage(open);
    await openPart(page);
    await page.getByLabel('Or the code').fill('hush');
    await page.getByLabel('Or the code').press('Tab');
    await page.getByText('That is no partner code.').waitFor();
    await page.getByLabel('The file partner-code.txt').setInputFiles(file);
    await page.getByText(code.slice(-4)).waitFor();
    await page.getByRole('button', { name: 'Forget the code' }).click();
    await page.getByText('The code is forgotten.').waitFor();
    await sendOne(page);
    await page.getByText('Doing more work than usual').waitFor({ timeout: 60_000 });
  });
});

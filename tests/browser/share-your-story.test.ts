import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject } from 'vitest';
import type { KeyBundle } from '../../src/envelope/bundle.ts';
import { dropPath, sealedBytes, workHeader } from '../../src/envelope/drop.ts';
import { fingerprintOf } from '../../src/envelope/fingerprint.ts';
import { type Message, noticeVersion } from '../../src/envelope/message.ts';
import { openMessage as openSealed } from '../../src/envelope/open.ts';
import { readReceipt, receiptIdOf } from '../../src/envelope/receipt.ts';
import { looksSealed } from '../../src/envelope/shape.ts';
import { bodyHash, isWorkDone, readProof, usualWork, type WorkProof } from '../../src/envelope/work.ts';
import { isMemoryWorkDone } from '../../src/intake/asking.ts';
import { looks, violationsIn } from '../fixtures/axe.ts';
import {
  type OpenTab,
  type Tab,
  type TabOptions,
  testInKeptTabs as test,
  test as testOnNewDevice,
} from '../fixtures/browser.ts';
import { copyProject, type ProjectCopy } from '../fixtures/project.ts';
import { demoSigners, makeSigner, signedKeys, type TestSigner } from '../fixtures/signed-keys.ts';

const path = '/share-your-story/';
const still = { reducedMotion: 'reduce' } as const;
/** Words that stand nowhere else, as somebody might type them. */
const story =
  'Wisht, the quernstone sang marmalade.\n\nNaebody kent the zephyr ledger but me — “aye”, he said, 🦔.';
const sentinels = ['quernstone', 'marmalade', 'zephyr ledger', 'Naebody'];

/** What the stand-in for the intake was sent, in order. */
interface Drop {
  readonly body: Buffer;
  readonly nonce: string;
}

/**
 * Stands in for the intake. Answers with the statuses in turn, and with 202 from then on; 0 cuts the connection, and a text asks for that work.
 */
async function standIn(page: Page, ...statuses: (number | string)[]): Promise<Drop[]> {
  const drops: Drop[] = [];
  await page.route(`**${dropPath}`, async (route) => {
    const request: Request = route.request();
    drops.push({
      body: request.postDataBuffer() ?? Buffer.alloc(0),
      nonce: request.headers()[workHeader] ?? '',
    });
    const status = statuses.shift() ?? 202;
    if (typeof status === 'string') await route.fulfill({ status: 428, headers: { [workHeader]: status } });
    else await (status === 0 ? route.abort('connectionreset') : route.fulfill({ status }));
  });
  return drops;
}

function opened(body: Uint8Array | undefined): Promise<Message> {
  return openSealed(new Uint8Array(body ?? []), [inject('identity')]);
}

async function begin(open: OpenTab, options: TabOptions = {}): Promise<Tab> {
  const tab = await open(path, { ...still, ...options });
  await tab.page.getByRole('button', { name: 'I’ve read this. Begin' }).click();
  return tab;
}

const goOn = (page: Page) => page.locator('.step:visible [data-on]').click();

/** Answers everything up to the last look. */
async function fillIn(page: Page, { receipt = 'none', text = story } = {}): Promise<void> {
  await page.getByLabel('Your age').selectOption('from18');
  await goOn(page);
  await page.getByLabel('Your story', { exact: true }).fill(text);
  await page.getByLabel('The language you wrote it in').selectOption('sco');
  await goOn(page);
  await page.getByLabel('Where you saw it from').selectOption('community');
  await goOn(page);
  await page.getByLabel('On the site').check();
  await page.getByLabel('In lessons').check();
  await goOn(page);
  await page.getByRole('combobox', { name: 'Is there a live case?' }).selectOption('notSure');
  await goOn(page);
  await page.getByLabel('Your receipt').selectOption(receipt);
}

const send = (page: Page) => page.getByRole('button', { name: 'Seal it and send it' }).click();
const heading = (page: Page, name: string) =>
  page.getByRole('heading', { name }).waitFor({ timeout: 120_000 });

describe('a story that is sent', () => {
  test('opens with the moderators’ key, every word of it, and carries the proof of work for its very bytes', async ({
    open,
  }) => {
    const { page } = await begin(open);
    const drops = await standIn(page);
    await fillIn(page);
    await goOn(page);
    await send(page);
    await heading(page, 'It has arrived');
    expect(drops).toHaveLength(1);
    expect(drops[0]?.body).toHaveLength(sealedBytes);
    expect(await opened(drops[0]?.body)).toEqual({
      v: 1,
      kind: 'story',
      via: 'self',
      epoch: 1,
      text: story,
      ageBand: 'from18',
      viewpoint: 'community',
      consent: { site: true, lessons: true, quotes: false, print: false },
      liveCase: 'notSure',
      language: 'sco',
      noticeVersion,
    });
    const { body, nonce } = drops[0] as Drop;
    const proof = readProof(nonce) as WorkProof;
    expect(isWorkDone(proof)).toBe(true);
    expect(proof.hash).toBe(Buffer.from(bodyHash(new Uint8Array(body))).toString('hex'));
  });

  test('leaves no word of it in any request, address, storage or cache, nor on the page', async ({
    open,
  }) => {
    const tab = await begin(open);
    const { page, context } = tab;
    const sent: string[] = [];
    context.on('request', (request) => {
      sent.push(
        request.url(),
        JSON.stringify(request.headers()),
        request.postDataBuffer()?.toString('latin1') ?? '',
      );
    });
    await standIn(page);
    await fillIn(page);
    await goOn(page);
    await send(page);
    await heading(page, 'It has arrived');
    const kept = await page.evaluate(async () =>
      JSON.stringify([
        location.href,
        document.title,
        document.cookie,
        { ...localStorage },
        { ...sessionStorage },
        await indexedDB.databases(),
        await caches.keys(),
        history.state,
        document.documentElement.outerHTML,
        Array.from(
          document.querySelectorAll('textarea, input, select'),
          (field) => (field as HTMLInputElement).value,
        ),
      ]),
    );
    const devTools = await context.newCDPSession(page);
    const { entries } = await devTools.send('Page.getNavigationHistory');
    const all = [...sent, kept, JSON.stringify(entries), ...tab.requests].join('\n');
    expect(sent.some((each) => each.length > 30_000)).toBe(true);
    expect(sentinels.filter((word) => all.includes(word))).toEqual([]);
    expect(await context.storageState()).toEqual({ cookies: [], origins: [] });
  });

  testOnNewDevice('is the very same bytes when it is sent again after a cut connection', async ({ open }) => {
    const { page } = await begin(open, { mayComplain: /Failed to load resource/ });
    const drops = await standIn(page, 0, 503);
    await page.clock.install();
    await fillIn(page);
    await goOn(page);
    await send(page);
    await page.getByText('The connection was cut. Trying again in 2 seconds.').waitFor({ timeout: 120_000 });
    await page.clock.fastForward(2000);
    await page.getByText('The server is busy. Trying again in 4 seconds.').waitFor();
    await page.clock.fastForward(4000);
    await heading(page, 'It has arrived');
    expect(drops).toHaveLength(3);
    expect(
      drops.every(({ body, nonce }) => body.equals(drops[0]?.body as Buffer) && nonce === drops[0]?.nonce),
    ).toBe(true);
  });

  test('does more work when the server asks for it, says so, and sends the very same bytes', async ({
    open,
  }) => {
    const { page } = await begin(open, { mayComplain: /428/ });
    const drops = await standIn(page, '20788.7.2');
    const said = await page.evaluateHandle(() => {
      const heard: string[] = [];
      const news = document.querySelector('#sending-news') as HTMLElement;
      new MutationObserver(() => heard.push(news.textContent ?? '')).observe(news, { childList: true });
      return heard;
    });
    await fillIn(page);
    await goOn(page);
    await send(page);
    await heading(page, 'It has arrived');
    expect(drops).toHaveLength(2);
    expect(drops[1]?.body.equals(drops[0]?.body as Buffer)).toBe(true);
    const proof = readProof(drops[1]?.nonce ?? '') as WorkProof;
    expect(proof).toMatchObject({ day: 20_788, epoch: 7, step: 2 });
    expect(isWorkDone(proof)).toBe(true);
    expect(await isMemoryWorkDone(proof, usualWork)).toBe(true);
    expect((await said.jsonValue()).join('\n')).toContain(
      'Much is being sent just now, so the server asks for more work. Doing more work than usual.',
    );
  });

  test('counts as busy when the server asks for other work each time', async ({ open }) => {
    const { page } = await begin(open, { mayComplain: /428/ });
    const drops = await standIn(page, ...Array.from({ length: 9 }, (_, day) => `${20_788 + day}.1.0`));
    await fillIn(page);
    await goOn(page);
    await send(page);
    await heading(page, 'The server is too busy just now');
    expect(drops).toHaveLength(6);
  });

  test('can be kept as a sealed file and tried again, when the server has no room', async ({ open }) => {
    const { page } = await begin(open, { mayComplain: /507/ });
    const drops = await standIn(page, 507);
    await fillIn(page);
    await goOn(page);
    await send(page);
    await heading(page, 'The server has no room just now');
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the sealed file' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('sealed.age');
    const file = readFileSync(await download.path());
    expect(file.equals(drops[0]?.body as Buffer)).toBe(true);
    await page.getByRole('button', { name: 'Try again' }).click();
    await heading(page, 'It has arrived');
    expect(drops[1]?.body.equals(file)).toBe(true);
  });

  test('is not sent again when the server refuses it', async ({ open }) => {
    const { page } = await begin(open, { mayComplain: /400/ });
    const drops = await standIn(page, 400);
    await fillIn(page);
    await goOn(page);
    await send(page);
    await heading(page, 'The server didn’t take it');
    expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(false);
    expect(drops).toHaveLength(1);
  });

  test('can be sealed into a file instead, with nothing sent', async ({ open }) => {
    const tab = await begin(open);
    const drops = await standIn(tab.page);
    await fillIn(tab.page);
    await goOn(tab.page);
    const waiting = tab.page.waitForEvent('download');
    await tab.page.getByRole('button', { name: 'Seal it and save a file instead' }).click();
    expect(await opened(readFileSync(await (await waiting).path()))).toMatchObject({ text: story });
    expect(drops).toHaveLength(0);
    expect(await tab.page.getByLabel('Your story', { exact: true }).inputValue()).toBe('');
  });
});

describe('a receipt', () => {
  test('is shown before sending, and takes the story back in a message of the same size', async ({
    open,
  }) => {
    const { page } = await begin(open);
    const drops = await standIn(page);
    await fillIn(page, { receipt: 'words' });
    const receipt = (await page.locator('#tell-receipt-words').textContent()) ?? '';
    expect(readReceipt(receipt)).toBe(receipt);
    await goOn(page);
    expect(await page.locator('#tell-review').textContent()).toContain(receipt);
    await send(page);
    await heading(page, 'It has arrived');
    expect(await page.content()).not.toContain(receipt);

    await page.goto(`${path}withdraw/`);
    await page.getByLabel('Receipt', { exact: true }).fill(receipt.toUpperCase().replaceAll(' ', '-'));
    await page.getByRole('button', { name: 'Take it back' }).click();
    await heading(page, 'It has arrived');
    const [told, withdrawn] = drops.map(({ body }) => body);
    expect(withdrawn).toHaveLength(told?.length ?? 0);
    const receiptId = await receiptIdOf(receipt);
    expect(await opened(told)).toMatchObject({ kind: 'story', receiptId });
    expect(await opened(withdrawn)).toEqual({
      v: 1,
      kind: 'withdraw',
      via: 'self',
      epoch: 1,
      noticeVersion,
      receiptId,
    });
  });

  test('may be sixteen digits, and is another each time one is asked for', async ({ open }) => {
    const { page } = await begin(open);
    await fillIn(page, { receipt: 'digits' });
    const words = page.locator('#tell-receipt-words');
    const first = (await words.textContent()) ?? '';
    expect(first).toMatch(/^(\d{4} ){3}\d{4}$/);
    await page.getByRole('button', { name: 'Make me another' }).click();
    expect(await words.textContent()).not.toBe(first);
  });

  test('that cannot be one is not sent', async ({ open }) => {
    const { page } = await open(`${path}withdraw/`, still);
    const drops = await standIn(page);
    await page.getByLabel('Receipt', { exact: true }).fill('acid acorn acre');
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByRole('button', { name: /^That isn’t a receipt/ }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('tell-receipt');
    expect(drops).toHaveLength(0);
  });
});

describe('the form stops', () => {
  test.for([
    ['under12', 'This form isn’t for you yet'],
    ['from12to15', 'Tell it with somebody beside you'],
  ])('at %s, with somewhere to turn', async ([age = '', title = ''], { open }) => {
    const { page } = await begin(open);
    await page.getByLabel('Your age').selectOption(age);
    await goOn(page);
    await heading(page, title);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
    expect(await page.locator('.step:visible').getByRole('link', { name: '0800 1111' }).count()).toBe(1);
    expect(await page.locator('.step:visible').getByRole('textbox').count()).toBe(0);
    expect(await page.locator('.step:visible [data-on]').count()).toBe(0);
  });

  test('at a step that is not answered, and says what to do', async ({ open }) => {
    const { page } = await begin(open);
    await goOn(page);
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-errors'))).toBe(true);
    await page.getByRole('button', { name: 'Choose how old you are.' }).click();
    const age = page.getByLabel('Your age');
    expect(await age.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await age.getAttribute('aria-invalid')).toBe('true');
    await age.selectOption('from18');
    await goOn(page);
    await heading(page, 'Tell it');
  });

  test('at a text that is too long, and says how much there is room for', async ({ open }) => {
    const { page } = await begin(open);
    await page.getByLabel('Your age').selectOption('from18');
    await goOn(page);
    const text = page.getByLabel('Your story', { exact: true });
    expect(await page.locator('#tell-room').textContent()).toMatch(/^Room for about 5,\d00 words more\.$/);
    await text.fill('wee '.repeat(9000));
    expect(await page.locator('#tell-room').textContent()).toMatch(/^Too long by about/);
    await goOn(page);
    await page.getByRole('button', { name: /^It is too long to fit/ }).waitFor();
    await text.fill('wee '.repeat(8000));
    await goOn(page);
    await heading(page, 'Where did you see it from?');
  });
});

describe('the form is closed', () => {
  const closed = async (open: OpenTab, body: string | undefined): Promise<Page> => {
    const { page, context } = await open('/404.html', { ...still, mayComplain: /404 \(Not Found\)/ });
    await context.route('**/keys.json', (route) =>
      route.fulfill(body === undefined ? { status: 404 } : { contentType: 'application/json', body }),
    );
    await page.goto(path);
    await page.getByText('Nothing can be typed here, and nothing is sent.').waitFor();
    // Before anything else, and not four screens down.
    expect(await page.locator('#tell-lead').textContent()).toMatch(/^This form is closed just now\. /);
    expect(await page.getByRole('button', { name: /Begin/ }).isVisible()).toBe(false);
    expect(await page.locator('#tell-form').isVisible()).toBe(false);
    expect(await page.locator('#tell-form').getAttribute('disabled')).not.toBeNull();
    return page;
  };
  const keys = () => JSON.parse(readFileSync(join(inject('dist'), 'keys.json'), 'utf8'));

  test('without keys', async ({ open }) => {
    const page = await closed(open, undefined);
    expect(await page.locator('#tell-state').textContent()).toContain(
      'the moderators have not put up their keys',
    );
  });

  const bundle = (): KeyBundle => keys().bundle;
  const signed = (changed: unknown): string => JSON.stringify(signedKeys(changed, demoSigners()));

  test('with keys that have run out', async ({ open }) => {
    const page = await closed(open, signed({ ...bundle(), notAfter: '2026-01-01' }));
    expect(await page.locator('#tell-state').textContent()).toContain('keys have run out');
  });

  test('with a key of an older kind among them', async ({ open }) => {
    const { recipients } = bundle();
    const older = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
    const page = await closed(open, signed({ ...bundle(), recipients: [...recipients.slice(1), older] }));
    expect(await page.locator('#tell-state').textContent()).toContain('too weak');
  });

  test('with no check words', async ({ open }) => {
    const page = await closed(open, undefined);
    expect(await page.locator('#tell-fingerprint').isVisible()).toBe(false);
  });

  test('with one key swapped for a stranger’s, and says that somebody may want to read along', async ({
    open,
  }) => {
    const [one, two] = bundle().recipients;
    const strangers = await identityToRecipient(await generateHybridIdentity());
    const swapped = { ...bundle(), recipients: [one, two, strangers] };
    const page = await closed(open, JSON.stringify({ ...keys(), bundle: swapped }));
    expect(await page.locator('#tell-state').textContent()).toContain('changed after they were signed');
  });

  test('with keys that only one moderator signed, or that a stranger signed with them', async ({ open }) => {
    const [one] = demoSigners() as [TestSigner];
    for (const by of [[one], [one, makeSigner('stranger')]]) {
      const page = await closed(open, JSON.stringify(signedKeys(bundle(), by)));
      expect(await page.locator('#tell-state').textContent()).toContain(
        'two moderators whom this page knows',
      );
    }
  });

  test('with keys in the form of before, which nobody signed', async ({ open }) => {
    const page = await closed(open, JSON.stringify(bundle()));
    expect(await page.locator('#tell-state').textContent()).toContain('nobody has signed them');
  });

  test('with keys that are none', async ({ open }) => {
    const page = await closed(open, '<!doctype html>');
    expect(await page.locator('#tell-state').textContent()).toContain('not as they should be');
  });

  test('without JavaScript: there is nothing to type into, and nothing is sent', async ({ open }) => {
    for (const each of [path, `${path}withdraw/`, `${path}hand-over/`]) {
      const { page, requests } = await open(each, { ...still, javaScriptEnabled: false });
      expect(
        await page
          .locator('main')
          .locator('input, textarea, select, button')
          .filter({ visible: true })
          .count(),
      ).toBe(0);
      expect(await page.locator('#tell-state').textContent()).toContain('JavaScript is off');
      expect(
        requests.filter((address) => address.includes('/api/') || address.endsWith('keys.json')),
      ).toEqual([]);
    }
  });
});

test('the form says the check words of the keys that it seals to, before anybody begins', async ({
  open,
}) => {
  const { page } = await open(path, still);
  await page.getByRole('button', { name: 'I’ve read this. Begin' }).waitFor();
  const { bundle } = JSON.parse(readFileSync(join(inject('dist'), 'keys.json'), 'utf8'));
  expect(await page.locator('#tell-fingerprint-words').textContent()).toBe(fingerprintOf(bundle.recipients));
  expect(await page.locator('#tell-fingerprint').isVisible()).toBe(true);
});

describe('leaving the form', () => {
  test('empties it: nothing is there on the way back', async ({ open }) => {
    const { page } = await begin(open);
    await fillIn(page, { receipt: 'words' });
    await goOn(page);
    await page.goto('/support/');
    await page.goBack();
    await page.getByRole('button', { name: 'I’ve read this. Begin' }).waitFor();
    const left = await page.evaluate(() => [
      document.body.textContent,
      ...Array.from(
        document.querySelectorAll('textarea, select, input'),
        (field) => (field as HTMLInputElement).value,
      ),
      document.querySelector('#tell-review')?.textContent,
      document.querySelector('#tell-receipt-words')?.textContent,
    ]);
    expect(sentinels.filter((word) => left.join('\n').includes(word))).toEqual([]);
    expect(left.slice(-2)).toEqual(['', '']);
    expect(await page.getByLabel('Your age').isVisible()).toBe(false);
  });
});

describe('a page that is put away', () => {
  test.for([
    ['as it goes', { type: 'pagehide', persisted: false }],
    ['as it comes back out of the browser’s memory', { type: 'pageshow', persisted: true }],
  ] as const)('is emptied %s', async ([, { type, persisted }], { open }) => {
    const { page } = await begin(open);
    await fillIn(page, { receipt: 'words' });
    await goOn(page);
    const left = await page.evaluate(
      ([name, isPersisted]) => {
        dispatchEvent(new PageTransitionEvent(name, { persisted: isPersisted }));
        return [
          document.documentElement.outerHTML,
          ...Array.from(
            document.querySelectorAll('textarea, select'),
            (field) => (field as HTMLInputElement).value,
          ),
        ];
      },
      [type, persisted] as const,
    );
    expect(sentinels.filter((word) => left.join('\n').includes(word))).toEqual([]);
    expect(left.slice(1)).toEqual(['', '', 'en-GB', '', '', '']);
    expect(await page.locator('#tell-receipt-words').textContent()).toBe('');
    expect(await page.locator('#tell-form').isVisible()).toBe(false);
  });
});

describe('a message that was given up while it was on its way', () => {
  testOnNewDevice('is not what is sent for the next one', async ({ open }) => {
    const { page } = await begin(open, { mayComplain: /Failed to load resource/ });
    const drops = await standIn(page, 0, 0, 0);
    await page.clock.install();
    await fillIn(page, { text: 'The first.' });
    await goOn(page);
    await send(page);
    await page.getByText('The connection was cut. Trying again in 2 seconds.').waitFor({ timeout: 120_000 });
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await page.getByRole('button', { name: 'I’ve read this. Begin' }).click();
    await page.clock.fastForward(2500);
    drops.length = 0;
    await page.unrouteAll();
    const later = await standIn(page);
    await fillIn(page, { text: 'The second.' });
    await goOn(page);
    await send(page);
    await heading(page, 'It has arrived');
    const messages = await Promise.all(later.map(({ body }) => opened(body)));
    expect(messages.map((message) => 'text' in message && message.text)).toContain('The second.');
  });
});

describe('by keyboard alone', () => {
  test('a story can be told, looked over and sent', async ({ open }) => {
    const { page } = await open(path, still);
    const drops = await standIn(page);
    const { keyboard } = page;
    /** Presses Tab until the focus is on something with these words. */
    const tabTo = async (name: string) => {
      for (let press = 0; press < 60; press++) {
        await keyboard.press('Tab');
        const said = await page.evaluate(() => {
          const at = document.activeElement as HTMLElement;
          const label = (at as HTMLInputElement).labels?.[0]?.textContent ?? at.textContent ?? '';
          return label.trim();
        });
        if (said.startsWith(name)) return;
      }
      throw new Error(`Tab does not lead to “${name}”`);
    };
    await page.locator('#tell-begin:enabled').waitFor();
    await tabTo('I’ve read this');
    await keyboard.press('Enter');
    await tabTo('Your age');
    for (let press = 0; press < 4; press++) await keyboard.press('ArrowDown');
    await tabTo('Go on');
    await keyboard.press('Enter');
    await tabTo('Your story');
    await keyboard.type('By keyboard alone.');
    await tabTo('Go on');
    await keyboard.press('Enter');
    await tabTo('Where you saw it from');
    await keyboard.press('ArrowDown');
    await tabTo('Go on');
    await keyboard.press('Enter');
    await tabTo('On the site');
    await keyboard.press('Space');
    await tabTo('Go on');
    await keyboard.press('Enter');
    await tabTo('Is there a live case?');
    await keyboard.press('ArrowDown');
    await tabTo('Go on');
    await keyboard.press('Enter');
    await tabTo('Your receipt');
    for (let press = 0; press < 3; press++) await keyboard.press('ArrowDown');
    await tabTo('Go on');
    await keyboard.press('Enter');
    await tabTo('Seal it and send it');
    await keyboard.press('Enter');
    await heading(page, 'It has arrived');
    expect(await opened(drops[0]?.body)).toMatchObject({
      ageBand: 'from18',
      text: 'By keyboard alone.',
      viewpoint: 'involved',
      liveCase: 'no',
      consent: { site: true, lessons: false, quotes: false, print: false },
    });
  });

  test('each step begins at its heading, and Back goes back', async ({ open }) => {
    const { page } = await begin(open);
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    expect(await focused()).toBe('How old are you?');
    await page.getByLabel('Your age').selectOption('from18');
    await goOn(page);
    expect(await focused()).toBe('Tell it');
    await page.locator('.step:visible [data-back]').click();
    expect(await focused()).toBe('How old are you?');
    expect(await page.getByLabel('Your age').inputValue()).toBe('from18');
  });
});

describe('a sealed file that is handed over', () => {
  const files = mkdtempSync(join(tmpdir(), 'sealed-'));
  afterAll(() => rmSync(files, { recursive: true }));

  test('is sent as it is', async ({ open }) => {
    const { page } = await begin(open);
    await fillIn(page);
    await goOn(page);
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Seal it and save a file instead' }).click();
    const carried = join(files, 'sealed.age');
    await (await waiting).saveAs(carried);

    const other = await open(`${path}hand-over/`, still);
    const drops = await standIn(other.page);
    await other.page.getByLabel('The file sealed.age').setInputFiles(carried);
    await other.page.getByRole('button', { name: 'Send it' }).click();
    await heading(other.page, 'It has arrived');
    expect(drops[0]?.body.equals(readFileSync(carried))).toBe(true);
  });

  test('is refused where it does not look sealed, and not sent', async ({ open }) => {
    const readable = join(files, 'readable.age');
    writeFileSync(readable, story.padEnd(sealedBytes));
    const { page } = await open(`${path}hand-over/`, still);
    const drops = await standIn(page);
    await page.getByLabel('The file sealed.age').setInputFiles(readable);
    await page.getByRole('button', { name: 'Send it' }).click();
    await page.getByRole('button', { name: /^That doesn’t look like a sealed file/ }).waitFor();
    expect(drops).toHaveLength(0);
  });
});

describe.each(looks)(
  'axe finds nothing wrong $seen, and nothing is wider than 320 pixels',
  ({ inViews, marks }) => {
    const check = async (page: Page, what: string) => {
      expect(await violationsIn(page, inViews), what).toEqual([]);
      await page.setViewportSize({ width: 320, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), what).toBe(320);
    };

    test('in any step of the form', marks, async ({ open }) => {
      const { page } = await begin(open, { mayComplain: /507/ });
      await standIn(page, 507);
      await check(page, 'age');
      await goOn(page);
      await check(page, 'age, with an error');
      for (const age of ['under12', 'from12to15']) {
        await page.getByLabel('Your age').selectOption(age);
        await goOn(page);
        await check(page, age);
        await page.getByRole('button', { name: 'I chose the wrong age' }).click();
      }
      await page.getByLabel('Your age').selectOption('from16to17');
      for (const [what, act] of [
        ['story', () => page.getByLabel('Your story', { exact: true }).fill(`${story} ${'long'.repeat(40)}`)],
        ['viewpoint', () => page.getByLabel('Where you saw it from').selectOption('worker')],
        ['consent', () => page.getByLabel('On the site').check()],
        [
          'live case',
          () => page.getByRole('combobox', { name: 'Is there a live case?' }).selectOption('yes'),
        ],
        ['receipt', () => page.getByLabel('Your receipt').selectOption('words')],
      ] as const) {
        await goOn(page);
        await act();
        await check(page, what);
      }
      await goOn(page);
      await check(page, 'review');
      await send(page);
      await heading(page, 'The server has no room just now');
      await check(page, 'no room');
      await page.getByRole('button', { name: 'Try again' }).click();
      await heading(page, 'It has arrived');
      await check(page, 'arrived');
    });
  },
);

describe('the partner kit', () => {
  let project: ProjectCopy;
  let kit: string;
  let said: string;
  const folder = () => join(project.folder, 'partner-kit');
  beforeAll(() => {
    project = copyProject();
    writeFileSync(
      join(project.folder, 'public', 'keys.json'),
      readFileSync(join(inject('dist'), 'keys.json')),
    );
    const { status, output } = project.run('partner-kit');
    said = output;
    expect(status, output).toBe(0);
    kit = join(folder(), 'another-story-partner-kit.html');
  });
  afterAll(() => project.remove());

  const openKit = async (open: OpenTab): Promise<Tab> => {
    const tab = await open(pathToFileURL(kit).href, { ...still, offline: true });
    await tab.page.getByRole('button', { name: 'We’ve read this. Begin' }).click();
    return tab;
  };

  test('seals a story from a file, without a network, into a file that opens', async ({ open }) => {
    const { page, requests } = await openKit(open);
    await page.getByLabel('Your age').selectOption('from12to15');
    await goOn(page);
    await page.getByRole('button', { name: /^The worker has to confirm/ }).waitFor();
    await page.getByLabel('I work with young people').check();
    await goOn(page);
    await page.getByLabel('Your story', { exact: true }).fill(story);
    await goOn(page);
    await page.getByLabel('Where you saw it from').selectOption('family');
    await goOn(page);
    await goOn(page);
    await page.getByRole('combobox', { name: 'Is there a live case?' }).selectOption('no');
    await goOn(page);
    await page.getByLabel('Your receipt').selectOption('digits');
    await goOn(page);
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Seal it and save the file' }).click();
    const sealed = readFileSync(await (await waiting).path());
    expect(looksSealed(new Uint8Array(sealed))).toBe(true);
    expect(await opened(sealed)).toMatchObject({
      via: 'partner',
      ageBand: 'from12to15',
      text: story,
      consent: { site: false, lessons: false, quotes: false, print: false },
    });
    await heading(page, 'It is sealed');
    expect(requests.filter((address) => !/^(file|data|blob):/.test(address))).toEqual([]);
    expect(await page.content()).not.toContain('quernstone');
  });

  test('says the check words of the keys inside it, and so does the command that made it', async ({
    open,
  }) => {
    const { page } = await open(pathToFileURL(kit).href, { ...still, offline: true });
    await page.getByRole('button', { name: 'We’ve read this. Begin' }).waitFor();
    const { bundle } = JSON.parse(readFileSync(join(inject('dist'), 'keys.json'), 'utf8'));
    const words = fingerprintOf(bundle.recipients);
    expect(await page.locator('#tell-fingerprint-words').textContent()).toBe(words);
    expect(said).toContain(`Check words of its keys: ${words}`);
  });

  test('is one file that may load nothing and connect to nothing', async ({ open }) => {
    const { page } = await openKit(open);
    const policy = await page.locator('meta[http-equiv]').getAttribute('content');
    expect(policy).toMatch(
      /^default-src 'none'; connect-src 'none'; script-src 'sha256-[^' ]+'; style-src 'sha256-[^' ]+';/,
    );
    expect(await page.evaluate(() => document.fonts.check('16px Literata'))).toBe(true);
  });

  test('says its SHA-256, writes it beside, and is the same bytes each time', async () => {
    const sum = readFileSync(`${kit}.sha256`, 'utf8');
    const before = readFileSync(kit);
    expect(said).toContain(sum.slice(0, 64));
    expect(project.run('partner-kit').status).toBe(0);
    expect(readFileSync(kit).equals(before)).toBe(true);
    expect(readFileSync(`${kit}.sha256`, 'utf8')).toBe(sum);
  });

  test('holds nothing that opens', async () => {
    const text = readFileSync(kit, 'utf8');
    for (const trace of ['unwrapFileKey', 'AGE-SECRET-KEY', 'no identity matched'])
      expect(text).not.toContain(trace);
  });

  test('leaves no trace on leaving, without a network', async ({ open }) => {
    const { page } = await openKit(open);
    await page.locator('#leave').click();
    await page.waitForURL('about:blank');
  });

  test('has nothing for axe to find', async ({ open }) => {
    const { page } = await openKit(open);
    await page.getByLabel('Your age').selectOption('from12to15');
    expect(await violationsIn(page)).toEqual([]);
  });

  test('is not made without keys, and says where they come from', async () => {
    const path = join(project.folder, 'public', 'keys.json');
    const keys = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...keys, signatures: keys.signatures.slice(1) }));
    const unsigned = project.run('partner-kit');
    expect([unsigned.status, unsigned.output]).toEqual([1, expect.stringContaining('fewer than 2')]);
    rmSync(path);
    const { status, output } = project.run('partner-kit');
    expect(status).toBe(1);
    expect(output).toContain('There is no public/keys.json. Make keys first: npm run desk -- keys');
  });
});

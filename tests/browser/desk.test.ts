import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import { longText } from '#bench/decisions.ts';
import { sampleReceipt } from '#desk/demonstration.ts';
import { type ServedDesk, serveDesk } from '#desk/serve.ts';
import { looks, violationsIn } from '../fixtures/axe.ts';
import { test } from '../fixtures/browser.ts';
import { DeskVisitor, firstDay, makeDeskFolder, makeMessage } from '../fixtures/desk.ts';
import {
  answerQuestions,
  choose,
  decideFlags,
  decideFlagsSlowly,
  fillDraft,
  pressOn,
  said,
  sign,
  standByAnswers,
  type,
  unlock,
} from '../fixtures/desk-keyboard.ts';

/** The story that the first sample becomes. */
const draft = {
  title: 'The heater on',
  slug: 'the-heater-on',
  summary: 'A sister sees the trainers first, and much later hears what they cost.',
  pseudonym: 'Iseabail',
  opening: 'I wanted to believe him.',
};

let made: Awaited<ReturnType<typeof makeDeskFolder>>;
let served: ServedDesk;
const before = process.env['SITE_TODAY'];
beforeEach(async () => {
  process.env['SITE_TODAY'] = firstDay;
  made = await makeDeskFolder();
  served = await serveDesk({
    root: made.folder,
    folder: join(made.folder, '.another-story', 'desk'),
    signingKeys: join(process.cwd(), 'tests', 'fixtures', 'moderators'),
    isDemo: true,
  });
});
afterEach(async () => {
  if (before === undefined) delete process.env['SITE_TODAY'];
  else process.env['SITE_TODAY'] = before;
  await served.close();
  made.remove();
});

describe.each(looks)('every state of the desk is accessible $seen', ({ inViews, marks }) => {
  /** Nobody is kept out by how a state of the desk is built. */
  async function checkAccess(page: Page): Promise<void> {
    expect(await violationsIn(page, inViews), await page.title()).toEqual([]);
  }

  test('while a submission’s whole life is worked by keyboard alone', marks, async ({ open }) => {
    const { origin, pathname, search } = new URL(served.url);
    const { page, requests } = await open(`${pathname}${search}`, { origin, mayComplain: /422/ });
    await checkAccess(page);

    await choose(page, 'Who are you?', 'demo-one');
    await type(page, 'Your passphrase', 'not the passphrase');
    await pressOn(page, 'Unlock');
    expect(await said(page)).toContain('does not open the desk');
    await checkAccess(page);
    await unlock(page, 'demo-one');
    await checkAccess(page);

    await pressOn(page, 'Fetch what has come');
    expect(await said(page)).toContain('3 taken in');
    expect(await page.textContent('main')).not.toContain('trainers');
    await checkAccess(page);

    // The one that was sent with a worker.
    const name = await page.locator('.row', { hasText: 'Sent with a worker' }).locator('a').textContent();
    await pressOn(page, name ?? '');
    await checkAccess(page);
    const item = page.url().replace(/\?.*/, '');
    await pressOn(page, 'Open the story');
    expect(await page.textContent('article')).toContain('new trainers');
    await checkAccess(page);
    await pressOn(page, 'Done reading');

    await pressOn(page, 'Make sure that nobody');
    await checkAccess(page);
    const marks = await page.locator('.flagged-word').allTextContents();
    expect(marks.join(' ')).toMatch(/Callum[\s\S]*Larkhall/);
    const { decisions } = await decideFlags(page, { Callum: 'somebody', Larkhall: 'a town' });
    expect(decisions).toBeLessThanOrEqual(10);
    expect(await page.textContent('main')).toContain('Two names for one person');
    await checkAccess(page);
    await pressOn(page, 'Go on to the pieces');
    await checkAccess(page);
    await answerQuestions(page);
    expect(await said(page)).toContain('not go with the words that you kept');
    await checkAccess(page);
    await standByAnswers(page);
    expect(await said(page)).toContain('Every flag is decided');
    await checkAccess(page);

    // Somebody who has not read it guesses; whoever de-identified it compares.
    await pressOn(page, 'Lock the desk');
    await unlock(page, 'demo-two');
    await page.goto(`${item}/guess`);
    await checkAccess(page);
    await type(page, 'Whom would you guess?', 'nobody');
    await type(page, 'Where?', 'a town');
    await type(page, 'When?', 'no idea');
    await pressOn(page, 'Seal my guesses');
    await pressOn(page, 'Lock the desk');
    await unlock(page, 'demo-one');
    await page.goto(item);
    await checkAccess(page);
    await pressOn(page, 'Compare what the second');
    await checkAccess(page);
    await pressOn(page, 'No guess comes close');
    await pressOn(page, 'Read it back');
    await checkAccess(page);
    await page.goto(`${item}/read-back/print`);
    await checkAccess(page);
    await pressOn(page, 'Back, to write down');
    await choose(page, 'How did it end?', 'The teller agreed');
    await pressOn(page, 'Write it down');
    await checkAccess(page);

    // Consent is somebody else's to record, once they have read it.
    await pressOn(page, 'Lock the desk');
    await unlock(page, 'demo-two');
    await page.goto(item);
    await pressOn(page, 'Open the story');
    await page.goto(`${item}/consent`);
    await checkAccess(page);
    await pressOn(page, 'Record consent');
    await pressOn(page, 'Lock the desk');
    await unlock(page, 'demo-one');
    await page.goto(item);
    await checkAccess(page);
    await pressOn(page, 'Promote it to a draft');
    await pressOn(page, 'Make the draft');
    expect(await said(page)).toContain('Title');
    await checkAccess(page);

    await fillDraft(page, draft);
    await pressOn(page, 'Make the draft');
    expect(await said(page)).toContain('There is a draft now');
    expect(await page.textContent('main')).toContain('somebody else has to sign it first');
    await checkAccess(page);

    const story = page.url();
    await pressOn(page, 'Lock the desk');
    await unlock(page, 'demo-two');
    await page.goto(story);
    await checkAccess(page);
    await sign(page, 'demo-two');
    expect(await said(page)).toContain('Signed');
    await pressOn(page, 'Lock the desk');
    await unlock(page, 'demo-one');
    await page.goto(story);
    await sign(page, 'demo-one');

    await pressOn(page, 'Stories');
    const row = page.locator('.row', { hasText: 'The heater on' });
    expect(await row.textContent()).toContain('still has time to think again');
    await checkAccess(page);
    process.env['SITE_TODAY'] = '2026-12-15';
    await page.reload();
    expect(await page.locator('section:has(> h2:text-is("On the site"))').textContent()).toContain(
      'The heater on',
    );

    await pressOn(page, 'Deletion');
    await checkAccess(page);
    await pressOn(page, 'Delete what is due');
    expect(await said(page)).toContain('its words are deleted');
    await page.goto(item);
    expect(await page.textContent('main')).toContain('Its words are deleted');
    await checkAccess(page);

    await pressOn(page, 'Withdrawals');
    await checkAccess(page);
    await type(page, 'Receipt', sampleReceipt);
    await pressOn(page, 'Take it back');
    expect(await said(page)).toContain('Taken back');
    expect(existsSync(join(made.folder, 'content', 'stories', 'the-heater-on.md'))).toBe(false);
    expect(readFileSync(join(made.folder, 'content', 'withdrawals', 'the-heater-on.yaml'), 'utf8')).toContain(
      'teller',
    );

    for (const part of ['Due', 'Keys', 'Journal', 'Help', 'Inbox']) {
      await pressOn(page, part);
      await checkAccess(page);
    }
    expect(requests.filter((url) => !url.startsWith(origin))).toEqual([]);
  });

  test(
    'while flags are decided without the page’s script, one page after another',
    marks,
    async ({ open }) => {
      const { origin, pathname, search } = new URL(served.url);
      const { page } = await open(`${pathname}${search}`, { origin });
      await page.route('**/look/live.js', (route) =>
        route.fulfill({ contentType: 'text/javascript', body: '' }),
      );
      await unlock(page, 'demo-one');
      await pressOn(page, 'Fetch what has come');
      const name = await page.locator('.row', { hasText: 'Sent with a worker' }).locator('a').textContent();
      await pressOn(page, name ?? '');
      await pressOn(page, 'Open the story');
      await pressOn(page, 'Done reading');
      await pressOn(page, 'Make sure that nobody');
      await checkAccess(page);
      await decideFlagsSlowly(page, { Callum: 'somebody', Larkhall: 'a town' });
      expect(await page.textContent('.as-it-will-be')).toContain('a town then');
      await checkAccess(page);
      await pressOn(page, 'Undo the last one');
      expect(await page.locator('#here [name="question"]').count()).toBeGreaterThan(0);
    },
  );

  test(
    'while a desk is set up, which says what is wrong without forgetting what was typed',
    marks,
    async ({ open }) => {
      const empty = await serveDesk({
        root: made.folder,
        folder: join(made.folder, '.another-story', 'another-desk'),
        signingKeys: join(made.folder, '.another-story', 'keys'),
        isDemo: true,
      });
      const { origin, pathname, search } = new URL(empty.url);
      const { page } = await open(`${pathname}${search}`, { origin, mayComplain: /422/ });
      await checkAccess(page);
      await type(page, 'Short name', 'ailsa');
      await type(page, 'How the page', 'A youth worker');
      await pressOn(page, 'Set up the desk');
      expect(await said(page)).toContain('at least 12 characters');
      expect(await page.inputValue('[name="one-slug"]')).toBe('ailsa');
      await checkAccess(page);
      await empty.close();
    },
  );
});

test('a text of about 900 words takes three screens at most, and three presses a decision at most', async ({
  open,
}) => {
  await new DeskVisitor(made.folder).receive(
    makeMessage({ text: longText(process.cwd(), 'my-name-on-the-account') }),
  );
  const { origin, pathname, search } = new URL(served.url);
  const { page } = await open(`${pathname}${search}`, { origin, viewport: { width: 1280, height: 800 } });
  await unlock(page, 'demo-one');
  await pressOn(page, 'Fetch what has come');
  const name = await page
    .locator('.row', { hasText: /9\d\d words/ })
    .locator('a')
    .textContent();
  await pressOn(page, name ?? '');
  await pressOn(page, 'Open the story');
  await pressOn(page, 'Done reading');
  await pressOn(page, 'Make sure that nobody');
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  expect(await height()).toBeLessThanOrEqual(3 * 800);
  // A word of one’s own is the dearest: here one is written.
  const { decisions, presses } = await decideFlags(page, { gran: 'granny' });
  expect(decisions).toBeLessThanOrEqual(35);
  expect(presses).toBeLessThanOrEqual(3 * decisions);
  expect(await height()).toBeLessThanOrEqual(3 * 800);
});

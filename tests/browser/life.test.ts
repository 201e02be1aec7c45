import { once } from 'node:events';
import { cpSync, existsSync, globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, inject } from 'vitest';
import { setUpDemonstration } from '#desk/demonstration.ts';
import { type ServedDesk, serveDesk } from '#desk/serve.ts';
import { Desk, type DeskOptions } from '#desk/work/desk.ts';
import type { Report } from '#domain/review/report.ts';
import { intakeConfig } from '#intake/config.ts';
import { folderArrivals } from '#intake/folder-arrivals.ts';
import { type Intake, openIntake } from '#intake/open-intake.ts';
import { serveSite } from '#server/serve-site.ts';
import { type OpenTab, test } from '../fixtures/browser.ts';
import {
  agreeTogether,
  answerQuestions,
  decideFlags,
  fillDraft,
  pressOn,
  said,
  sign,
  standByAnswers,
  unlock,
} from '../fixtures/desk-keyboard.ts';
import { startEditor } from '../fixtures/editor.ts';
import { copyProject, type ProjectCopy } from '../fixtures/project.ts';
import { demoSigners, pinsOfAll } from '../fixtures/signed-keys.ts';

/**
 * A submission’s whole life with the real parts: the form in a browser, the intake, the desk, the editor, the build. The days are
 * the real ones, because the browser’s clock is, and then some weeks later.
 */
const day = (after: number) => new Date(Date.now() + after * 86_400_000).toISOString().slice(0, 10);
const today = day(0);
const later = day(20);

const text = `My brother Callum was quiet that winter. We stayed in Larkhall then.

He came home with a marmalade quernstone and would not say who gave him it.

I wanted to believe him. It was a worker who asked him what he owed, before she asked him what he did.

It was slow. It was a long time before he laughed at the telly again. But he did, and I was there.`;
/** Words of the text that stand in no other, as they were told. */
const sentinels = ['marmalade quernstone', 'Callum', 'Larkhall'];
const draft = {
  title: 'The slow winter',
  slug: 'the-slow-winter',
  summary: 'A sister sees what he carries home, and much later hears what it cost.',
  pseudonym: 'Iseabail',
  opening: 'I wanted to believe him.',
};

let project: ProjectCopy;
let intake: Intake;
let site: Server;
let origin: string;
let desk: ServedDesk;
let spool: string;
const before = process.env['SITE_TODAY'];

beforeEach(async () => {
  process.env['SITE_TODAY'] = today;
  project = copyProject({ ownOutputs: true });
  spool = join(project.folder, '.another-story', 'intake');
  const options: DeskOptions = {
    root: project.folder,
    folder: join(project.folder, '.another-story', 'desk'),
    signingKeys: join(process.cwd(), 'tests', 'fixtures', 'moderators'),
    spool: folderArrivals(join(spool, 'in')),
    isDemo: true,
  };
  const made = new Desk(options);
  await setUpDemonstration(made);
  desk = await serveDesk(options);
  // What a build would give, but for its keys, which it copies: the site of the tests with those of this desk.
  const keys = join(project.folder, 'public', 'keys.json');
  cpSync(inject('dist'), join(project.folder, 'dist'), { recursive: true });
  cpSync(keys, join(project.folder, 'dist', 'keys.json'));
  intake = await openIntake(intakeConfig({ INTAKE_SPOOL: spool }), keys, pinsOfAll(demoSigners()), false);
  site = serveSite(join(project.folder, 'dist'), 0, { beside: intake.app });
  await once(site, 'listening');
  origin = `http://localhost:${(site.address() as AddressInfo).port}`;
});
afterEach(async () => {
  if (before === undefined) delete process.env['SITE_TODAY'];
  else process.env['SITE_TODAY'] = before;
  intake?.stop();
  site?.closeAllConnections();
  site?.close();
  await desk?.close();
  project?.remove();
});

function build(on: string, ...args: readonly string[]): void {
  const { status, output } = project.run('build', args, { SITE_TODAY: on });
  expect(output).toContain('Built dist/');
  expect(status).toBe(0);
}

function report(on: string): Report {
  return JSON.parse(project.run('check', ['--json'], { SITE_TODAY: on }).output);
}

/** Every file under a folder of the project as text, whatever it is, ZIPs and PDFs left as they are. */
function textsIn(folder: string): string {
  return globSync('**/*', { cwd: join(project.folder, folder), withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

const published = (path: string) => join(project.folder, 'dist', path);

/** What the site’s search finds. */
async function found(page: Page, words: string): Promise<readonly string[]> {
  await page.goto(`${origin}/search/#q=${encodeURIComponent(words)}`);
  await page.reload();
  await page
    .locator('[data-search-status]')
    .filter({ hasText: /result|Nothing/ })
    .waitFor();
  return page.locator('[data-search-results] h3').allTextContents();
}

/**
 * Whenever tests are run, the editor's save is stood in for by its outcome, and what comes of it all is asked of the report; where
 * there is time for it, the editor and whole builds take part.
 */
const proofs = [
  { proof: 'to the report', isWhole: false, marks: {} },
  { proof: 'through the editor to every file of what is built', isWhole: true, marks: { tags: ['long'] } },
];

describe.each(proofs)('a submission, followed $proof,', ({ isWhole, marks }) => {
  test(
    'is told, sealed, made safe, agreed, edited, signed, published, and taken back',
    marks,
    async ({ open }) => {
      // Told, on the public site.
      const {
        page: form,
        requests,
        context,
      } = await open('/share-your-story/', { origin, reducedMotion: 'reduce' });
      const wire: string[] = [];
      context.on('request', (request) =>
        wire.push(request.url(), request.postDataBuffer()?.toString('latin1') ?? ''),
      );
      const on = () => form.locator('.step:visible [data-on]').click();
      await form.getByRole('button', { name: 'I’ve read this. Begin' }).click();
      await form.getByLabel('Your age').selectOption('from18');
      await on();
      await form.getByLabel('Your story', { exact: true }).fill(text);
      await on();
      await form.getByLabel('Where you saw it from').selectOption('family');
      await on();
      for (const use of ['On the site', 'In lessons', 'Quoted', 'On paper'])
        await form.getByLabel(use).check();
      await on();
      await form.getByRole('combobox', { name: 'Is there a live case?' }).selectOption('no');
      await on();
      await form.getByLabel('Your receipt').selectOption('words');
      const receipt = (await form.locator('#tell-receipt-words').textContent()) ?? '';
      await on();
      await form.getByRole('button', { name: 'Seal it and send it' }).click();
      await form.getByRole('heading', { name: 'It has arrived' }).waitFor({ timeout: 120_000 });

      // Sealed: on the wire and on the server’s disk stands no word of it.
      expect(wire.some((each) => each.length > 30_000)).toBe(true);
      expect(readdirSync(join(spool, 'in'))).toHaveLength(1);
      const outside = [...wire, ...requests, textsIn('.another-story')].join('\n');
      expect([...sentinels, receipt].filter((words) => outside.includes(words))).toEqual([]);

      // Opened at the desk, read, and made safe.
      const address = new URL(desk.url);
      const { page } = await open(`${address.pathname}${address.search}`, {
        origin: address.origin,
        mayComplain: /422/,
      });
      await unlock(page, 'demo-one');
      await pressOn(page, 'Fetch what has come');
      expect(await said(page)).toContain('4 taken in');
      expect(readdirSync(join(spool, 'in'))).toEqual([]);
      const ours = await nameOfNewest(page);
      await pressOn(page, ours);
      const item = page.url().replace(/\?.*/, '');
      await pressOn(page, 'Open the story');
      expect(await page.textContent('article')).toContain('marmalade quernstone');
      await pressOn(page, 'Done reading');
      await pressOn(page, 'Make sure that nobody');
      await decideFlags(page, { Callum: 'somebody', Larkhall: 'a town' });
      await pressOn(page, 'Go on to the pieces');
      await answerQuestions(page);
      if (((await said(page)) ?? '').includes('not go with')) await standByAnswers(page);
      expect(await said(page)).toContain('Every flag is decided');
      await agreeTogether(page, item, 'The teller cannot');
      await pressOn(page, 'Promote it to a draft');
      await fillDraft(page, draft);
      await pressOn(page, 'Make the draft');
      expect(await said(page)).toContain('There is a draft now');
      const story = page.url();
      expect(textsIn('.another-story')).not.toContain('marmalade quernstone');

      // Edited: the editor gives it a summary of its own.
      const file = join(project.folder, 'content', 'stories', `${draft.slug}.md`);
      const summary = 'A sister sees what he carries home. Much later she hears what it cost.';
      if (isWhole) await editInKeystatic(open, summary);
      else writeFileSync(file, readFileSync(file, 'utf8').replace(draft.summary, summary));
      expect(readFileSync(file, 'utf8')).toContain('Much later she hears');

      // Signed by two, and cooled off.
      await pressOn(page, 'Lock the desk');
      await unlock(page, 'demo-two');
      await page.goto(story);
      await sign(page, 'demo-two');
      await pressOn(page, 'Lock the desk');
      await unlock(page, 'demo-one');
      await page.goto(story);
      await sign(page, 'demo-one');
      expect(report(today).held).toContainEqual({ slug: draft.slug, use: 'site', reasons: ['cooling-off'] });
      expect(report(later)).toMatchObject({ published: expect.arrayContaining([draft.slug]), mistakes: [] });
      if (isWhole) {
        build(later);
        const shown = readFileSync(published(`stories/${draft.slug}/index.html`), 'utf8');
        expect(shown).toContain('marmalade quernstone');
        expect(shown).not.toMatch(/Callum|Larkhall/);
        expect(await found(form, 'quernstone')).toEqual([draft.title]);
      }

      // Taken back with the receipt.
      await form.goto(`${origin}/share-your-story/withdraw/`);
      await form.getByLabel('Receipt', { exact: true }).fill(receipt);
      await form.getByRole('button', { name: 'Take it back' }).click();
      await form.getByRole('heading', { name: 'It has arrived' }).waitFor({ timeout: 120_000 });
      await page.goto(item);
      await pressOn(page, 'Inbox');
      await pressOn(page, 'Fetch what has come');
      await pressOn(page, 'Withdrawals');
      expect(await page.textContent('main')).toContain(`the story ${draft.slug}`);
      await pressOn(page, 'Take it back now');
      expect(await said(page)).toContain('Taken back');
      expect(existsSync(file)).toBe(false);

      // Gone from everything; what is left says that it is gone.
      const gone = [
        'marmalade quernstone',
        draft.title,
        draft.pseudonym,
        draft.summary,
        'Much later she hears',
        'laughed at the telly again',
      ];
      const leftIn = (folder: string) => gone.filter((words) => textsIn(folder).includes(words));
      expect(report(later).held).toContainEqual({ slug: draft.slug, use: 'site', reasons: ['withdrawn'] });
      expect(leftIn('content')).toEqual([]);
      expect(textsIn('.another-story')).not.toContain('marmalade quernstone');
      if (isWhole) {
        build(later, '--removals');
        expect(leftIn('dist')).toEqual([]);
        expect(await found(form, 'quernstone')).toEqual([]);
        expect(readFileSync(published('withdrawn.json'), 'utf8')).toContain(draft.slug);
        expect(readFileSync(published(`stories/${draft.slug}/index.html`), 'utf8')).toContain(
          'no longer here',
        );
      }
    },
  );
});

/** Opens the draft in the editor, gives it another summary, and saves it. */
async function editInKeystatic(open: OpenTab, summary: string): Promise<void> {
  const editor = await startEditor(project.folder);
  try {
    const { page } = await open('/keystatic', {
      origin: new URL(editor.address).origin,
      viewport: { width: 1400, height: 1000 },
      mayComplain: /./,
    });
    page.setDefaultTimeout(90_000);
    await page.goto(`${editor.address}/collection/stories/item/${draft.slug}`);
    await page.getByRole('textbox', { name: 'Summary', exact: true }).fill(summary);
    await page.getByRole('button', { name: 'Save' }).click();
    const file = join(project.folder, 'content', 'stories', `${draft.slug}.md`);
    await expect
      .poll(() => readFileSync(file, 'utf8'), { timeout: 30_000 })
      .toContain('Much later she hears');
  } finally {
    editor.server.kill('SIGKILL');
  }
}

/** The row in the inbox that is none of the demonstration’s: sent alone, and of some length. */
async function nameOfNewest(page: Page): Promise<string> {
  const row = page.locator('.row', { hasText: /[6-9]\d words\. Sent alone/ });
  return (await row.locator('a').first().textContent()) ?? '';
}

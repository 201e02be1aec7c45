import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { review } from '#domain/review/review.ts';
import { readContent } from '#files/read.ts';
import { findChromium, flags } from '../fixtures/browser.ts';
import { startEditor } from '../fixtures/editor.ts';
import { copyProject, type ProjectCopy } from '../fixtures/project.ts';

let project: ProjectCopy;
let server: ChildProcess;
let address: string;
let browser: Browser;
let page: Page;
/** Requests to other hosts, and what became of each. */
const outside = new Map<string, string | undefined>();

beforeAll(async () => {
  project = copyProject();
  ({ server, address } = await startEditor(project.folder));
  browser = await chromium.launch({
    executablePath: findChromium(),
    args: flags,
  });
  page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
  page.setDefaultTimeout(90_000);
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== new URL(address).host) outside.set(request.url(), undefined);
  });
  page.on('requestfailed', (request) => {
    if (outside.has(request.url())) outside.set(request.url(), request.failure()?.errorText);
  });
});

afterAll(async () => {
  await browser?.close();
  server?.kill('SIGKILL');
  project?.remove();
});

const slug = 'the-wee-brass-key';
const file = () => join(project.folder, 'content', 'stories', `${slug}.md`);
const line = 'Nobody asked me for the key, and that was how I knew.';

/** The mistakes that the build finds in the story. */
async function mistakes(): Promise<string[]> {
  const found = review(await readContent(project.folder)).mistakes;
  return found
    .filter((mistake) => mistake.file.endsWith(`${slug}.md`))
    .map(({ path, message }) => `${path}: ${message}`);
}

async function write(label: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: label, exact: true }).fill(text);
}

/** Chooses from a select by the words that an editor sees. */
async function choose(label: string, option: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`${label}$`) }).click();
  await page.getByRole('option', { name: option }).click();
}

/** Opens the story anew: shortly after a save, Keystatic fills the form once more and what was just typed is gone. */
async function openStory(): Promise<void> {
  await page.goto(`${address}/collection/stories/item/${slug}`);
}

async function pick(label: string, entry: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).fill(entry);
  await page.getByRole('option', { name: entry, exact: true }).click();
}

describe('the editor', () => {
  test('lists every collection that people edit, and no other', async () => {
    await page.goto(address);
    const links = page.getByRole('navigation').getByRole('link');
    await links.last().waitFor();
    expect(await links.allTextContents()).toEqual([
      ...[
        'Dashboard',
        'Stories',
        'Myths',
        'Lesson packs',
        'Guides',
        'Tell pages',
        'If you tell',
        'Ways in',
        'Sheets to print',
        'Pages',
        'Sources',
        'Law',
        'Themes',
        'Transition points',
        'How threats changed',
        'Threats put first',
        'Who else does this',
        'Where sources disagree',
        'Studies',
        'Curriculum',
        'Support routes',
        'Corrections',
        'The site',
      ],
    ]);
  });

  test('does not save what the build would refuse, and says why in the words of the build', async () => {
    await page.goto(`${address}/collection/stories/create`);
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('write 40 to 220 characters of text').waitFor();
    await page.getByText('“Told to a worker, who wrote it down” [asToldTo]').waitFor();
    await page.getByText('the story has no words').waitFor();
    expect(existsSync(file())).toBe(false);
  });

  test('creates a story that the build accepts', async () => {
    await write('Title', 'The wee brass key');
    expect(await page.getByRole('textbox', { name: 'File name' }).inputValue()).toBe(slug);
    await write('Summary', 'Somebody is given a key to look after. Nobody says what it opens.');
    await choose('How it was told', 'Composite, written from published research');
    await write('Pseudonym', 'Isla');
    await choose('Viewpoint', 'Family');
    await choose('Kind of area', 'Not stated');
    await pick('Themes', 'vulnerability');
    await pick('Myths', 'they-look-after-you');
    await pick('Support routes', 'childline');
    await choose('Suitable from', 'S1 to S3');
    await write('Line', line);
    await choose('Voice', 'Quiet: hardly said');
    await write(
      'Short version',
      Array.from({ length: 6 }, () => 'A key was left with me and I kept it.').join(' '),
    );
    await pick('Sources', 'community-experiences-2018');
    await pick('Sources', 'community-experiences-slides');
    await choose('Consent', 'Not needed: a composite');
    await write('Month', '2026-11');
    await page.getByRole('textbox', { name: 'Story' }).click();
    await page.getByRole('button', { name: 'Text block' }).click();
    await page.getByRole('option', { name: 'Heading 2' }).click();
    await page.getByRole('textbox', { name: 'Story' }).click();
    await page.keyboard.type('The hook');
    await page.keyboard.press('Enter');
    await page.keyboard.type(`It hung by the door. ${line}`);
    await page.getByRole('button', { name: 'Create' }).click();
    await page.waitForURL(`**/item/${slug}`);
    expect(await mistakes()).toEqual([]);
    expect(readFileSync(file(), 'utf8')).toMatch(/\n---\n## The hook\n\nIt hung by the door\. Nobody asked/);
  });

  test('changes what was changed, and nothing else', async () => {
    const before = readFileSync(file(), 'utf8');
    await openStory();
    await write('Title', 'The key by the door');
    await page.getByRole('button', { name: 'Save' }).click();
    const after = before.replace('title: The wee brass key', 'title: The key by the door');
    await expect.poll(() => readFileSync(file(), 'utf8'), { timeout: 30_000 }).toBe(after);
    expect(await mistakes()).toEqual([]);
  });

  test('leads to the preview of a story, and keeps what is not saved yet while that follows every change', async () => {
    await openStory();
    await write('Title', 'Not saved yet');
    await page.getByText('Unsaved').waitFor();
    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Preview' }).click();
    const preview = await opened;
    await preview.getByRole('heading', { name: 'The key by the door' }).first().waitFor();
    expect(new URL(preview.url()).pathname).toBe(`/preview/stories/${slug}/`);
    const reloaded = preview.waitForEvent('framenavigated');
    writeFileSync(file(), readFileSync(file(), 'utf8').replace('The key by the door', 'The key on the hook'));
    await reloaded;
    await preview.getByRole('heading', { name: 'The key on the hook' }).first().waitFor();
    expect(await page.getByRole('textbox', { name: 'Title', exact: true }).inputValue()).toBe(
      'Not saved yet',
    );
  });

  test('shows a number as it is stored', async () => {
    await page.goto(`${address}/collection/sources/item/community-experiences-2018`);
    const year = page.getByRole('textbox', { name: 'Year' });
    await year.waitFor();
    expect(await year.inputValue()).toBe('2018');
    await year.fill('two thousand');
    await year.blur();
    await page.getByText('write a whole number').waitFor();
  });

  test('asks nothing of any other host', () => {
    expect([...outside].filter(([, failure]) => failure !== 'csp')).toEqual([]);
  });

  test('stops when it is told to', async () => {
    server.kill('SIGINT');
    const [status] = await once(server, 'exit');
    expect(status).toBe(0);
  });
});

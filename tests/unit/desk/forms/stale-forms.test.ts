import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { quasiChecklist } from '#desk/deidentify/checklist.ts';
import { sampleReceipt } from '#desk/demonstration.ts';
import { isSecret } from '#desk/pages/form.ts';
import { signOffChecks } from '#domain/words/vocabularies.ts';
import { noticeVersion } from '#envelope/message.ts';
import { DeskVisitor } from '../../../fixtures/desk.ts';
import {
  deIdentify,
  desk,
  draft,
  promoteItem,
  receiptId,
  root,
  takeIn,
  useDeskFolder,
} from '../../../fixtures/desk-folder.ts';

useDeskFolder();

/** Words that somebody typed, and that must be given back. */
const typedWords = 'Grimalkin typed this';

/** A form as it stands on a page: where it is sent, and what it carries. */
interface FoundForm {
  readonly page: string;
  readonly action: string;
  readonly carried: Readonly<Record<string, string>>;
  readonly markup: string;
}

function formsIn(page: string, html: string): FoundForm[] {
  return [...html.matchAll(/<form method="post" action="([^"]+)"[^>]*>(.*?)<\/form>/gs)].map(
    ([, action = '', markup = '']) => ({
      page,
      action,
      markup,
      carried: Object.fromEntries(
        [...markup.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
          ([, name = '', value = '']) => [name, value],
        ),
      ),
    }),
  );
}

/** What somebody fills in, so that the form would be carried out if it were not stale. */
function filledIn({ action, markup, carried }: FoundForm): Record<string, string | string[]> {
  const choose = (name: string, value: string) => ({ [name]: value });
  const lists = Object.fromEntries(
    [...markup.matchAll(/<select id="[^"]*" name="([^"]+)"[^>]*>(.*?)<\/select>/gs)].map(
      ([, name = '', options = '']) => [
        name,
        [...options.matchAll(/<option value="([^"]+)"/g)].map(([, value = '']) => value)[0] ?? '',
      ],
    ),
  );
  const special: readonly (readonly [RegExp, Record<string, string | string[]>])[] = [
    [/\/unlock$/, { moderator: 'demo-two', passphrase: 'demonstration key two' }],
    [
      /\/let-in$/,
      {
        moderator: 'demo-two',
        recovery: 'demonstration recovery',
        'new-passphrase': 'another five quiet words',
        'new-again': 'another five quiet words',
      },
    ],
    [/\/consent$/, { uses: ['site'], reviewBy: '2028-01-01' }],
    [/\/promote$/, { ...draft, slug: 'another-bus', pseudonym: 'Beathag', title: typedWords }],
    [/\/text$/, { text: 'I got the bus that night. Nobody said a word.' }],
    [
      /\/de-identify$/,
      {
        compared: 'yes',
        next: 'save',
        'with-0': typedWords,
        ...Object.fromEntries(quasiChecklist.map(({ id }) => [`answer-${id}`, 'no'])),
      },
    ],
    [/\/sign$/, { checks: Object.keys(signOffChecks), passphrase: 'demonstration key one' }],
    [/\/withdrawals$/, { receipt: sampleReceipt, why: 'teller' }],
    [/\/keys\/test$/, { holder: 'recovery', passphrase: 'demonstration recovery' }],
    [
      /\/keys\/rotate$/,
      {
        one: 'demo-one',
        two: 'demo-two',
        'passphrase-one': 'demonstration key one',
        'passphrase-two': 'demonstration key two',
        'passphrase-recovery': 'demonstration recovery',
      },
    ],
    [
      /\/keys\/publish$/,
      {
        'signer-one': 'demo-one',
        'signing-one': 'demonstration key one',
        'signer-two': 'demo-two',
        'signing-two': 'demonstration key two',
      },
    ],
    [/\/keys\/destroy$/, choose('sure', 'yes')],
    [/\/topics$/, { topics: ['bereavement'] }],
  ];
  return { ...lists, ...special.find(([path]) => path.test(action))?.[1], ...carried };
}

/** The folders that a desk writes to. */
const places = [
  '.another-story',
  'public',
  'content/moderators',
  'content/sign-offs',
  'content/stories',
  'content/withdrawals',
];

/** Everything that a form could change, as one hash. The file of the lock never holds anything. */
function everythingOnDisk(): string {
  const hash = createHash('sha256');
  for (const place of places.filter((each) => existsSync(join(root, each)))) {
    const files = readdirSync(join(root, place), { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && entry.name !== 'turn',
    );
    for (const file of files.map((entry) => join(entry.parentPath, entry.name)).sort())
      hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** What a page itself shows: not what its forms carry, not what stands around every page, and not what passes with the clock. */
const seenOn = (html: string) =>
  (/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '')
    .replaceAll(/name="seen" value="[^"]*"/g, '')
    .replaceAll(/<div class="around">[\s\S]*?<!--around-->/g, '')
    .replaceAll(/<p class="hint passing">[\s\S]*?<\/p>/g, '')
    .replace(/<form[^>]*>[\s\S]*?Lock the desk[\s\S]*?<\/form>/, '');

/** A desk on which there is something of everything, and the pages on which its forms stand. */
async function makeScene(): Promise<readonly string[]> {
  const texts = ['one', 'two', 'three', 'four', 'five'].map(
    (each) => `I got the bus that night. ${each} of us said a word in Larkhall.`,
  );
  const received = await takeIn({ text: texts[0] as string });
  const at: string[] = [];
  for (const [index, text] of texts.slice(1).entries()) {
    const id = await takeIn({ text, ...(index === 0 && { receiptId }) });
    await desk.post(`/items/${id}/read`, { how: 'whole' });
    if (index > 0) await deIdentify(id);
    if (index > 1) await desk.post(`/items/${id}/read-back`, { why: 'agreed' });
    if (index > 2) await desk.post(`/items/${id}/consent`, { uses: ['site'], reviewBy: '2028-01-01' });
    at.push(id);
  }
  const held = await takeIn({ liveCase: 'yes' });
  const promoted = await takeIn();
  // Whoever promotes never signs first, so it is somebody else.
  await desk.unlock('demo-two');
  await promoteItem(promoted);
  await desk.unlock('demo-one');
  await desk.receive({ v: 1, kind: 'withdraw', via: 'self', epoch: 1, noticeVersion, receiptId });
  await desk.post('/inbox/take', {});
  await desk.post('/keys/rotate', {
    one: 'demo-one',
    two: 'demo-two',
    'passphrase-one': 'demonstration key one',
    'passphrase-two': 'demonstration key two',
    'passphrase-recovery': 'demonstration recovery',
  });
  await desk.unlock('demo-one');
  return [
    '/inbox',
    '/withdrawals',
    '/retention',
    '/keys',
    '/unlock',
    '/let-in',
    '/stories/the-bus-home',
    ...[received, ...at, held].map((id) => `/items/${id}`),
    `/items/${at[0]}/de-identify`,
    `/items/${at[1]}/read-back`,
    `/items/${at[2]}/consent`,
    `/items/${at[3]}/promote`,
  ];
}

describe.each(['two visits to one desk', 'two desks that see one folder'])('of %s', (which) => {
  it('every form that was opened before another was sent is turned away, and what was typed is given back', {
    timeout: 600_000,
  }, async () => {
    for (const place of places) mkdirSync(join(root, place), { recursive: true });
    const pages = await makeScene();
    const scene = mkdtempSync(join(tmpdir(), 'scene-'));
    for (const place of places)
      cpSync(join(root, place), join(scene, place), { recursive: true, preserveTimestamps: true });
    const restore = async () => {
      for (const place of places) {
        rmSync(join(root, place), { recursive: true, force: true });
        cpSync(join(scene, place), join(root, place), { recursive: true, preserveTimestamps: true });
      }
      await desk.unlock('demo-one');
    };
    const open = async (visitor: DeskVisitor) => {
      const seen = new Map<string, string>();
      for (const page of pages) seen.set(page, await visitor.page(page));
      return seen;
    };
    const opened = await open(desk);
    const forms = [...opened].flatMap(([page, html]) => formsIn(page, html));
    const routes = desk.app.routes.filter(({ method }) => method === 'POST').map(({ path }) => path);
    const isOf = (route: string, action: string) =>
      new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+')}$`).test(action.split('?')[0] ?? '');
    const routeOf = (action: string) => routes.find((route) => isOf(route, action)) ?? action;
    const kindOf = ({ action, carried }: FoundForm) => `${routeOf(action)} ${carried['what'] ?? ''}`;
    // One of each kind is sent first; from each page that was open before, one of each kind is sent after it.
    const kinds = new Map(forms.map((form) => [kindOf(form), form]));
    const sentNowhere = routes.filter((route) => !forms.some(({ action }) => isOf(route, action)));
    // Two stand where no desk is yet, and where a stranger’s key is.
    expect(sentNowhere.sort()).toEqual(['/first-run', '/keys/heard']);
    for (const { markup } of forms)
      for (const [field, name = ''] of markup.matchAll(
        /<(?:input|textarea|select) id="[^"]*" name="([^"]+)"[^>]*/g,
      ))
        expect(isSecret(name), name).toBe(/type="password"/.test(field) || name === 'receipt');

    const accepted: string[] = [];
    let stale = 0;
    for (const sentFirst of kinds.values()) {
      await restore();
      const before = await open(desk);
      const other = which === 'two visits to one desk' ? desk : new DeskVisitor(root);
      if (other !== desk) {
        await other.enter();
        await other.unlock('demo-one');
      }
      const fresh = formsIn(sentFirst.page, await other.page(sentFirst.page)).find(
        ({ action, carried }) => action === sentFirst.action && carried['what'] === sentFirst.carried['what'],
      );
      await other.send(sentFirst.action, filledIn(fresh as FoundForm));
      for (const [page, html] of before) {
        const now = await desk.page(page);
        if (seenOn(now) === seenOn(html) && now.includes('is at work') === html.includes('is at work'))
          continue;
        for (const form of new Map(
          formsIn(page, html).map((each) => [routeOf(each.action), each]),
        ).values()) {
          if (form.action === '/lock') continue;
          const snapshot = everythingOnDisk();
          const wasAtWork = desk.desk.atWork?.moderator;
          const response = await desk.send(form.action, filledIn(form));
          stale += 1;
          const to = response.headers.get('location');
          const page = to === null ? await response.text() : await desk.page(to);
          if (everythingOnDisk() !== snapshot || desk.desk.atWork?.moderator !== wasAtWork)
            accepted.push(`${form.action} after ${sentFirst.action}`);
          if (
            JSON.stringify(filledIn(form)).includes(typedWords) &&
            desk.desk.atWork &&
            !page.includes(typedWords)
          )
            accepted.push(`${form.action} lost what was typed, after ${sentFirst.action}`);
        }
      }
    }
    rmSync(scene, { recursive: true });
    expect(accepted).toEqual([]);
    // Otherwise the test would be about nothing.
    expect(stale).toBeGreaterThan(60);
  });
});

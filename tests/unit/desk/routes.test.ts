import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contactOf, stateOf, supportRouteSchema } from '#domain/schema/support-route.ts';
import { readYaml } from '#files/yaml.ts';
import { DeskVisitor, firstDay, makeDeskFolder } from '../../fixtures/desk.ts';

let made: Awaited<ReturnType<typeof makeDeskFolder>>;
beforeAll(async () => {
  made = await makeDeskFolder();
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

const path = (slug: string) => join(root, 'content', 'support', `${slug}.yaml`);
const text = (slug: string) => readFileSync(path(slug), 'utf8');
const route = (slug: string) => supportRouteSchema.parse(readYaml(text(slug)));
/** A form of the page, as it stands there. */
const triedNow = (slug: string) => ({ tried: 'yes', contact: contactOf(route(slug)) });

describe('the page of routes of help', () => {
  it('is locked with the desk', async () => {
    expect(await desk.page('/routes')).not.toContain('To try this month');
    await desk.send('/routes/childline', triedNow('childline'));
    expect(stateOf(route('childline')).kind).toBe('read');
  });

  it('lists what nobody has confirmed, with its number and how far it can be relied on', async () => {
    await desk.unlock('demo-one');
    const page = await desk.page('/routes');
    expect(page).toContain('0800 1111');
    expect(page).toContain('Read on the service’s own page, which has no date');
    expect(page).toContain('Never ring 999 to try it');
  });

  it('writes down who tried it, when, and what, and changes nothing else in the file', async () => {
    await desk.unlock('demo-one');
    const before = text('childline');
    expect(await desk.post('/routes/childline', triedNow('childline'))).toContain(
      'Childline: Confirmed by a moderator on 1 December 2026',
    );
    expect(text('childline')).toBe(
      `${before}confirmedBy: demo-one\nconfirmedOn: ${firstDay}\nconfirmedAs: 0800 1111; https://www.childline.org.uk; Day and night\n`,
    );
    expect(stateOf(route('childline'))).toEqual({ kind: 'confirmed', on: firstDay });
  });

  it('no longer asks for it, and names who confirmed it', async () => {
    await desk.unlock('demo-one');
    await desk.post('/routes/childline', triedNow('childline'));
    const page = await desk.page('/routes');
    expect(page).not.toContain('action="/routes/childline"');
    expect(page).toContain('(demo-one)');
  });

  it('asks again a year later', async () => {
    await desk.unlock('demo-one');
    await desk.post('/routes/childline', triedNow('childline'));
    desk.clock.now = '2027-11-15T09:00:00.000Z';
    expect(await desk.page('/routes')).toContain('action="/routes/childline"');
  });

  it.each([
    ['nobody says that they tried it', { tried: '' }, 'Tick that you tried it'],
    ['the number was changed meanwhile', { contact: '0800 2222' }, 'was changed meanwhile'],
  ])('confirms nothing where %s', async (_why, change, said) => {
    await desk.unlock('demo-one');
    const before = text('childline');
    expect(await desk.post('/routes/childline', { ...triedNow('childline'), ...change })).toContain(said);
    expect(text('childline')).toBe(before);
  });

  it('confirms nothing that is not there', async () => {
    await desk.unlock('demo-one');
    const sent = { tried: 'yes', contact: 'no number of its own' };
    expect(await desk.post('/routes/nobody', sent)).toContain('There is no such route');
    writeFileSync(path('childline'), 'name: 7\n');
    expect(await desk.post('/routes/childline', sent)).toContain('There is no such route');
  });
});

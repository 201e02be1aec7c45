import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { overviewOf } from '#desk/work/overview.ts';
import { folderArrivals } from '#intake/folder-arrivals.ts';
import { DeskVisitor, makeMessage } from '../../fixtures/desk.ts';
import { desk, root, useDeskFolder } from '../../fixtures/desk-folder.ts';
import { onSync } from '../../fixtures/syncs.ts';

useDeskFolder();

describe('what does not open', () => {
  /** Brings in a message with one bit turned. */
  async function receiveDamaged(): Promise<string> {
    const id = await desk.receive(makeMessage());
    const from = join(deskFolder(), 'in', `${id}.age`);
    const bytes = readFileSync(from);
    rmSync(from);
    bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1;
    const name = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(join(deskFolder(), 'in', `${name}.age`), bytes);
    return name;
  }
  const deskFolder = () => join(root, '.another-story', 'desk');
  const unopened = () => readdirSync(join(deskFolder(), 'unopened'));

  it('is set aside, counted, and said', async () => {
    await desk.unlock('demo-one');
    const name = await receiveDamaged();
    const html = await desk.post('/inbox/take', {});
    expect(html).toContain('1 could not be opened with your keys and was set aside');
    expect(html).toContain('Set aside in all: 1.');
    expect(readdirSync(join(deskFolder(), 'in'))).toEqual([]);
    expect(unopened()).toEqual([`${name}.age`]);
    expect(await desk.post('/inbox/take', {})).toContain('Nothing new has come. Set aside in all: 1.');
  });

  it('leaves no junk at the intake, where it would take a place', async () => {
    const intake = join(root, 'intake-in');
    mkdirSync(intake);
    for (let index = 0; index < 54; index++)
      writeFileSync(join(intake, `junk-${index}.age`), `junk ${index}`);
    const other = new DeskVisitor(root, { spool: folderArrivals(intake) });
    await other.enter();
    await other.unlock('demo-one');
    await other.takeInAll();
    expect(readdirSync(intake)).toEqual([]);
    expect(unopened()).toHaveLength(54);
  });

  it('is opened when somebody comes who has the key', async () => {
    const id = await desk.receive(makeMessage());
    mkdirSync(join(deskFolder(), 'unopened'));
    renameSync(join(deskFolder(), 'in', `${id}.age`), join(deskFolder(), 'unopened', `${id}.age`));
    await desk.unlock('demo-one');
    expect(await desk.post('/inbox/take', {})).toContain('1 taken in');
    expect(unopened()).toEqual([]);
    await desk.post(`/items/${id}/read`, {});
    expect(await desk.page(`/items/${id}/read`)).toContain('Nobody said a word');
  });

  it('is deleted after thirty days', async () => {
    await desk.unlock('demo-one');
    const old = await receiveDamaged();
    await desk.post('/inbox/take', {});
    utimesSync(join(deskFolder(), 'unopened', `${old}.age`), new Date('2026-10-31'), new Date('2026-10-31'));
    const young = await receiveDamaged();
    expect(await desk.post('/inbox/take', {})).toContain('Set aside in all: 1.');
    expect(unopened()).toEqual([`${young}.age`]);
  });

  it('is not looked at by somebody who has no key yet', async () => {
    const id = await desk.receive(makeMessage());
    await desk.unlock('demo-one');
    Object.assign(desk.desk.atWork as object, { identities: [] });
    expect(await desk.post('/inbox/take', {})).toContain('You have no key to what has come');
    expect(readdirSync(join(deskFolder(), 'in'))).toEqual([`${id}.age`]);
  });
});

describe('taking in', () => {
  const inFolder = () => join(root, '.another-story', 'desk', 'in');

  it.skipIf(process.platform !== 'linux')(
    'lets go of what came only when file, names and journal are safe on the disk',
    async () => {
      const id = await desk.receive(makeMessage());
      await desk.unlock('demo-one');
      const source = join(inFolder(), `${id}.age`);
      const synced: string[] = [];
      onSync((path) => {
        if (existsSync(source)) synced.push(path.replace(join(root, '.another-story', 'desk'), ''));
      });
      await desk.post('/inbox/take', {});
      expect(existsSync(source)).toBe(false);
      expect(synced).toEqual(
        expect.arrayContaining([
          expect.stringMatching(`^/items/${id}/message`),
          `/items/${id}`,
          '/items',
          '/journals/demo-one',
          '/journals',
        ]),
      );
    },
  );

  it('says so when the servers that keep what has come do not answer', async () => {
    const silent = { list: () => Promise.reject(new Error('the servers of the spool do not answer')) };
    const other = new DeskVisitor(root, {
      spool: silent as unknown as ReturnType<typeof folderArrivals>,
    });
    await other.enter();
    await other.unlock('demo-one');
    expect(await other.post('/inbox/take', {})).toContain(
      'What has come cannot be reached: the servers of the spool do not answer.',
    );
  });

  it('shows how far it is when much has come, and then what came of it', async () => {
    await desk.unlock('demo-one');
    for (let index = 0; index < 21; index++) await desk.receive(makeMessage({ text: `Story ${index}.` }));
    const response = await desk.send('/inbox/take', { seen: await desk.seenFor('/inbox/take') });
    expect(response.headers.get('location')).toBe('/inbox/taking');
    const page = await desk.get('/inbox/taking');
    expect(page.headers.get('refresh')).toBe('1');
    expect(await page.text()).toMatch(/Taking in: \d+ of 21/);
    expect(await desk.takeInAll()).toContain('21 taken in');
    expect(readdirSync(inFolder())).toEqual([]);
  });

  it('writes one journal for many, in which every line follows the one before', async () => {
    await desk.unlock('demo-one');
    for (let index = 0; index < 34; index++)
      await desk.receive(makeMessage({ text: `Story ${index}.`, liveCase: index % 20 === 0 ? 'yes' : 'no' }));
    await desk.takeInAll();
    const { items, faults } = await overviewOf(desk.desk.atWork as NonNullable<typeof desk.desk.atWork>);
    expect(faults).toEqual([]);
    const stages = [...items.values()].map(({ stage }) => stage);
    expect(stages.filter((stage) => stage === 'received')).toHaveLength(32);
    expect(stages.filter((stage) => stage === 'legalHold')).toHaveLength(2);
  });
});

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPartnerCode } from '#envelope/partner-code.ts';
import { partnersIn } from '#intake/partners.ts';
import { desk, onDisk, root, useDeskFolder } from '../../fixtures/desk-folder.ts';

useDeskFolder();

const listPath = () => join(root, '.another-story', 'partners.txt');
const codeOn = (page: string) => /<p class="sheet__words" translate="no">([^<]+)</.exec(page)?.[1] ?? '';

/** Makes a code as demo-one, and gives the page that shows it. */
async function make(name = 'Mhairi at the youth club'): Promise<string> {
  if (!desk.desk.atWork) await desk.unlock('demo-one');
  return desk.post('/partners/make', { name });
}

describe('a partner’s code', () => {
  it('is made at the desk, shown with a picture, and given as a file', async () => {
    const page = await make();
    const code = codeOn(page);
    expect(readPartnerCode(code)).toMatch(/^[0-9a-f]{32}$/);
    expect(page).toContain('<svg class="code" role="img"');
    const file = await desk.get('/partners/code');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="partner-code.txt"');
    expect(readPartnerCode(await file.text())).toBe(readPartnerCode(code));
    expect(codeOn(await make('Ewan'))).not.toBe(code);
  });

  it('is in no file: the intake gets its hash and no name, the desk keeps the name sealed', async () => {
    const code = codeOn(await make());
    const digits = readPartnerCode(code) ?? '';
    const all = onDisk(root);
    expect(all).not.toContain(code);
    expect(all).not.toContain(digits);
    expect(all).not.toContain('Mhairi');
    expect(readFileSync(listPath(), 'utf8')).toBe(`${createHash('sha256').update(digits).digest('hex')}\n`);
    expect(await (await desk.get('/partners/list')).text()).toBe(readFileSync(listPath(), 'utf8'));
    expect(await partnersIn(listPath())(code)).toBe(true);
  });

  it('is shown until it is handed over or the desk is locked, and then never again', async () => {
    await make();
    expect(codeOn(await desk.page('/partners'))).not.toBe('');
    await desk.post('/partners/shown', {});
    expect(codeOn(await desk.page('/partners'))).toBe('');
    expect(await desk.page('/partners/code')).toContain('shown no more');
    await make('Ewan');
    await desk.post('/lock', {});
    await desk.unlock('demo-two');
    const page = await desk.page('/partners');
    expect(codeOn(page)).toBe('');
    expect(page).toContain('Ewan: made by demo-one');
  });

  it('can be revoked, and then counts no more', async () => {
    const [first, second] = [codeOn(await make()), codeOn(await make('Ewan'))];
    const page = await desk.page('/partners');
    const id = /name="id" value="([0-9a-f]+)"><button[^>]*>Revoke the code of Mhairi/.exec(page)?.[1] ?? '';
    expect(await desk.post('/partners/revoke', { id })).toContain('Revoked by demo-one');
    expect(await partnersIn(listPath())(first)).toBe(false);
    expect(await partnersIn(listPath())(second)).toBe(true);
    expect(await desk.post('/partners/revoke', { id })).toContain('no such code that counts');
  });

  it('needs somebody whom it is for', async () => {
    expect(await make('  ')).toContain('Say whom the code is for');
  });
});

import { expect, it } from 'vitest';
import { desk, takeIn, useDeskFolder } from '../../../fixtures/desk-folder.ts';

useDeskFolder();

it('a decision is never put on other words than those it was made about', async () => {
  const id = await takeIn({ text: 'We found a quernstone. My brother Callum stayed in Larkhall.' });
  await desk.post(`/items/${id}/read`, {});
  const path = `/items/${id}/de-identify`;
  const page = await desk.page(path);
  const question = /name="question" value="([0-9a-f]+)"/.exec(page)?.[1] ?? '';
  const seen = /<main[\s\S]*?name="seen" value="([0-9a-f]+)"/.exec(page)?.[1] ?? '';
  await desk.post(`/items/${id}/text`, { text: 'We found it. My brother Callum stayed in Larkhall.' });
  const sent = { question, seen, do: 'own', with: 'an old stone' };
  const response = await desk.send(`${path}/decide?q=${question}`, sent);
  const after = await desk.page(response.headers.get('location') ?? '');
  expect(after).toContain('Something has changed since you opened this page');
  expect(after).toContain('<dd dir="auto">an old stone</dd>');
  expect(after).toContain('0 of 2 decided');
  expect(await desk.page(path)).not.toContain('an old stone');
});

it('what was typed when the desk had locked itself is given back to whoever typed it', async () => {
  const id = await takeIn();
  await desk.post(`/items/${id}/read`, {});
  const seen = await desk.seenFor(`/items/${id}/text`);
  const sent = { seen, by: 'demo-one', text: 'Grimalkin was typed here.' };
  desk.desk.lock();
  const response = await desk.send(`/items/${id}/text`, sent);
  expect(response.headers.get('location')).toBe('/unlock');
  await desk.unlock('demo-two');
  expect(await desk.page('/inbox')).not.toContain('Grimalkin');
  desk.desk.lock();
  const back = await desk.post('/unlock', { moderator: 'demo-one', passphrase: 'demonstration key one' });
  expect(back).toContain('The desk had locked itself');
  expect(back).toContain('Grimalkin was typed here.');
});

import { expect, it } from 'vitest';
import { desk, takeIn, useDeskFolder } from '../../../fixtures/desk-folder.ts';

useDeskFolder();

it('a decision is never put on other words than those it was made about', async () => {
  const id = await takeIn({ text: 'We found a quernstone. My brother Callum stayed in Larkhall.' });
  await desk.post(`/items/${id}/read`, {});
  const pageA = await desk.page(`/items/${id}/de-identify`);
  const index = (flag: string) =>
    [...pageA.matchAll(/<legend><mark>(.*?)<\/mark>/g)].findIndex(([, each]) => each === flag);
  const sent = {
    [`flag-${index('quernstone')}`]: 'keep',
    [`flag-${index('Callum')}`]: 'replace',
    [`with-${index('Callum')}`]: 'he',
    [`flag-${index('Larkhall')}`]: 'generalise',
    [`with-${index('Larkhall')}`]: 'a town',
    next: 'save',
    seen: /name="seen" value="([0-9a-f]+)"/.exec(/<main[\s\S]*/.exec(pageA)?.[0] ?? '')?.[1] ?? '',
  };
  await desk.post(`/items/${id}/de-identify/text`, {
    text: 'We found it. My brother Callum stayed in Larkhall.',
  });
  await desk.send(`/items/${id}/de-identify`, sent);
  expect(await desk.page(`/items/${id}/de-identify`)).not.toMatch(/value="he"/);
});

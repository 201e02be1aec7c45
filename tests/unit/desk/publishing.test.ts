import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { signOffChecks } from '#domain/words/vocabularies.ts';
import { noticeVersion } from '#envelope/message.ts';
import { readReviewed } from '#files/reviewed.ts';
import { firstDay, makeMessage } from '../../fixtures/desk.ts';
import {
  agree,
  deIdentify,
  desk,
  draft,
  promote,
  recordConsent,
  root,
  sign,
  storyFile,
  takeIn,
  useDeskFolder,
} from '../../fixtures/desk-folder.ts';

useDeskFolder();

describe('from consent to the site', () => {
  it('never widens what the teller allowed', async () => {
    const id = await takeIn();
    await desk.post(`/items/${id}/read`, {});
    await deIdentify(id);
    await agree(id);
    await desk.unlock('demo-two');
    await desk.post(`/items/${id}/read`, {});
    const html = await desk.page(`/items/${id}/consent`);
    expect(html).toContain(noticeVersion);
    expect(html).not.toContain('value="print"');
    await desk.post(`/items/${id}/consent`, { uses: ['site', 'print'], reviewBy: '2028-01-01' });
    await desk.post(`/items/${id}/promote`, draft);
    const { content } = await readReviewed(root);
    expect(content.stories.get('the-bus-home')?.data.consent).toMatchObject({
      kind: 'given',
      uses: ['site'],
      givenOn: firstDay,
    });
  });

  it('says that a story sent alone was not agreed to', async () => {
    const id = await takeIn({ via: 'self' });
    await desk.post(`/items/${id}/read`, {});
    await deIdentify(id);
    await agree(id, 'agreed');
    expect(await desk.page(`/items/${id}/read-back`)).not.toContain('value="agreed"');
    expect(await desk.post(`/items/${id}/read-back`, { why: 'agreed' })).toContain(
      'nobody could have agreed',
    );
  });

  it('makes a sound draft of exactly the agreed words', async () => {
    await promote({
      text: 'I got the bus home that night.\n1. Not a list_ *at all*\n\n# Nor a heading [x](y) & <b>',
    });
    const { content, mistakes } = await readReviewed(root);
    expect(mistakes).toEqual([]);
    const story = content.stories.get('the-bus-home');
    expect(story?.data).toMatchObject({
      origin: 'firstPerson',
      teller: { pseudonym: 'Sorley', viewpoint: 'family' },
    });
    const html = await desk.page('/stories/the-bus-home');
    expect(html).toContain('<p>1. Not a list_ *at all*</p>');
    expect(html).toContain('<p># Nor a heading [x](y) &amp; &lt;b&gt;</p>');
  });

  it('says what is missing in a draft, keeps what was typed, and writes nothing', async () => {
    const id = await takeIn();
    await desk.post(`/items/${id}/read`, {});
    await deIdentify(id);
    await agree(id);
    await recordConsent(id, { uses: ['site'], reviewBy: '2028-01-01' });
    const html = await desk.post(`/items/${id}/promote`, {
      ...draft,
      line: 'Words that are not in it.',
      title: 'The bus home',
    });
    expect(html).toContain('role="alert"');
    expect(html).toContain('value="The bus home"');
    expect(existsSync(join(root, 'content', 'stories', 'the-bus-home.md'))).toBe(false);
  });

  describe('with a pseudonym that another story has', () => {
    const taken = { ...draft, pseudonym: 'takenname' };
    const warning = /“takenname” tells “eleven-days” too: choose a name/;
    const isThere = () => existsSync(storyFile);

    /** Takes a message to where it can be promoted, beside a story whose teller has the name. */
    async function ready(): Promise<string> {
      const other = join(root, 'content', 'stories', 'eleven-days.md');
      writeFileSync(other, readFileSync(other, 'utf8').replace(/^( {2}pseudonym: ).*$/m, '$1Takenname'));
      const id = await takeIn();
      await desk.post(`/items/${id}/read`, {});
      await deIdentify(id);
      await agree(id);
      await recordConsent(id, { uses: ['site'], reviewBy: '2028-01-01' });
      return id;
    }

    it('warns before there is a draft, and keeps what was typed', async () => {
      const html = await desk.post(`/items/${await ready()}/promote`, taken);
      expect(html).toMatch(warning);
      expect(html).toContain('name="keepName" value="takenname"');
      expect(html).toContain('value="The bus home"');
      expect(isThere()).toBe(false);
    });

    it('makes the draft with another name, or with the same one where it is meant', async () => {
      const id = await ready();
      // To have meant one name says nothing of another.
      expect(await desk.post(`/items/${id}/promote`, { ...taken, keepName: 'Sorley' })).toMatch(warning);
      expect(isThere()).toBe(false);
      await desk.post(`/items/${id}/promote`, { ...taken, keepName: 'takenname' });
      expect(isThere()).toBe(true);
    });

    it('warns whoever is about to sign', async () => {
      await desk.post(`/items/${await ready()}/promote`, { ...taken, keepName: 'takenname' });
      const html = await desk.page('/stories/the-bus-home');
      expect(html).toContain('Look at this before you sign');
      expect(html).toMatch(warning);
    });
  });

  it('warns of nothing where every name is its own', async () => {
    await promote();
    expect(await desk.page('/stories/the-bus-home')).not.toContain('Look at this before you sign');
  });

  it('never lets whoever promoted a story sign it first, nor anybody sign twice or unread', async () => {
    await promote();
    expect(await sign('demo-one')).toContain('somebody else has to sign it first');
    expect(await sign('demo-two')).toContain('Signed.');
    expect(await sign('demo-two')).toContain('You have signed it as it stands');
    expect(await sign('demo-one')).toContain('Signed.');
    const { content } = await readReviewed(root);
    expect(content['sign-offs'].get('the-bus-home')?.data.map(({ moderator }) => moderator)).toEqual([
      'demo-two',
      'demo-one',
    ]);
  });

  it('does not sign what has changed since the page was shown, nor without the whole checklist', async () => {
    await promote();
    await desk.unlock('demo-two');
    const signing = {
      shown: '0'.repeat(64),
      checks: Object.keys(signOffChecks),
      passphrase: 'demonstration key two',
    };
    expect(await desk.post('/stories/the-bus-home/sign', signing)).toContain('has changed since you opened');
    const html = await desk.page('/stories/the-bus-home');
    const shown = /name="shown" value="([0-9a-f]+)"/.exec(html)?.[1] ?? '';
    expect(
      await desk.post('/stories/the-bus-home/sign', { ...signing, shown, checks: 'readWhole' }),
    ).toContain('every line');
    expect(
      await desk.post('/stories/the-bus-home/sign', { ...signing, shown, passphrase: 'wrong wrong wrong' }),
    ).toContain('does not open your signing key');
  });

  it('shows what has changed since it was last signed', async () => {
    await promote();
    await sign('demo-two');
    const file = join(root, 'content', 'stories', 'the-bus-home.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Nobody said a word', 'Nobody said anything'));
    const html = await desk.page('/stories/the-bus-home');
    expect(html).toMatch(/<del>.*Nobody said a word/s);
    expect(html).toMatch(/<ins>.*Nobody said anything/s);
  });

  it('shows the story whole, and apart from it everything else that is signed', async () => {
    await promote();
    const html = await desk.page('/stories/the-bus-home');
    const article = /<article[\s\S]*<\/article>/.exec(html)?.[0] ?? '';
    expect(article.replaceAll(/<[^>]+>/g, '')).toBe(makeMessage().text);
    expect(html).toContain('Teller › pseudonym: Sorley');
    expect(html).toContain('Language: English');
    expect(html).toContain('Suitable from: S4 to S6');
  });

  it('tells on the board what each story still needs', async () => {
    await promote();
    const html = await desk.page('/board');
    expect(html).toContain('The bus home');
    expect(html).toContain('Fewer than two moderators have signed it');
    expect(html).toContain('The teller still has time to think again');
  });
});

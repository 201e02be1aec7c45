import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { quasiChecklist } from '#desk/deidentify/checklist.ts';
import { moveItem } from '#desk/work/moves.ts';
import { DeskVisitor, firstDay, makeMessage } from '../../fixtures/desk.ts';
import {
  agree,
  decideFlags,
  deIdentify,
  desk,
  onDisk,
  promote,
  root,
  sign,
  takeIn,
  useDeskFolder,
  wordsOf,
} from '../../fixtures/desk-folder.ts';

useDeskFolder();

/** What markup says, without what only a screen reader hears. */
const plain = (markup: string) =>
  markup
    .replaceAll(/<span class="vh">.*?<\/span>/g, '')
    .replaceAll(/<[^>]*>/g, '')
    .trim();

describe('reading', () => {
  it('is a choice that is written down: nobody sees a text they did not open', async () => {
    const id = await takeIn({ text: 'Grimalkin sat under the stair.' });
    expect(await desk.page(`/items/${id}/read`)).not.toContain('Grimalkin');
    await desk.post(`/items/${id}/read`, {});
    expect(await desk.page(`/items/${id}/read`)).toContain('Grimalkin');
    await desk.unlock('demo-two');
    for (const path of ['read', 'de-identify', 'read-back', 'consent', 'promote']) {
      expect(await desk.page(`/items/${id}/${path}`), path).not.toContain('Grimalkin');
    }
  });

  it('of a flagged one is never alone the first time: the other says so by their own passphrase', async () => {
    const id = await takeIn({ ageBand: 'from12to15' });
    const read = (fields: Record<string, string>) => desk.post(`/items/${id}/read`, fields);
    const own = { 'beside-passphrase': 'demonstration key one' };
    const theirs = { 'beside-passphrase': 'demonstration key two' };
    expect(await read({})).toContain('not to be read alone');
    expect(await read({ beside: 'demo-one', ...own })).toContain('not to be read alone');
    expect(await read({ beside: 'demo-two' })).toContain('is not the one of demo-two');
    expect(await read({ beside: 'demo-two', ...own })).toContain('is not the one of demo-two');
    expect(await read({ beside: 'recovery', 'beside-passphrase': 'demonstration recovery' })).toContain(
      'not to be read alone',
    );
    expect(await desk.page(`/items/${id}`)).not.toContain('beside demo-two');
    expect(await read({ beside: 'demo-two', ...theirs })).toContain('Nobody said a word');
    expect(await desk.page(`/items/${id}`)).toContain('Read by demo-one beside demo-two');
  });

  it('of any other names nobody who did not say so', async () => {
    const id = await takeIn();
    await desk.post(`/items/${id}/read`, { beside: 'demo-two' });
    expect(await desk.page(`/items/${id}`)).not.toContain('beside demo-two');
  });

  it('comes to a stop after five stories', async () => {
    for (let story = 0; story < 5; story += 1) {
      const id = await takeIn({ text: `Story number ${story}.` });
      expect(await desk.page('/inbox')).not.toContain('Time to stop');
      await desk.post(`/items/${id}/read`, {});
    }
    expect(await desk.page('/inbox')).toContain('Time to stop');
    desk.clock.now = `${firstDay}T10:30:00.000Z`;
    expect(await desk.page('/inbox')).not.toContain('Time to stop');
  });

  it('says when a story may have a topic in it that the reader opted out of', async () => {
    const id = await takeIn({ text: 'My uncle died and we went to the funeral.' });
    expect(await desk.page('/inbox')).not.toContain('that you leave to others');
    const page = await desk.post('/inbox/topics', { topics: ['bereavement'] });
    expect(page).toContain('With topics that you leave to others (1)');
    // Whatever the order of the list, it is not opened without being asked for once more.
    expect(await desk.post(`/items/${id}/read`, {})).toContain('what you would rather not read');
    expect(await desk.page(`/items/${id}/read`)).not.toContain('funeral');
    expect(await desk.post(`/items/${id}/read`, { anyway: 'yes' })).toContain('funeral');
  });
});

describe('what touches a live case or somebody’s safety', () => {
  it('is held at once, and the clock shows on every page until the safeguarding lead attends', async () => {
    const id = await takeIn({ liveCase: 'yes' });
    for (const path of ['/inbox', '/journal', '/help'])
      expect(await desk.page(path)).toContain('waits for the safeguarding lead');
    desk.clock.now = '2026-12-02T00:10:00.000Z';
    expect(await desk.page('/inbox')).toContain('Overdue');
    await desk.post(`/items/${id}/decide`, { what: 'attend', 'why-attend': 'advised' });
    expect(await desk.page('/inbox')).not.toContain('waits for the safeguarding lead');
  });

  it('is with the safeguarding lead at once if somebody of 12 to 15 sent it without a worker, and is never published', async () => {
    const id = await takeIn({ ageBand: 'from12to15', via: 'self' });
    expect(await desk.page(`/items/${id}`)).toContain('With the safeguarding lead, since');
    expect(await desk.page('/inbox')).toContain('waits for the safeguarding lead');
    await desk.post(`/items/${id}/decide`, { what: 'attend', 'why-attend': 'passedOn' });
    await desk.post(`/items/${id}/decide`, { what: 'release', 'why-release': 'noDanger' });
    await desk.post(`/items/${id}/read`, {
      beside: 'demo-two',
      'beside-passphrase': 'demonstration key two',
    });
    await deIdentify(id);
    await agree(id, 'notPossible');
    await desk.unlock('demo-two');
    const consent = { uses: ['site'], reviewBy: '2028-01-01' };
    expect(await desk.page(`/items/${id}/consent`)).toContain('nobody can consent to it');
    expect(await desk.post(`/items/${id}/consent`, consent)).toContain('nobody can consent to it');
    expect(await desk.page(`/items/${id}`)).toContain('Read back, since');
  });

  it('is with nobody but the moderators if a worker sat beside them', async () => {
    const id = await takeIn({ ageBand: 'from12to15', via: 'partner' });
    expect(await desk.page(`/items/${id}`)).toContain('Not opened yet, since');
  });

  it.each([
    ['and nobody had opened it', []],
    ['and somebody had read it since', ['read']],
  ] as const)('is held although the machine stopped before it could be, %s', async (_how, since) => {
    const id = await desk.receive(makeMessage({ liveCase: 'yes' }));
    await desk.unlock('demo-one');
    const at = desk.desk.atWork as NonNullable<typeof desk.desk.atWork>;
    await at.store.putMessage(id, makeMessage({ liveCase: 'yes' }));
    for (const what of ['take', ...since] as const) await moveItem(at, id, what);
    await desk.post('/inbox/take', {});
    expect(await desk.page(`/items/${id}`)).toContain('On legal hold, since');
  });

  it('is taken in although the machine stopped before it was written down, and the sealed file is gone', async () => {
    await desk.unlock('demo-one');
    const at = desk.desk.atWork as NonNullable<typeof desk.desk.atWork>;
    const id = 'b'.repeat(64);
    await at.store.putMessage(id, makeMessage({ liveCase: 'yes' }));
    await desk.post('/inbox/take', {});
    expect(await desk.page(`/items/${id}`)).toContain('On legal hold, since');
  });

  it('is not deleted by a deletion that was decided before it was put on hold', async () => {
    const id = await takeIn();
    const at = desk.desk.atWork as NonNullable<typeof desk.desk.atWork>;
    desk.clock.now = '2027-03-01T09:00:00.000Z';
    const write = at.store.write.bind(at.store);
    // Somebody at another desk is a moment quicker.
    at.store.write = async (deeds, now) => {
      at.store.write = write;
      const held = { moderator: 'demo-two', roles: at.roles.slice(), item: id } as const;
      await write([{ ...held, what: 'hold', why: 'legalAdvice' }], now);
      return write(deeds, now);
    };
    await desk.post('/retention', {});
    expect(await desk.page(`/items/${id}`)).toContain('On legal hold, since');
    expect(existsSync(join(wordsOf(id), 'message'))).toBe(true);
  });

  it('leaves the site at once, cannot be signed, and is signed anew when it is released', async () => {
    const id = await promote();
    await sign('demo-two');
    await sign('demo-one');
    const signOffs = join(root, 'content', 'sign-offs', 'the-bus-home.json');
    expect(existsSync(signOffs)).toBe(true);
    expect(await desk.post(`/items/${id}/decide`, { what: 'hold', 'why-hold': 'liveCase' })).toContain(
      'has lost its signatures',
    );
    expect(existsSync(signOffs)).toBe(false);
    expect(await sign('demo-two')).toContain('What it was made of is held');
    expect(existsSync(signOffs)).toBe(false);
    await desk.unlock('demo-one');
    await desk.post(`/items/${id}/decide`, { what: 'attend', 'why-attend': 'advised' });
    await desk.post(`/items/${id}/decide`, { what: 'release', 'why-release': 'caseOver' });
    expect(await sign('demo-two')).toContain('Signed.');
  });

  it('is released by nobody else', async () => {
    const id = await takeIn({ liveCase: 'notSure' });
    await desk.unlock('demo-two');
    expect(await desk.page(`/items/${id}`)).not.toContain('Release it');
    expect(await desk.post(`/items/${id}/decide`, { what: 'release', 'why-release': 'caseOver' })).toContain(
      'Only the safeguarding lead',
    );
  });

  it('is not deleted when it is taken back', async () => {
    const id = await takeIn({ liveCase: 'yes' });
    await desk.post(`/items/${id}/withdraw`, { 'why-withdraw': 'teller' });
    expect(existsSync(join(root, '.another-story', 'desk', 'items', id, 'message'))).toBe(true);
    desk.clock.now = '2046-01-01T09:00:00.000Z';
    expect(await desk.page('/retention')).toContain('Nothing is due');
  });
});

describe('de-identifying', () => {
  const text = 'My brother Callum stayed in Larkhall.';

  it('is not done while one flag is undecided', async () => {
    const id = await takeIn({ text });
    await desk.post(`/items/${id}/read`, {});
    expect(await desk.page(`/items/${id}/together`)).toContain('2 flags are still to decide');
    const html = await desk.page(`/items/${id}/de-identify`);
    expect(html).toContain('0 of 2 decided');
    const question = /name="question" value="([0-9a-f]+)"/.exec(html)?.[1] ?? '';
    const after = await desk.post(`/items/${id}/de-identify/decide?q=${question}`, { question, do: 'keep' });
    expect(after).toContain('1 of 2 decided');
    expect(await desk.page(`/items/${id}/together`)).toContain('1 flag is still to decide');
    await desk.post(`/items/${id}/together`, { next: 'finish', compared: 'yes' });
    expect(await desk.page(`/items/${id}`)).toContain('Being worked on');
  });

  it('asks again where an answer does not go with the words that were kept', async () => {
    const id = await takeIn({ text: 'He owed that pal four hundred pounds by the summer.' });
    await desk.post(`/items/${id}/read`, {});
    await decideFlags(id);
    const answers = {
      ...Object.fromEntries(quasiChecklist.map(({ id: question }) => [`answer-${question}`, 'no'])),
      compared: 'yes',
      next: 'finish',
    };
    const page = await desk.post(`/items/${id}/together`, answers);
    expect(page).toContain('not go with the words that you kept');
    expect(page).toContain('You said no, and kept “four hundred pounds”');
    expect(await desk.page(`/items/${id}`)).toContain('Being worked on');
    const all = quasiChecklist.map(({ id: question }) => question);
    expect(await desk.post(`/items/${id}/together`, { ...answers, stand: all })).toContain(
      'Every flag is decided',
    );
  });

  it('holds for the other forms of a word, and is undone at one press', async () => {
    const id = await takeIn({ text: 'Callum was away. Then wee Callum lost Callum’s phone in Larkhall.' });
    await desk.post(`/items/${id}/read`, {});
    const page = `/items/${id}/de-identify`;
    const html = await desk.page(page);
    expect(html).toContain('It holds for “Callum”, “wee Callum”, “Callum’s”, 3 places');
    const question = /name="question" value="([0-9a-f]+)"/.exec(html)?.[1] ?? '';
    const after = await desk.post(`${page}/decide?q=${question}`, { question, do: 'own', with: 'my pal' });
    const told = (markup: string) =>
      plain(/<div class="as-it-will-be"[\s\S]*?<\/div>/.exec(markup)?.[0] ?? '');
    expect(told(after)).toBe('My pal was away. Then my pal lost my pal’s phone in Larkhall.');
    expect(told(await desk.post(`${page}/undo`, {}))).toBe(
      'Callum was away. Then wee Callum lost Callum’s phone in Larkhall.',
    );
  });

  it('is taken up again where it was left, on the other machine too', async () => {
    const id = await takeIn({ text });
    await desk.post(`/items/${id}/read`, {});
    const html = await desk.page(`/items/${id}/de-identify`);
    const question = /name="question" value="([0-9a-f]+)"/.exec(html)?.[1] ?? '';
    await desk.post(`/items/${id}/de-identify/decide?q=${question}`, { question, do: 'out' });
    const other = new DeskVisitor(root);
    await other.enter();
    await other.unlock('demo-two');
    await other.post(`/items/${id}/read`, {});
    const there = await other.page(`/items/${id}/de-identify`);
    expect(there).toContain('1 of 2 decided');
    expect(there).toContain('My brother stayed in');
  });

  it('that two desks went on with apart shows the difference at the next look, and waits for a choice', async () => {
    const id = await takeIn({ text });
    await desk.post(`/items/${id}/read`, {});
    const here = wordsOf(id);
    const apart = mkdtempSync(join(tmpdir(), 'apart-'));
    const decideFirst = async (put: string) => {
      const question =
        /name="question" value="([0-9a-f]+)"/.exec(await desk.page(`/items/${id}/de-identify`))?.[1] ?? '';
      await desk.post(`/items/${id}/de-identify/decide?q=${question}`, { question, do: 'own', with: put });
    };
    cpSync(here, apart, { recursive: true });
    await decideFirst('who is older');
    await desk.unlock('demo-two');
    await desk.post(`/items/${id}/read`, {});
    // What demo-two's desk saw before it heard of the other.
    const mine = mkdtempSync(join(tmpdir(), 'mine-'));
    cpSync(here, mine, { recursive: true });
    rmSync(here, { recursive: true });
    cpSync(apart, here, { recursive: true });
    desk.clock.now = `${firstDay}T09:05:00.000Z`;
    await decideFirst('who is younger');
    cpSync(mine, here, { recursive: true });
    const page = await desk.page(`/items/${id}/de-identify`);
    expect(page).toContain('Two of you worked on it at once');
    expect(page).toContain('My brother who is older stayed');
    expect(page).toContain('My brother who is younger stayed');
    expect(await desk.page(`/items/${id}/together`)).toContain('Two of you worked on it at once');
    const theirs = /name="copy" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const chosen = await desk.post(`/items/${id}/de-identify/choose`, { copy: theirs });
    expect(chosen).toContain('My brother <ins');
    expect(chosen).toContain('who is older');
    expect(chosen).not.toContain('who is younger');
  });

  it('is not done while one question is unanswered, or nobody has looked at what is published', async () => {
    const id = await takeIn({ text });
    await desk.post(`/items/${id}/read`, {});
    expect(await deIdentify(id, { 'answer-together': '' })).toContain('Still to answer');
    expect(await deIdentify(id, { compared: '' })).toContain('Say that you have looked');
  });

  it('puts a moderator’s words in place, and looks at them at once', async () => {
    const id = await takeIn({ text });
    await desk.post(`/items/${id}/read`, {});
    const html = await desk.page(`/items/${id}/de-identify`);
    const question = /name="question" value="([0-9a-f]+)"/.exec(html)?.[1] ?? '';
    const after = await desk.post(`/items/${id}/de-identify/decide?q=${question}`, {
      question,
      do: 'own',
      with: 'Torquil',
    });
    expect(after).toContain('In your own words: <mark>Torquil</mark>');
    await desk.post(`/items/${id}/de-identify/decide?q=${question}`, {
      question,
      do: 'own',
      with: 'somebody',
    });
    expect(await desk.page(`/items/${id}/de-identify`)).toContain('Two names for one person');
    await deIdentify(id);
    const read = await desk.page(`/items/${id}/read`);
    expect(read).not.toContain('Callum');
    expect(read).toContain('My brother somebody stayed');
  });

  it('lets nobody add words for a teller who cannot be asked', async () => {
    const id = await takeIn({ text, via: 'self' });
    await desk.post(`/items/${id}/read`, {});
    const save = (changed: string) => desk.post(`/items/${id}/text`, { text: changed });
    expect(await save(`${text} It was awful.`)).toContain('Take out what you added: “It was awful.”');
    expect(await save('My brother stayed in a town.')).toContain('The text is saved');
  });

  it('says which published story has the same rare phrase', async () => {
    const id = await takeIn({ text: 'She had a jotter with a horse on the front of it.' });
    await desk.post(`/items/${id}/read`, {});
    await decideFlags(id);
    expect(await desk.page(`/items/${id}/together`)).toContain('is also in eleven-days');
  });
});

describe('what was de-identified', () => {
  const text = 'My brother Callum stayed in Larkhall.';
  /** A submission that demo-one has de-identified and nobody else has read; demo-two is at work. */
  async function toGuess(): Promise<string> {
    const id = await takeIn({ text });
    await desk.post(`/items/${id}/read`, {});
    await deIdentify(id, {}, { Callum: 'who is older', Larkhall: 'a town' });
    await desk.unlock('demo-two');
    return id;
  }
  const guess = { whom: 'Torquil from the corner', where: 'Brigadoon', when: 'last year', ledBy: 'older' };

  it('is guessed at by somebody who has not read it, whose guesses only the first moderator sees', async () => {
    const id = await toGuess();
    const page = await desk.page(`/items/${id}/guess`);
    expect(page).toContain('who is older');
    expect(page).not.toContain('Callum');
    expect(await desk.post(`/items/${id}/guess`, guess)).toContain('Your guesses are sealed');
    expect(onDisk()).not.toContain('Brigadoon');
    for (const path of ['guess', 'compare', ''])
      expect(await desk.page(`/items/${id}/${path}`.replace(/\/$/, ''))).not.toContain('Brigadoon');
    await desk.unlock('demo-one');
    expect(await desk.page(`/items/${id}/compare`)).toContain('Brigadoon');
    await desk.post(`/items/${id}/compare`, { verdict: 'on' });
    expect(existsSync(join(wordsOf(id), 'guess'))).toBe(false);
    await desk.unlock('demo-two');
    expect(await desk.page(`/items/${id}/guess`)).toContain('It goes on.');
    // Whoever has not read it is told to, and is not led to a page that turns them away.
    await desk.unlock('demo-one');
    await desk.post(`/items/${id}/read-back`, { why: 'agreed' });
    await desk.unlock('demo-two');
    expect(await desk.page(`/items/${id}`)).toContain('Read it first. Then: record consent.');
  });

  it('goes back if a guess comes close, and every later step is done again', async () => {
    const id = await toGuess();
    await desk.post(`/items/${id}/guess`, guess);
    await desk.unlock('demo-one');
    await desk.post(`/items/${id}/compare`, { verdict: 'back' });
    const page = await desk.page(`/items/${id}`);
    expect(page).toContain('Being worked on');
    expect(page).toContain('A second reader came close');
    expect(existsSync(join(wordsOf(id), 'guess'))).toBe(false);
    await desk.unlock('demo-two');
    expect(await desk.page(`/items/${id}/guess`)).toContain('It went back.');
  });

  it('is not read back before anybody has guessed, nor guessed at by whoever worked on it', async () => {
    const id = await toGuess();
    await desk.unlock('demo-one');
    expect(await desk.page(`/items/${id}`)).toContain('It waits for a second reader: demo-two.');
    expect(await desk.post(`/items/${id}/guess`, guess)).toContain(
      'It takes somebody who did not work on it',
    );
    expect(await desk.post(`/items/${id}/read-back`, { why: 'agreed' })).toContain('First a second reader');
  });

  it('is read back from a sheet that names what was changed in kinds, and nobody', async () => {
    const id = await toGuess();
    await desk.unlock('demo-one');
    const sheet = await desk.page(`/items/${id}/read-back/print`);
    expect(sheet).toContain('who is older stayed in a town');
    expect(sheet).toContain('A person’s name');
    expect(sheet).toContain('Initials (not a name)');
    expect(sheet).not.toContain('Callum');
  });
});

describe('between moderators', () => {
  it('notes and handing over are sealed, shown to both, and deleted with the words', async () => {
    const id = await takeIn();
    await desk.post(`/items/${id}/note`, { text: 'Grimalkin asks for a second look.' });
    await desk.post(`/items/${id}/hand-over`, { to: 'demo-two', standIn: 'demo-one', why: 'I am away.' });
    expect(onDisk()).not.toContain('Grimalkin');
    expect(await desk.page('/inbox')).toContain('Being worked on by demo-two');
    await desk.unlock('demo-two');
    const page = await desk.page(`/items/${id}`);
    expect(page).toContain('Grimalkin asks');
    expect(page).toContain('You are working on it. demo-one stands in.');
    expect(await desk.page('/inbox')).toContain('You have these');
    await desk.post(`/items/${id}/withdraw`, { 'why-withdraw': 'teller' });
    expect(existsSync(wordsOf(id))).toBe(false);
  });

  it('what is due stands on one page and in one line, and describes no story', async () => {
    const id = await takeIn({ text: 'Grimalkin sat under the stair.' });
    expect(await desk.page('/inbox')).toMatch(/\d+ things are due\.|Nothing is due\.|1 thing is due\./);
    expect(await desk.page('/due')).not.toContain('unread for days');
    desk.clock.now = '2026-12-05T09:00:00.000Z';
    const page = await desk.page('/due');
    expect(page).toContain('1 submission unread for days');
    expect(page).toContain('4 days');
    for (const told of ['Grimalkin', id.slice(0, 8), 'Teller aged']) expect(page).not.toContain(told);
  });
});

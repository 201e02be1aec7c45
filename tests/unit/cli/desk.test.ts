import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { privateKeyFrom, publicKeyOf } from '#domain/gate/signing.ts';
import { readBundle } from '#envelope/bundle.ts';
import { fingerprintOf } from '#envelope/fingerprint.ts';
import { noticeVersion, type StoryMessage } from '#envelope/message.ts';
import { sealMessage } from '#envelope/seal.ts';
import { sealKey } from '#files/keys.ts';
import { addModerator, writeWhole } from '#files/write.ts';
import { runDesk } from '../../../src/cli/desk-command.ts';
import { atTerminal, type Ended } from '../../fixtures/at-terminal.ts';

const phrases = ['demonstration key one', 'demonstration key two', 'demonstration recovery'];

/** What a project has of what these commands need: who its moderators are, and the keys of those who are made up. */
const given = ['content/site.yaml', 'content/moderators', 'tests/fixtures/moderators'];

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'desk-command-'));
  for (const part of given) cpSync(part, join(project, part), { recursive: true });
  vi.stubEnv('ANOTHER_STORY_DESK', join(project, 'real'));
  vi.stubEnv('ANOTHER_STORY_KEYS', join(project, 'signing-keys'));
  vi.stubEnv('SITE_TODAY', '2026-12-01');
});
afterEach(() => rmSync(project, { recursive: true }));

/** Runs `npm run desk -- …` in a project with moderators and nothing else, with one line of input for each question. */
function desk(words: string, answers: readonly string[] = []): Promise<Ended> {
  return atTerminal((ask) => runDesk(words.split(' '), project, ask), answers);
}

/** The same, as a program of its own. */
function deskProgram(words: string, answers: readonly string[] = []): Ended {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve('src/cli/desk.ts'), ...words.split(' ')],
    {
      cwd: project,
      encoding: 'utf8',
      input: answers.map((answer) => `${answer}\n`).join(''),
      env: process.env,
    },
  );
  return { status, stdout, stderr };
}

/** Lets real keys be sealed at the lowest cost, and tells which cost was asked for: theirs takes a second each. */
function sealedCheaply(): () => readonly number[] {
  const set = Encrypter.prototype.setScryptWorkFactor;
  const asked = vi.spyOn(Encrypter.prototype, 'setScryptWorkFactor');
  asked.mockImplementation(function (this: Encrypter) {
    set.call(this, 10);
  });
  return () => asked.mock.calls.map(([cost]) => cost);
}

const keys = () => JSON.parse(readFileSync(join(project, 'public', 'keys.json'), 'utf8'));
const published = () => keys().bundle;
/** What was made in the project. */
const made = () =>
  readdirSync(project)
    .filter((name) => name !== 'content' && name !== 'tests' && name !== 'signing-keys')
    .sort();

/**
 * Makes moderators who are not made up, each with a signing key whose passphrase is “signing key of …”. Those are sealed as if they were
 * made up: at its true cost each takes half a second to make and to open.
 */
async function makeModerators(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const seed = randomBytes(32);
    const sealed = sealKey(seed, `signing key of ${name}`, name, true);
    await writeWhole(join(project, 'signing-keys', `${name}.key.json`), JSON.stringify(sealed));
    const publicKey = publicKeyOf(privateKeyFrom(seed));
    const fields = { name: `Moderator ${name}`, publicKey, roles: [], since: '2026-11-01' };
    await addModerator(project, name, { ...fields, revoked: false, demo: false });
  }
}

async function sealedFile(change: Partial<StoryMessage> = {}): Promise<string> {
  const message: StoryMessage = {
    v: 1,
    kind: 'story',
    via: 'self',
    epoch: 1,
    noticeVersion,
    text: 'The van was warm.\n\nNobody asked me how old I was.',
    ageBand: 'from16to17',
    viewpoint: 'exploited',
    consent: { site: true, lessons: true, quotes: false, print: false },
    liveCase: 'notSure',
    language: 'en-GB',
    ...change,
  };
  const file = join(project, 'carried.age');
  writeFileSync(file, await sealMessage(message, readBundle(published(), '2026-12-01', false)));
  return file;
}

describe('npm run desk, as a program of its own', () => {
  it('asks for the passphrase on standard error, takes it from standard input, and prints on standard output', async () => {
    expect(deskProgram('keys demo').status).toBe(0);
    const { status, stdout, stderr } = deskProgram(`open ${await sealedFile()} --as recovery --demo`, [
      phrases[2] as string,
    ]);
    expect([status, stderr]).toEqual([0, 'Passphrase of recovery: \n']);
    expect(stdout).toContain('The van was warm.');
  });

  it('ends with 1, says why on standard error, and prints nothing else', () => {
    const { status, stdout, stderr } = deskProgram('keys list --nonsense');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('--nonsense');
  });

  it('asks nobody again when no answer comes', () => {
    const { status, stderr } = deskProgram('keys make a b c --demo', phrases.slice(0, 2));
    expect(status).toBe(1);
    expect(stderr).toContain('No answer came');
    expect(made()).toEqual([]);
  });
});

describe('npm run desk -- keys demo', () => {
  it('publishes demonstration keys and says that their passphrases are public', async () => {
    const { status, stderr } = await desk('keys demo');
    expect(status).toBe(0);
    expect(published()).toMatchObject({ epoch: 1, demo: true, notAfter: '2027-05-30' });
    for (const phrase of phrases) expect(stderr).toContain(phrase);
    expect(stderr).toContain('Do not send a true story');
  });

  it('keeps the keys that are there, so that what was sealed to them still opens', async () => {
    await desk('keys demo');
    const before = published();
    rmSync(join(project, 'public', 'keys.json'));
    await desk('keys demo');
    expect(published()).toEqual(before);
  });

  it('does not replace real keys', async () => {
    sealedCheaply();
    await makeModerators('ailsa', 'bryce');
    await desk('keys make ailsa bryce recovery', phrases);
    await desk('keys publish', ['signing key of ailsa', 'signing key of bryce']);
    const before = published();
    const { status, stderr } = await desk('keys demo');
    expect([status, published()]).toEqual([1, before]);
    expect(stderr).toContain('not for demonstrations');
    expect(existsSync(join(project, '.another-story'))).toBe(false);
  });

  it('writes only where git does not look', async () => {
    await desk('keys demo');
    const ignored = readFileSync('.gitignore', 'utf8').split('\n');
    expect(made()).toEqual(['.another-story', 'public']);
    expect(existsSync(join(project, 'content', 'key-log.jsonl'))).toBe(false);
    expect(readdirSync(join(project, 'public'))).toEqual(['keys.json']);
    expect(ignored).toEqual(expect.arrayContaining(['.another-story/', '/public/keys.json']));
  });
});

describe('npm run desk -- keys', () => {
  it('makes real keys in the desk folder, at age’s own cost, and a bundle without a mark', async () => {
    const costs = sealedCheaply();
    expect((await desk('keys make ailsa bryce recovery', phrases)).status).toBe(0);
    expect(readdirSync(join(project, 'real', 'keys', '1')).sort()).toEqual([
      'ailsa.age',
      'bryce.age',
      'bundle.json',
      'recovery.age',
    ]);
    const bundle = JSON.parse(readFileSync(join(project, 'real', 'keys', '1', 'bundle.json'), 'utf8'));
    expect(bundle).not.toHaveProperty('demo');
    expect(costs()).toEqual([18, 18, 18]);
  });

  it.each<[string, string, readonly string[], string]>([
    ['two holders', 'keys make ailsa recovery --demo', phrases, 'three holders'],
    [
      'two equal passphrases',
      'keys make a b c --demo',
      ['the very same', 'the very same', 'another one'],
      'same',
    ],
    ['a passphrase too short', 'keys make a b c --demo', [...phrases.slice(0, 2), 'short'], 'c is too short'],
    ['an answer missing', 'keys make a b c --demo', phrases.slice(0, 2), 'No answer came'],
  ])('makes nothing with %s', async (_what, words, answers, why) => {
    const { status, stderr } = await desk(words, answers);
    expect(status).toBe(1);
    expect(stderr).toContain(why);
    expect(made()).toEqual([]);
  });

  it('rotates: the next epoch is published, the one before still there', async () => {
    await desk('keys demo');
    const { status, stderr } = await desk('keys rotate --demo', phrases);
    expect([status, published().epoch]).toEqual([0, 2]);
    expect(stderr).toContain('keys destroy 1');
    const words = [2, 1].map((epoch) => {
      const path = join(project, '.another-story', 'desk', 'keys', String(epoch), 'bundle.json');
      return fingerprintOf(JSON.parse(readFileSync(path, 'utf8')).recipients);
    });
    expect((await desk('keys list --demo')).stdout).toBe(
      `Epoch 2: demo-one, demo-two, recovery; is sealed to until 2027-05-30; published; for demonstrations; check words: ${words[0]}
Epoch 1: demo-one, demo-two, recovery; is sealed to until 2027-05-30; for demonstrations; check words: ${words[1]}
`,
    );
  });

  it('does not rotate with a mistyped passphrase, which would seal the new key for good', async () => {
    await desk('keys demo');
    const { status, stderr } = await desk('keys rotate --demo', [
      ...phrases.slice(0, 2),
      'demonstration recovry',
    ]);
    expect([status, published().epoch]).toEqual([1, 1]);
    expect(stderr).toContain('recovery.age does not open');
  });

  it('tests recovery with each holder’s key', async () => {
    await desk('keys demo');
    const { status, stderr } = await desk('keys test --demo', phrases);
    expect(status).toBe(0);
    expect(stderr.match(/opens what is sealed to epoch 1/g)).toHaveLength(3);
  });

  it('says so when the form seals to other keys than the desk’s newest', async () => {
    await desk('keys demo');
    rmSync(join(project, 'public', 'keys.json'));
    expect((await desk('keys test recovery --demo', phrases.slice(2))).stderr).toContain('keys publish');
    await desk('keys publish --demo');
    expect(published().epoch).toBe(1);
  });

  it('destroys an old epoch when its number is written again', async () => {
    await desk('keys demo');
    await desk('keys rotate --demo', phrases);
    expect((await desk('keys destroy 1 --demo', ['no'])).stderr).toContain('Nothing was destroyed');
    expect((await desk('keys destroy 1 --demo', ['1'])).status).toBe(0);
    expect(readdirSync(join(project, '.another-story', 'desk', 'keys'))).toEqual(['2']);
  });

  it.each([
    ['keys list', 'no keys'],
    ['keys rotate', 'keys make'],
    ['keys test', 'keys make'],
    ['keys publish', 'keys make'],
    ['keys destroy 1', 'none that can be destroyed'],
    ['keys polish', 'keys rotate'],
    ['polish', 'npm run desk'],
  ])('%s says what to do where there are no keys', async (words, said) => {
    expect((await desk(words)).stderr).toContain(said);
    expect(made()).toEqual([]);
  });
});

describe('signing the keys', () => {
  const signing = (...names: readonly string[]) => names.map((name) => `signing key of ${name}`);
  const log = () =>
    readFileSync(join(project, 'content', 'key-log.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean);
  const setUp = async (...names: readonly string[]) => {
    sealedCheaply();
    await makeModerators(...names);
    await desk('keys make ailsa bryce recovery', phrases);
  };

  it('is done by the two who make an epoch, where they have signing keys of the same passphrases', async () => {
    await desk('keys demo');
    expect(keys()).toMatchObject({
      seq: 1,
      previous: null,
      bundle: { signers: { 'demo-one': expect.any(String), 'demo-two': expect.any(String) } },
      signatures: [{ moderator: 'demo-one' }, { moderator: 'demo-two' }],
    });
  });

  it('is asked for where they have not: nothing is published until two have signed', async () => {
    sealedCheaply();
    await makeModerators('ailsa', 'bryce');
    const { status, stderr } = await desk('keys make ailsa bryce recovery', phrases);
    expect([status, made()]).toEqual([0, ['real']]);
    expect(stderr).toContain('2 different moderators have to sign');
    expect((await desk('keys publish', signing('ailsa', 'ailsa'))).stderr).toContain('bryce does not open');
    expect(made()).toEqual(['real']);
    expect((await desk('keys publish', signing('ailsa', 'bryce'))).status).toBe(0);
    expect(keys().signatures).toHaveLength(2);
    expect(log()).toHaveLength(1);
  });

  it('is not done twice for the same keys', async () => {
    await setUp('ailsa', 'bryce');
    await desk('keys publish', signing('ailsa', 'bryce'));
    const before = keys();
    await desk('keys publish', signing('ailsa', 'bryce'));
    expect([keys(), log().length]).toEqual([before, 1]);
  });

  it.each([
    ['one alone', 'keys publish ailsa', 'Two different moderators'],
    ['one twice', 'keys publish ailsa ailsa', 'Two different moderators'],
    ['one who is none', 'keys publish ailsa nobody', 'Two different moderators'],
  ])('is not done by %s', async (_what, words, says) => {
    await setUp('ailsa', 'bryce');
    expect((await desk(words, signing('ailsa', 'ailsa'))).stderr).toContain(says);
    expect(made()).toEqual(['real']);
  });

  it('lets somebody new sign only after two who were there have signed keys that name them', async () => {
    await setUp('ailsa', 'bryce');
    await desk('keys publish', signing('ailsa', 'bryce'));
    await makeModerators('catriona', 'donald');
    const early = await desk('keys publish catriona donald', signing('catriona', 'donald'));
    expect(early.stderr).toContain('of those whom bundle 1 names (ailsa, bryce)');
    expect(keys().seq).toBe(1);
    await desk('keys publish ailsa bryce', signing('ailsa', 'bryce'));
    expect(Object.keys(published().signers)).toEqual(['ailsa', 'bryce', 'catriona', 'donald']);
    // The next bundle is another epoch’s, and the new ones sign it.
    await desk('keys rotate', [phrases[0] as string, phrases[1] as string, phrases[2] as string]);
    expect((await desk('keys publish catriona donald', signing('catriona', 'donald'))).status).toBe(0);
    expect(keys()).toMatchObject({ seq: 3, bundle: { epoch: 2 } });
    expect(log()).toHaveLength(3);
  });

  it('does not write over a key that this desk never made', async () => {
    await setUp('ailsa', 'bryce');
    await desk('keys publish', signing('ailsa', 'bryce'));
    const strangers = await identityToRecipient(await generateHybridIdentity());
    const [one, two] = published().recipients;
    const swapped = { ...keys(), bundle: { ...published(), recipients: [one, two, strangers] } };
    writeFileSync(join(project, 'public', 'keys.json'), JSON.stringify(swapped));
    const { status, stderr } = await desk('keys publish', signing('ailsa', 'bryce'));
    expect([status, stderr]).toEqual([1, expect.stringContaining(fingerprintOf([strangers]))]);
    expect(keys()).toEqual(swapped);
  });

  it('stops at a log that somebody changed', async () => {
    await setUp('ailsa', 'bryce');
    await desk('keys publish', signing('ailsa', 'bryce'));
    const path = join(project, 'content', 'key-log.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"epoch":1', '"epoch":7'));
    const { status, stderr } = await desk('keys publish', signing('ailsa', 'bryce'));
    expect([status, stderr]).toEqual([1, expect.stringContaining('is broken at line 1')]);
  });
});

describe('npm run desk -- keys revoke', () => {
  it('says first that the form will close, and does nothing until the name is written again', async () => {
    await desk('keys demo');
    const { stderr } = await desk('keys revoke demo-two --demo', ['no']);
    expect(stderr).toContain('will be CLOSED');
    expect(stderr).toContain('first let two others publish');
    expect(stderr).toContain('Nothing was revoked');
    const path = join(project, 'content', 'moderators', 'demo-two.yaml');
    expect(readFileSync(path, 'utf8')).not.toContain('revoked');
    expect((await desk('keys revoke demo-two --demo', ['demo-two'])).status).toBe(0);
    expect(readFileSync(path, 'utf8')).toContain('revoked: true');
  });

  it('says that the form stays open where two others have signed', async () => {
    sealedCheaply();
    await makeModerators('ailsa', 'bryce', 'catriona');
    await desk('keys make ailsa bryce recovery', phrases);
    await desk('keys publish ailsa bryce', ['signing key of ailsa', 'signing key of bryce']);
    expect((await desk('keys revoke catriona', ['no'])).stderr).toContain('stays open');
    expect((await desk('keys revoke nobody')).stderr).toContain('Name an active moderator');
  });
});

describe('npm run desk -- open', () => {
  it('asks for the passphrase and prints every word', async () => {
    await desk('keys demo');
    const file = await sealedFile();
    const { status, stdout } = await desk(`open ${file} --as demo-two --demo`, [phrases[1] as string]);
    expect(status).toBe(0);
    expect(stdout).toBe(`Kind: a story
Age: 16 or 17
Viewpoint: exploited
May be used for: site, lessons
Live case: I’m not sure
Language: en-GB
Sent by: the teller
Receipt: none
Notice: ${noticeVersion}
Epoch: 1

The van was warm.

Nobody asked me how old I was.
`);
  });

  it('shows controls and overrides of direction, and lets none of them act', async () => {
    await desk('keys demo');
    const file = await sealedFile({
      text: 'red \u001b[31m bell \u0007 turned \u202e back \u2066 \u200b end\rover',
    });
    const { stdout } = await desk(`open ${file} --as demo-one --demo`, [phrases[0] as string]);
    expect(stdout).toContain(
      'red ⟦U+001B⟧[31m bell ⟦U+0007⟧ turned ⟦U+202E⟧ back ⟦U+2066⟧ ⟦U+200B⟧ end\nover',
    );
    expect(stdout).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  });

  it('opens what was sealed before a rotation', async () => {
    await desk('keys demo');
    const file = await sealedFile();
    await desk('keys rotate --demo', phrases);
    expect((await desk(`open ${file} --as recovery --demo`, [phrases[2] as string])).stdout).toContain(
      'The van was warm.',
    );
  });

  it.each<[string, (file: string) => string, string, string]>([
    [
      'a wrong passphrase',
      (file) => `open ${file} --as demo-one --demo`,
      'not the passphrase',
      'passphrase is wrong',
    ],
    ['a stranger', (file) => `open ${file} --as stranger --demo`, '', 'stranger holds no key'],
    ['no name', (file) => `open ${file} --demo`, '', '--as <name>'],
    [
      'a file that is not there',
      () => 'open nowhere.age --as demo-one --demo',
      '',
      'nowhere.age cannot be read',
    ],
  ])('refuses %s and prints no word of the story', async (_what, words, answer, why) => {
    await desk('keys demo');
    const file = await sealedFile();
    const { status, stdout, stderr } = await desk(words(file), [answer]);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(why);
  });

  it('tells a file cut short from one that is sealed to others', async () => {
    await desk('keys demo');
    const file = await sealedFile();
    writeFileSync(file, readFileSync(file).subarray(1));
    expect((await desk(`open ${file} --as demo-one --demo`, phrases)).stderr).toContain(
      'no sealed message of ours',
    );
    rmSync(join(project, '.another-story'), { recursive: true });
    await sealedFile();
    await desk('keys demo');
    expect((await desk(`open ${file} --as demo-one --demo`, phrases)).stderr).toContain(
      'epoch that was destroyed',
    );
  });
});

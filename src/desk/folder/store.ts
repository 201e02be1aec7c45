import { open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'astro/zod';
import { namesIn, readIfThere } from '#disk/if-there.ts';
import { makeFolder } from '#disk/make-folder.ts';
import { type ContentNote, uses, valuesOf } from '#domain/words/vocabularies.ts';
import type { Message } from '#envelope/message.ts';
import { writeWhole } from '#files/write.ts';
import { type Standings, standingsFrom } from '../journal/items.ts';
import {
  followingEntry,
  hashOf,
  headOf,
  type Journal,
  type JournalDeed,
  lineOf,
  nextEntry,
  readJournal,
  sealHead,
} from '../journal/journal.ts';
import { type DeskKey, openValue, sealValue } from '../keys/sealing.ts';

/**
 * The desk folder. Everything that anybody told is sealed in it: submissions, working copies, what was signed. File names are
 * hashes, moderators’ short names and stories’ slugs. Two machines may share it by any means that carries files.
 *
 * ```
 * unlock/<moderator>.key.json   the desk’s key, sealed with that moderator’s passphrase
 * keys/<epoch>/                 identities that open submissions (keys/identities.ts)
 * in/<sha256>.age               submissions as they were fetched, until they are taken in
 * unopened/<sha256>.age         what came and opened with nobody’s keys so far (work/take-in.ts)
 * items/<sha256>/message        a submission, sealed again to the desk’s own key
 * items/<sha256>/work/<n>       working copies; the last one counts
 * items/<sha256>/notes/<n>      what moderators write to each other about it, and who has it
 * items/<sha256>/guess          what a second reader guessed, until there is a verdict
 * consents/<record>             what is kept of a consent
 * signed/<story>/<hash>         a story as it was when it was signed
 * preferences/<moderator>       topics somebody would rather not read
 * partners/<id>                 who was given a code, and the hash of the code
 * preferences/<moderator>.breaks  when they took a break from reading
 * journals/<moderator>          the journal, and <moderator>.head beside it
 * ```
 */

/** Sealed files are filled up to a multiple of this many bytes, so that their sizes tell little. */
const fileBlock = 4096;

/** Only the last breaks say how long somebody has been reading. */
const mostBreaks = 20;

/** What is kept of a consent when the words are gone: enough to prove it and to match a withdrawal. */
export const consentRecordSchema = z.strictObject({
  record: z.string(),
  item: z.string(),
  uses: z.array(z.enum(valuesOf(uses))),
  noticeVersion: z.string(),
  givenOn: z.string(),
  reviewBy: z.string(),
  /** SHA-256 of the words that were agreed to, in hex. */
  textHash: z.string(),
  receiptId: z.string().optional(),
});
export type ConsentRecord = z.output<typeof consentRecordSchema>;

/** Somebody who was given a code for the intake’s places for partners. The code itself is kept nowhere. */
export const partnerSchema = z.strictObject({
  id: z.string(),
  /** Who they are, as moderators call them. Only the desk knows it. */
  name: z.string(),
  /** SHA-256 of the code, in hex. */
  hash: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  revokedAt: z.string().optional(),
  revokedBy: z.string().optional(),
});
export type Partner = z.output<typeof partnerSchema>;

const noteSchema = z.strictObject({
  by: z.string(),
  /** ISO 8601. */
  at: z.string(),
  text: z.string(),
  /** Who has the submission from now on. */
  to: z.string().optional(),
  /** Who has it while that one is away. */
  standIn: z.string().optional(),
});
/** A note about a submission, and whether it was handed over with it. */
export type Note = z.output<typeof noteSchema>;

const guessSchema = z.strictObject({
  whom: z.string(),
  where: z.string(),
  when: z.string(),
  ledBy: z.string(),
});
/** What a second reader would guess: whom, where, when, and what led to it. */
export type Guess = z.output<typeof guessSchema>;

/** A moderator’s own journal is damaged: nothing may be written after a fault. */
export class JournalDamaged extends Error {
  override readonly name = 'JournalDamaged';
}

/** What lies in a desk folder, opened with its key. */
export class DeskStore {
  readonly folder: string;
  readonly #key: DeskKey;
  /** The last write to the journal. The next one waits for it, so that two never write at once. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(folder: string, key: DeskKey) {
    this.folder = folder;
    this.#key = key;
  }

  /** All journals, each as far as it can be trusted. */
  async journals(): Promise<readonly Journal[]> {
    const names = (await namesIn(join(this.folder, 'journals'))).filter((name) => /^[a-z0-9-]+$/.test(name));
    return Promise.all(
      names.map(async (name) => {
        const path = join(this.folder, 'journals', name);
        const head = await readIfThere(`${path}.head`);
        return readJournal(this.#key, name, await readFile(path, 'utf8'), head?.toString().trim());
      }),
    );
  }

  /** Where every submission stands, as the journals tell. */
  async standings(): Promise<Standings> {
    return standingsFrom(await this.journals());
  }

  /**
   * Adds lines to their writer’s journal and waits until the disk has them: all of them, or, if the machine stops meanwhile, the first so
   * many.
   *
   * @param deeds of one moderator
   * @throws {@link JournalDamaged}
   */
  async write(deeds: readonly JournalDeed[], now: () => string): Promise<void> {
    const written = this.#writing.then(async () => {
      const [first, ...rest] = deeds;
      if (!first) return;
      const { moderator } = first;
      const journals = await this.journals();
      const own = journals.find((journal) => journal.moderator === moderator);
      if (own && own.faults.length > 0)
        throw new JournalDamaged('the journal is damaged: nothing can be added to it');
      let entry = nextEntry(journals, first, now());
      const lines = [lineOf(this.#key, entry)];
      for (const deed of rest) {
        entry = followingEntry(entry, lines.at(-1) as string, deed, now());
        lines.push(lineOf(this.#key, entry));
      }
      await appendLines(join(this.folder, 'journals', moderator), lines);
      const hashes = [...(own?.hashes ?? []), ...lines.map(hashOf)];
      const head = headOf({ moderator, entries: [], hashes, faults: [] });
      // This makes the name of a new journal last as well: both are in one folder.
      await writeWhole(
        join(this.folder, 'journals', `${moderator}.head`),
        `${sealHead(this.#key, moderator, head)}\n`,
      );
    });
    this.#writing = written.catch(() => undefined);
    return written;
  }

  /** A submission as it was sent; undefined once its words are deleted. */
  async message(id: string): Promise<Message | undefined> {
    return (await this.#read(`items/${id}/message`)) as Message | undefined;
  }
  async putMessage(id: string, message: Message): Promise<void> {
    await this.#write(`items/${id}/message`, message);
  }

  /** The names of the working copies of a submission, the oldest first. */
  async workingCopyNames(id: string): Promise<readonly string[]> {
    return (await namesIn(join(this.folder, 'items', id, 'work'))).toSorted();
  }
  async workingCopy(id: string, name: string): Promise<unknown> {
    return this.#read(`items/${id}/work/${name}`);
  }
  /**
   * Keeps a new working copy beside the older ones.
   *
   * @param name a time in digits, a hyphen and the moderator’s name, so that no machine overwrites the copy of another
   */
  async putWorkingCopy(id: string, name: string, copy: unknown): Promise<void> {
    await this.#write(`items/${id}/work/${name}`, copy);
  }
  /** What moderators wrote to each other about a submission, the oldest first. It is deleted with its words. */
  async notes(id: string): Promise<readonly Note[]> {
    const names = (await namesIn(join(this.folder, 'items', id, 'notes'))).toSorted();
    return Promise.all(
      names.map(async (name) => noteSchema.parse(await this.#read(`items/${id}/notes/${name}`))),
    );
  }
  async addNote(id: string, note: Note): Promise<void> {
    const stamp = note.at.replaceAll(/[^0-9]/g, '');
    const number = (await namesIn(join(this.folder, 'items', id, 'notes'))).length;
    await this.#write(`items/${id}/notes/${stamp}-${String(number).padStart(4, '0')}-${note.by}`, note);
  }

  /** What a second reader guessed; undefined before, and once there is a verdict. */
  async guess(id: string): Promise<Guess | undefined> {
    const guess = await this.#read(`items/${id}/guess`);
    return guess === undefined ? undefined : guessSchema.parse(guess);
  }
  async putGuess(id: string, guess: Guess): Promise<void> {
    await this.#write(`items/${id}/guess`, guess);
  }
  async removeGuess(id: string): Promise<void> {
    await rm(join(this.folder, 'items', id, 'guess'), { force: true });
  }

  /** The ids of all submissions of which there are words in the folder. */
  async idsWithWords(): Promise<readonly string[]> {
    return namesIn(join(this.folder, 'items'));
  }
  /** Deletes every word of a submission. */
  async removeWords(id: string): Promise<void> {
    await rm(join(this.folder, 'items', id), { recursive: true, force: true });
  }

  async consents(): Promise<readonly ConsentRecord[]> {
    const records = await namesIn(join(this.folder, 'consents'));
    return Promise.all(
      records.map(async (record) => consentRecordSchema.parse(await this.#read(`consents/${record}`))),
    );
  }
  async putConsent(consent: ConsentRecord): Promise<void> {
    await this.#write(`consents/${consent.record}`, consent);
  }
  async removeConsent(record: string): Promise<void> {
    await rm(join(this.folder, 'consents', record), { force: true });
  }

  /** A story as it was when it was signed, line by line; undefined if the desk has no copy of it. */
  async signed(slug: string, contentHash: string): Promise<readonly string[] | undefined> {
    return (await this.#read(`signed/${slug}/${contentHash}`)) as readonly string[] | undefined;
  }
  async putSigned(slug: string, contentHash: string, lines: readonly string[]): Promise<void> {
    await this.#write(`signed/${slug}/${contentHash}`, lines);
  }
  async removeSigned(slug: string): Promise<void> {
    await rm(join(this.folder, 'signed', slug), { recursive: true, force: true });
  }

  /** Topics that a moderator would rather not read. */
  async optedOut(moderator: string): Promise<readonly ContentNote[]> {
    return ((await this.#read(`preferences/${moderator}`)) ?? []) as readonly ContentNote[];
  }
  async putOptedOut(moderator: string, notes: readonly ContentNote[]): Promise<void> {
    await this.#write(`preferences/${moderator}`, notes);
  }

  /** Everybody who was given a code, whether it counts still or was revoked. */
  async partners(): Promise<readonly Partner[]> {
    const ids = await namesIn(join(this.folder, 'partners'));
    return Promise.all(ids.map(async (id) => partnerSchema.parse(await this.#read(`partners/${id}`))));
  }
  async putPartner(partner: Partner): Promise<void> {
    await this.#write(`partners/${partner.id}`, partner);
  }

  /** When a moderator took a break from reading, ISO 8601. */
  async breaks(moderator: string): Promise<readonly string[]> {
    return ((await this.#read(`preferences/${moderator}.breaks`)) ?? []) as readonly string[];
  }
  async addBreak(moderator: string, at: string): Promise<void> {
    const before = await this.breaks(moderator);
    await this.#write(`preferences/${moderator}.breaks`, [...before.slice(-(mostBreaks - 1)), at]);
  }

  async #read(name: string): Promise<unknown> {
    const sealed = await readIfThere(join(this.folder, name));
    return sealed && openValue(this.#key, sealed, name);
  }
  async #write(name: string, value: unknown): Promise<void> {
    await writeWhole(join(this.folder, name), sealValue(this.#key, value, name, fileBlock), 0o600);
  }
}

/** Makes the folders in which a desk expects to find things. */
export async function makeFolders(folder: string): Promise<void> {
  for (const name of ['in', 'items', 'journals', 'unlock', 'keys']) {
    await makeFolder(join(folder, name), 0o700);
  }
}

async function appendLines(path: string, lines: readonly string[]): Promise<void> {
  await makeFolder(dirname(path));
  const handle = await open(path, 'a', 0o600);
  try {
    await handle.writeFile(lines.map((line) => `${line}\n`).join(''));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

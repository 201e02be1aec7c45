import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemsFrom } from '#desk/journal/items.ts';
import {
  faultsBetween,
  headOf,
  type Journal,
  type JournalDeed,
  type JournalEntry,
  lineOf,
  mergedEntries,
  nextEntry,
  readJournal,
  sealHead,
} from '#desk/journal/journal.ts';
import type { DecisionReason, Deed } from '#desk/journal/states.ts';
import { propertyRuns } from '../../../fixtures/property-runs.ts';

/** How often each property is tried. */
const tries = propertyRuns(10_000);
const key = randomBytes(32);
const item = 'a'.repeat(64);
const other = 'b'.repeat(64);

/** A desk folder’s journals in memory: file and sealed head by moderator. */
class Journals {
  readonly files = new Map<string, { text: string; head: string }>();
  read(): Journal[] {
    return [...this.files].map(([name, { text, head }]) => readJournal(key, name, text, head));
  }
  write(
    moderator: string,
    what: Deed,
    {
      now = '2026-12-01T09:00:00.000Z',
      id = item,
      why,
    }: { now?: string; id?: string; why?: DecisionReason } = {},
  ): void {
    const deed: JournalDeed = { moderator, what, why, item: id, roles: ['editor', 'safeguarding'] };
    const journals = this.read();
    const entry = nextEntry(journals, deed, now);
    const text = `${this.files.get(moderator)?.text ?? ''}${lineOf(key, entry)}\n`;
    this.files.set(moderator, {
      text,
      head: sealHead(key, moderator, headOf(readJournal(key, moderator, text))),
    });
  }
  copy(): Journals {
    const copy = new Journals();
    for (const [name, file] of this.files) copy.files.set(name, { ...file });
    return copy;
  }
}

function written(): Journals {
  const journals = new Journals();
  journals.write('ailsa', 'take');
  journals.write('ailsa', 'read');
  journals.write('ailsa', 'deIdentify');
  journals.write('ailsa', 'reopen', { why: 'somethingMissed' });
  return journals;
}
function faultAfter(change: (lines: string[]) => string): string | undefined {
  const { text, head } = written().files.get('ailsa') as { text: string; head: string };
  return readJournal(key, 'ailsa', change(text.split('\n').slice(0, -1)), head).faults[0]?.fault;
}
const joined = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

describe('a journal', () => {
  it('gives back what was written', () => {
    const [journal] = written().read();
    expect(journal?.faults).toEqual([]);
    expect(journal?.entries.map(({ what }) => what)).toEqual(['take', 'read', 'deIdentify', 'reopen']);
  });

  it('says nothing to whoever lacks the key', () => {
    const { text } = written().files.get('ailsa') as { text: string };
    expect(text).not.toContain(item);
    expect(text).not.toContain('reopen');
    expect(readJournal(randomBytes(32), 'ailsa', text).faults[0]).toMatchObject({
      fault: 'altered',
      line: 1,
    });
  });

  it('has lines of one length, so that none tells by its size what was decided', () => {
    const { text } = written().files.get('ailsa') as { text: string };
    expect(
      new Set(
        text
          .trimEnd()
          .split('\n')
          .map((line) => line.length),
      ).size,
    ).toBe(1);
  });

  it.each([
    ['a changed line', 'altered', (lines: string[]) => joined(lines.with(1, flipped(lines[1] as string)))],
    [
      'two lines in each other’s place',
      'reordered',
      (lines: string[]) => joined([lines[1], lines[0], lines[2], lines[3]] as string[]),
    ],
    ['a line taken from the middle', 'missing', (lines: string[]) => joined(lines.toSpliced(1, 1))],
    [
      'a line renumbered to fill a gap',
      'altered',
      (lines: string[]) => joined([lines[0] as string, (lines[2] as string).replace(/^3/, '2')]),
    ],
    [
      'a line that stands twice',
      'reordered',
      (lines: string[]) => joined([lines[0], lines[0], lines[1]] as string[]),
    ],
    ['lines cut from the end', 'truncated', (lines: string[]) => joined(lines.slice(0, 2))],
    ['an empty file', 'truncated', () => ''],
    ['a line cut short', 'torn', (lines: string[]) => joined(lines) + (lines[0] as string).slice(0, 40)],
  ])('names %s: %s', (_what, fault, change) => {
    expect(faultAfter(change)).toBe(fault);
  });

  it('trusts what stands before a fault and nothing after it', () => {
    const { text, head } = written().files.get('ailsa') as { text: string; head: string };
    const lines = text.split('\n').slice(0, -1);
    const journal = readJournal(key, 'ailsa', joined(lines.with(2, flipped(lines[2] as string))), head);
    expect(journal.entries).toHaveLength(2);
  });

  it('accepts a line whose head was not written before the machine stopped', () => {
    const journals = written();
    const { head } = journals.files.get('ailsa') as { head: string };
    journals.write('ailsa', 'junk', { why: 'test' });
    const { text } = journals.files.get('ailsa') as { text: string };
    expect(readJournal(key, 'ailsa', text, head).faults).toEqual([]);
  });

  it(`notices any changed byte, in ${tries.toLocaleString('en-GB')} tries`, () => {
    const { text, head } = written().files.get('ailsa') as { text: string; head: string };
    const bytes = Buffer.from(text);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] as number) ^ change;
        // Base64 has several ways to write some bytes; none may pass for the line that was written.
        expect(readJournal(key, 'ailsa', changed.toString('latin1'), head).faults).not.toEqual([]);
      }),
      { numRuns: tries },
    );
  });
});

describe('two journals', () => {
  it('bear witness to each other: lines cut together with their head are missed', () => {
    const journals = written();
    const early = { ...(journals.files.get('ailsa') as { text: string; head: string }) };
    journals.write('ailsa', 'junk', { why: 'test' });
    journals.write('morven', 'read');
    journals.files.set('ailsa', early);
    expect(journals.read().flatMap(({ faults }) => faults)).toEqual([]);
    expect(faultsBetween(journals.read())).toEqual([{ moderator: 'ailsa', fault: 'truncated', line: 5 }]);
  });

  it('bear witness to each other: a journal that is gone is missed', () => {
    const journals = written();
    journals.write('morven', 'read');
    journals.files.delete('ailsa');
    expect(faultsBetween(journals.read())).toEqual([{ moderator: 'ailsa', fault: 'truncated', line: 1 }]);
  });

  it('bear witness to each other: a journal written anew is missed', () => {
    const journals = written();
    journals.write('morven', 'read');
    journals.files.delete('ailsa');
    const again = new Journals();
    for (let line = 0; line < 4; line += 1) again.write('ailsa', 'take', { id: other });
    journals.files.set('ailsa', again.files.get('ailsa') as { text: string; head: string });
    expect(faultsBetween(journals.read())).toEqual([{ moderator: 'ailsa', fault: 'rewritten', line: 4 }]);
  });

  it('keep an answer after what it answers, whatever the clocks say', () => {
    const journals = new Journals();
    journals.write('ailsa', 'take', { now: '2026-12-01T09:00:00.000Z' });
    journals.write('morven', 'read', { now: '2026-12-01T07:00:00.000Z' });
    expect(mergedEntries(journals.read()).map(({ what }) => what)).toEqual(['take', 'read']);
  });

  it('written apart and put together lose nothing', () => {
    const together = written();
    const one = together.copy();
    const two = together.copy();
    one.write('ailsa', 'junk', { why: 'test' });
    two.write('morven', 'hold', { why: 'liveCase', now: '2026-12-01T09:30:00.000Z' });
    two.write('morven', 'take', { id: other });
    one.files.set('morven', two.files.get('morven') as { text: string; head: string });
    expect(faultsBetween(one.read())).toEqual([]);
    const items = itemsFrom(mergedEntries(one.read()));
    expect(items.get(item)?.stage).toBe('legalHold');
    expect(items.get(item)?.history.map(({ what }) => what)).toContain('junk');
    expect(items.get(other)?.stage).toBe('received');
  });

  it('tell of a decision that could not hold beside another', () => {
    const together = written();
    const one = together.copy();
    const two = together.copy();
    one.write('ailsa', 'junk', { why: 'test' });
    two.write('morven', 'reject', { why: 'toldAlready', now: '2026-12-01T09:30:00.000Z' });
    one.files.set('morven', two.files.get('morven') as { text: string; head: string });
    const found = itemsFrom(mergedEntries(one.read())).get(item);
    expect(found?.stage).toBe('junk');
    expect(found?.overruled.map(({ moderator }) => moderator)).toEqual(['morven']);
  });

  it('keep a hold that whoever released the submission at the same time had not seen', () => {
    const together = written();
    together.write('ailsa', 'hold', { why: 'liveCase' });
    const one = together.copy();
    const two = together.copy();
    two.write('morven', 'safeguard', { why: 'childInDanger', now: '2026-12-01T09:20:00.000Z' });
    one.write('ailsa', 'attend', { why: 'advised', now: '2026-12-01T09:30:00.000Z' });
    one.write('ailsa', 'release', { why: 'caseOver', now: '2026-12-01T09:30:00.000Z' });
    one.files.set('morven', two.files.get('morven') as { text: string; head: string });
    const found = itemsFrom(mergedEntries(one.read())).get(item);
    expect(found).toMatchObject({ stage: 'safeguarding', isAttended: false });
    expect(found?.overruled.map(({ what }) => what)).toEqual(['attend', 'release']);
    // Whoever knows of it can release it.
    one.write('ailsa', 'release', { why: 'noDanger', now: '2026-12-01T10:00:00.000Z' });
    expect(itemsFrom(mergedEntries(one.read())).get(item)?.stage).toBe('triage');
  });

  it(`merge to the same whatever the order they are read in, in ${tries.toLocaleString('en-GB')} tries`, () => {
    const entry = (moderator: string, sequence: number, at: number): JournalEntry => ({
      moderator,
      sequence,
      at: new Date(Date.UTC(2026, 11, 1) + at).toISOString(),
      what: 'take',
      item,
      roles: [],
      previous: '',
      seen: {},
    });
    const journalOf = (moderator: string) =>
      fc.array(fc.nat(20), { maxLength: 6 }).map((steps): Journal => {
        let at = 0;
        const entries = steps.map((step, index) => {
          at += step;
          return entry(moderator, index + 1, at);
        });
        return { moderator, entries, hashes: [], faults: [] };
      });
    fc.assert(
      fc.property(journalOf('ailsa'), journalOf('morven'), journalOf('una'), (...journals) => {
        const merged = mergedEntries(journals);
        expect(mergedEntries(journals.toReversed())).toEqual(merged);
        for (const journal of journals) {
          expect(merged.filter(({ moderator }) => moderator === journal.moderator)).toEqual(journal.entries);
        }
      }),
      { numRuns: tries },
    );
  });
});

function flipped(line: string): string {
  const at = line.length - 30;
  return `${line.slice(0, at)}${line[at] === 'A' ? 'B' : 'A'}${line.slice(at + 1)}`;
}

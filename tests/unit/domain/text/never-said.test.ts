import { describe, expect, test } from 'vitest';
import {
  heldOffContacts,
  heldOffIn,
  neverSaid,
  neverSaidIn,
  numbersIn,
  sentencesOf,
} from '#domain/text/never-said.ts';
import { neverSaidCases as cases } from '../../../fixtures/never-said-cases.ts';

describe('what must not be said', () => {
  test('has a bad text and a good neighbour for every rule', () => {
    expect(cases).toHaveLength(neverSaid.length);
    expect(cases.every(({ bad, good }) => bad.length > 0 && good.length > 0)).toBe(true);
  });

  test.each(cases.flatMap(({ bad }, index) => bad.map((text) => ({ text, why: neverSaid[index]?.why }))))(
    'finds “$text”, and says what may be said instead',
    ({ text, why }) => {
      expect(neverSaidIn(text).map((found) => found.why)).toContain(why);
    },
  );

  test.each(cases.flatMap(({ good }) => good))('lets stand: %s', (text) => {
    expect(neverSaidIn(text)).toEqual([]);
  });

  test('is found whatever its apostrophe, its capitals and its line ends', () => {
    expect(neverSaidIn('CHILDLINE NEVER\ntells anybody.')).toHaveLength(1);
    expect(neverSaidIn("You won't be charged.")).toEqual(neverSaidIn('You won’t be charged.'));
  });

  test('is looked for within a sentence and not across two', () => {
    expect(sentencesOf('You’re scared. Tell Fearless what you know of others.')).toHaveLength(2);
    expect(neverSaidIn('You’re scared. Tell Fearless what you know of others.')).toEqual([]);
    expect(neverSaidIn('If you’re scared, tell Fearless.')).toHaveLength(1);
  });
});

describe('contacts that are held off', () => {
  test.each(heldOffContacts)('$contact is found in a sentence, and says why', ({ contact, why }) => {
    const shown = /^\d+$/.test(contact) ? contact.replace(/^(\d{4})(\d{3})/, '$1 $2 ') : contact;
    expect(heldOffIn(`You could try ${shown} tonight.`).map((found) => found.why)).toEqual([why]);
  });

  test('a number that was read is let stand', () => {
    expect(heldOffIn('Childline, 0800 1111, and Samaritans, 116 123.')).toEqual([]);
  });

  test('numbers are read with spaces, with hyphens and from abroad', () => {
    expect(numbersIn('0800 389 0131, 0800-389-0131 and +44 800 389 0131')).toEqual([
      '08003890131',
      '08003890131',
      '08003890131',
    ]);
  });

  test('a day, a price and a year are no number', () => {
    expect(
      numbersIn('On 2026-11-30 it was £0.12, of 1,234,567,890 in all, and 0012. Then 000 2026-01-01.'),
    ).toEqual([]);
  });
});

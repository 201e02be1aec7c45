import { describe, expect, test } from 'vitest';
import {
  heldOffContacts,
  heldOffIn,
  neverSaid,
  neverSaidIn,
  numbersIn,
  sentencesOf,
} from '#domain/text/never-said.ts';

/** For each rule, in its order: texts that it must find, and true ones near by that it must let stand. */
const cases: readonly { readonly bad: readonly string[]; readonly good: readonly string[] }[] = [
  {
    bad: [
      'As a mother you must report it.',
      'You have to tell the police what he did.',
      'Staff never have to report.',
      'Families have no duty to report.',
    ],
    good: [
      'A teacher must tell the person in school whose job this is.',
      'What you learn at work may have to be told to a constable. Ask your lead.',
      'Ask a solicitor what you have to do.',
    ],
  },
  {
    bad: [
      'If you were forced you can’t be prosecuted.',
      'You won’t be charged.',
      'A child cannot be charged with cuckooing.',
      'Only adults can be charged with it.',
    ],
    good: [
      'Prosecutors are told to start from not prosecuting a child who was used. It is no guarantee.',
      'You won’t be charged for the call.',
    ],
  },
  { bad: ['Section 45 protects you.'], good: ['Section 31 has two halves.', 'Section 4 is about councils.'] },
  {
    bad: [
      'Under 16 you need a lawyer, at 16 or 17 you can choose.',
      'At 17 you can waive your solicitor.',
      'If you’re sixteen you can be interviewed without a solicitor.',
    ],
    good: [
      'Ask for a solicitor. It’s free, at any age.',
      'At 16 or 17, it’s an adult that you name, if you want.',
    ],
  },
  {
    bad: [
      'Under-8s can’t be arrested.',
      'The age of criminal responsibility is 8.',
      'The age of responsibility is ten.',
    ],
    good: ['The age of criminal responsibility is 12.', 'Under 12, nobody can arrest you for it.'],
  },
  {
    bad: ['The law gives every child a named person.', 'Every child must have a named person.'],
    good: ['A named person is practice and no law, and nobody has to accept one.'],
  },
  {
    bad: ['Every trafficked child gets a guardian.', 'All exploited children are given a guardian.'],
    good: ['A guardian is only for some children without parents here.'],
  },
  {
    bad: ['If you are being used, tell Fearless.', 'If it is happening to you, ring Crimestoppers.'],
    good: [
      'Fearless can’t help you if it is happening to you.',
      'Fearless is for what you know about other people.',
    ],
  },
  {
    bad: [
      'Childline never tells anyone.',
      'Teachers have to keep your secret.',
      'This stays between us.',
      'This stays just between us.',
    ],
    good: [
      'Childline can keep a lot private, and tries to tell you first if it must act.',
      'A teacher can’t keep it secret if somebody may get hurt.',
    ],
  },
  {
    bad: [
      'Crimestoppers gives a reward for helping.',
      'Nobody can ever find out.',
      'It is untraceable.',
      'It’s 100% safe.',
    ],
    good: [
      'Crimestoppers takes out what would show who you are.',
      'They say that it’s very unlikely anybody finds out you used it.',
    ],
  },
  {
    bad: ['Ring 101, it’s anonymous.', '101 is completely anonymous.'],
    good: ['101 is the police, so it isn’t a secret line.', 'You can ring 101 without giving your name.'],
  },
  {
    bad: [
      'A hearing is a court.',
      'A hearing is just a chat.',
      'A hearing takes children away.',
      'Only bad kids go to one.',
    ],
    good: ['A hearing is a meeting by law. Three people decide whether you need more help.'],
  },
  {
    bad: [
      'All 16 and 17-year-olds can now be referred to the Reporter.',
      'At 16 or 17 you can’t be referred to the Reporter.',
    ],
    good: ['How far 16 and 17-year-olds are covered has been changing. Ask the Reporter.'],
  },
  {
    bad: [
      'Cuckooing is a crime in Scotland since June.',
      'Child criminal exploitation became an offence in Scotland in 2026.',
    ],
    good: [
      'A UK Act of April 2026 has an offence of taking over a home. Whether it holds in Scotland was not read.',
    ],
  },
  {
    bad: ['Under-18s never go to a police cell.', 'A child is never put in a cell.'],
    good: ['It should be a place of safety and not a police station, unless an inspector certifies why.'],
  },
  {
    bad: ['Your landlord can’t evict you.', 'A landlord cannot put you out for it.'],
    good: ['Tell your landlord early, and get advice.'],
  },
  {
    bad: ['The police must ask about your housing.', 'The NHS has to ask whether you have a home.'],
    good: ['A council must help if you have nowhere safe tonight.'],
  },
  {
    bad: [
      'You don’t owe a loan shark a penny.',
      'There’s no need to pay.',
      'You don’t have to pay back the loan.',
    ],
    good: ['Tell somebody before you pay.', 'A present isn’t a bill.'],
  },
  {
    bad: ['Under-18s’ markers last two years.', 'A Cifas marker is gone after 5 years.'],
    good: ['A marker can stay for up to six years, as reported.'],
  },
  {
    bad: ['The bank has to give you your account back.'],
    good: ['Ask the bank how to complain.'],
  },
  {
    bad: [
      'The NRM keeps you safe.',
      'A referral to the NRM gives the right to stay.',
      'Victims are never removed from the UK.',
    ],
    good: ['The National Referral Mechanism decides whether somebody is a victim of trafficking.'],
  },
  {
    bad: ['You can just walk away.', 'You can leave whenever you like.', 'Nobody gets hurt for telling.'],
    good: ['You can leave this page in one press.', 'You can walk away from a talk that feels wrong.'],
  },
  {
    bad: ['The police will protect you.', 'The police can always move you.', 'We can get you out.'],
    good: ['You can ask the police how they’ll keep you safe.'],
  },
  {
    bad: ['Tell us your story.', 'Tell us where it happened.'],
    good: ['Tell an adult what happened.'],
  },
  {
    bad: ['Adult protection will step in if you’re scared.'],
    good: ['Fear alone may not be enough for adult protection.'],
  },
  {
    bad: ['Social work won’t tell your mum.', 'You can do it without your parents ever finding out.'],
    good: ['Family is part of it, unless they’re part of the worry.'],
  },
  {
    bad: ['Social work will see you within 24 hours.', 'The Reporter answers within two weeks.'],
    good: ['They have to do that without delay.', 'You can appeal within 21 days.'],
  },
  {
    bad: ['Drug runners earn little.', 'Children who chose to deal.'],
    good: ['Children who were used to carry drugs.'],
  },
];

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

import { z } from 'astro/zod';
import { countWords } from '../text/count-words.ts';
import {
  areaTypes,
  audiences,
  consentKinds,
  contentNotes,
  crimeTypes,
  excerptFormats,
  languages,
  origins,
  uses,
  viewpoints,
  voices,
} from '../words/vocabularies.ts';
import { day, line, oneOf, prose, reference, references, someOf } from './fields.ts';

/**
 * A story's front matter: `content/stories/<slug>.md`. The body is Markdown data, never code.
 * Rules across fields (verbatim passages, headings, counts of sources) are in `review` and `gate`.
 */
export const storySchema = z.strictObject({
  title: line(4, 80, 'Title', 'As it will stand on the page, in sentence case. No place, no real name.'),
  summary: prose(40, 220, 'Summary', 'One or two sentences for lists. Do not give the ending away.'),
  origin: oneOf(
    origins,
    'How it was told',
    'A composite is written from research and is always labelled so.',
  ),
  teller: z
    .strictObject({
      pseudonym: line(2, 40, 'Pseudonym', 'A made-up name, used for this story only.'),
      viewpoint: oneOf(viewpoints, 'Viewpoint', 'From where the teller saw it.'),
      about: line(
        4,
        120,
        'About the teller',
        'One plain line. No place, no exact age, nothing that points to a person.',
      ).optional(),
    })
    .meta({ title: 'Teller', description: 'Who tells it.' }),
  areaType: oneOf(areaTypes, 'Kind of area', 'The kind of area, never a place.'),
  themes: references('themes', 1, 4, 'Themes', 'What the story is about.'),
  transitionPoints: references(
    'transition-points',
    0,
    3,
    'Transition points',
    'Turning points it suits.',
  ).default([]),
  myths: references('myths', 1, 4, 'Myths', 'The myths it speaks to.'),
  support: references('support', 1, 4, 'Support routes', 'Who could help somebody in this story.'),
  crimeTypes: someOf(crimeTypes, 'Kinds of crime', 'For filters and for the report.'),
  contentNotes: someOf(contentNotes, 'Content notes', 'What a reader may meet in it.'),
  suitableFrom: oneOf(audiences, 'Suitable from', 'The youngest readers it is right for.'),
  opening: z
    .strictObject({
      line: line(10, 160, 'Line', 'Word for word from the story. The story is listed by it.'),
      voice: oneOf(voices, 'Voice', 'How the line is said.'),
    })
    .meta({ title: 'Opening line', description: 'The line by which the story is listed.' }),
  shortVersion: z
    .string('write 60 to 160 words')
    .min(1, 'write at least 60 words')
    .max(2000, 'write at most 160 words')
    .refine((text) => countWords(text) >= 60, 'write at least 60 words')
    .refine((text) => countWords(text) <= 160, 'write at most 160 words')
    .refine((text) => text.trim() === text, 'take away the space at the start or end')
    .meta({
      title: 'Short version',
      description: '60 to 160 words, without any threat or harm in scene: what a reader may choose instead.',
      multiline: true,
    }),
  pauses: z
    .array(
      z.strictObject({
        after: line(
          1,
          80,
          'After the heading',
          'The exact text of a heading. The pause comes after that section.',
        ),
        question: line(8, 160, 'Question', 'One question about the story, never about the reader.'),
        prompt: prose(8, 300, 'Prompt', 'A line of help for whoever is stuck.').optional(),
      }),
    )
    .max(8, 'write at most 8')
    .default([])
    .meta({ title: 'Pauses', description: 'Stops where readers predict or discuss.' }),
  margins: z
    .array(
      z.strictObject({
        on: line(8, 160, 'Sentence', 'Word for word from the story.'),
        myth: reference('myths', 'Myth', 'What is known about it.'),
      }),
    )
    .max(4, 'write at most 4')
    .default([])
    .meta({ title: 'Margin notes', description: 'Ties a sentence to what is known.' }),
  excerpts: z
    .array(
      z.strictObject({
        text: prose(20, 280, 'Words', 'Word for word from the story, one unbroken passage.'),
        format: oneOf(excerptFormats, 'For', 'What the excerpt is for.'),
      }),
    )
    .max(6, 'write at most 6')
    .default([])
    .meta({ title: 'Excerpts', description: 'Words that may be shared, if the teller allows quotes.' }),
  sources: references('sources', 0, 12, 'Sources', 'At least two for a composite.').default([]),
  consent: z
    .strictObject({
      kind: oneOf(consentKinds, 'Consent', 'Nothing is published while it is missing.').default('missing'),
      record: z
        .string('write the number of the consent record')
        .regex(
          /^[A-Za-z0-9-]{4,64}$/,
          'write the number that the desk gave the record: letters, digits and hyphens, never a name',
        )
        .meta({ title: 'Record', description: 'The opaque id of the consent record. Never a name.' })
        .optional(),
      uses: someOf(uses, 'Uses allowed', 'What the teller allows. Everything needs the site.'),
      givenOn: day('Given on', 'The day the teller agreed.').optional(),
      reviewBy: day('Review by', 'The day by which the teller is asked again.').optional(),
    })
    .default({ kind: 'missing', uses: [] })
    .meta({ title: 'Consent', description: 'What the teller has agreed to.' }),
  month: z
    .string('write a month with year and month, such as 2026-11')
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'write a month with year and month, such as 2026-11')
    .meta({ title: 'Month', description: 'Shown as the date: coarser on purpose. YYYY-MM.' }),
  language: oneOf(languages, 'Language', 'The language the story is told in.').default('en-GB'),
});

/** A story's front matter after parsing, defaults filled in. */
export type Story = z.output<typeof storySchema>;
/** A story's consent. */
export type Consent = Story['consent'];

/** The fewest days between consent and publication, whatever the site's settings say: nobody can shorten them. */
export const fewestCoolingOffDays = 14;
/** The most days for which consent is good, whatever day of review is written: then the teller is asked again. */
export const mostConsentDays = 730;

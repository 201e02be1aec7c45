import { describe, expect, it } from 'vitest';
import {
  type MovableFile,
  migrate,
  movableFiles,
  mustBeSignedAgain,
  type Step,
} from '#domain/migrate/migration.ts';
import { migrationInWords } from '#domain/migrate/report.ts';
import { steps as shipped } from '#domain/migrate/steps.ts';
import { stateOf, supportRouteSchema } from '#domain/schema/support-route.ts';
import {
  makeContent,
  makeData,
  makeFile,
  makeFrontMatter,
  makeModerator,
  makeStory,
  signedBy,
  storyBody,
} from '../../../fixtures/make.ts';
import { renameStrap, splitContact } from '../../../fixtures/migration-steps.ts';

const steps = [renameStrap, splitContact];

function story(data: unknown, body = storyBody): MovableFile {
  return { place: 'stories', slug: 'late', file: 'content/stories/late.md', data, body };
}

/** A step on stories that does whatever a test asks for. */
function step(change: Step['change']): Step {
  return { number: 1, description: 'Something changes', place: 'stories', change };
}

function changesIn(file: MovableFile, of: readonly Step[] = steps): string[] {
  return migrate(file, of).changes.map(({ inWords }) => inWords);
}

describe('the step that says for whom a thing helps', () => {
  const myth = (whatHelps: unknown) =>
    ({
      place: 'myths',
      slug: 'x',
      file: 'content/myths/x.mdx',
      body: '',
      data: { whatHelps, cites: [] },
    }) as const;

  it('takes every line as written for adults', () => {
    expect(migrate(myth([{ title: 'Ask', text: 'Ask somebody.' }]), shipped).data).toMatchObject({
      whatHelps: [{ title: 'Ask', text: 'Ask somebody.', forWhom: 'adult' }],
    });
  });

  it('leaves a line that says so as it is', () => {
    const said = myth([{ title: 'Ask', text: 'Ask somebody.', forWhom: 'pal' }]);
    expect(migrate(said, shipped)).toEqual({ ...said, changes: [] });
  });
});

describe('the step that says on what page a route was read', () => {
  const route = (data: object) =>
    ({ place: 'support', slug: 'x', file: 'content/support/x.yaml', body: '', data }) as const;
  const older = makeData('support', {
    needs: ['talk', 'missing', 'exploitation', 'family'],
    phone: '0800 1111',
    sourceKind: undefined,
    readOn: undefined,
    checkedOn: '2026-10-01',
  });

  it('trusts it no further than it must, and makes it a route of today', () => {
    const { data } = migrate(route(older), shipped);
    expect(data).toMatchObject({
      needs: ['talk', 'exploitation', 'child'],
      sourceKind: 'other',
      bill: 'unknown',
      readOn: '2026-10-01',
    });
    expect(data).not.toHaveProperty('checkedOn');
    expect(supportRouteSchema.safeParse(data).success).toBe(true);
  });

  it('keeps a confirmation, with its day and what was tried', () => {
    const data = supportRouteSchema.parse(migrate(route({ ...older, confirmedBy: 'robin' }), shipped).data);
    expect(stateOf(data)).toEqual({ kind: 'confirmed', on: '2026-10-01' });
  });

  it('leaves a route of today as it is', () => {
    const newer = route(makeData('support'));
    expect(migrate(newer, shipped)).toEqual({ ...newer, changes: [] });
  });
});

describe('the step by which a myth names the rules that it rests on', () => {
  const myth = (data: object) =>
    ({ place: 'myths', slug: 'x', file: 'content/myths/x.mdx', body: '', data }) as const;

  it('gives an empty list to a myth that has none', () => {
    expect(migrate(myth({ claim: 'It is nothing.' }), shipped)).toMatchObject({
      data: { claim: 'It is nothing.', cites: [] },
      changes: [{ inWords: 'cites: nothing → []' }],
    });
  });

  it('leaves a list as it is', () => {
    const said = myth({ cites: [{ on: 'ask for a solicitor', law: 'solicitor-under-18' }] });
    expect(migrate(said, shipped)).toEqual({ ...said, changes: [] });
  });
});

describe('a step', () => {
  it('renames a field', () => {
    expect(migrate(story({ title: 'Late', strap: 'A bus.' }), steps)).toMatchObject({
      data: { title: 'Late', summary: 'A bus.' },
      changes: [{ step: 1, inWords: 'strap: is now summary' }],
    });
  });

  it('makes two fields of one', () => {
    const route = { place: 'support', slug: 'x', file: 'content/support/x.yaml', body: '' } as const;
    expect(migrate({ ...route, data: { name: 'X', contact: '0800 1111, Free' } }, steps)).toMatchObject({
      data: { name: 'X', phone: '0800 1111', cost: 'Free' },
      changes: [
        { step: 2, inWords: 'contact: "0800 1111, Free" → nothing' },
        { step: 2, inWords: 'phone: nothing → "0800 1111"' },
        { step: 2, inWords: 'cost: nothing → "Free"' },
      ],
    });
  });

  it('changes nothing in a file that has the newer shape', () => {
    const file = story({ title: 'Late', summary: 'A bus.' });
    expect(migrate(file, steps)).toEqual({ ...file, changes: [] });
  });

  it('changes nothing in another folder', () => {
    const file: MovableFile = { ...story({ strap: 'A bus.' }), place: 'themes' };
    expect(migrate(file, steps)).toEqual({ ...file, changes: [] });
  });

  it('sees what the step before it left', () => {
    const then = step(({ data, body }) => ({
      data: { ...(data as object), seen: 'summary' in (data as object) },
      body,
    }));
    expect(migrate(story({ strap: 'A bus.' }), [renameStrap, then]).data).toEqual({
      summary: 'A bus.',
      seen: true,
    });
  });

  it('cannot change what it was given', () => {
    const file = story({ title: 'Late', items: [1] });
    migrate(file, [
      step((shape) => {
        (shape.data as { items: unknown[] }).items = [2];
        return shape;
      }),
    ]);
    expect(file.data).toEqual({ title: 'Late', items: [1] });
  });

  it('is refused if running it a second time would change more', () => {
    const grows = step(({ data, body }) => ({
      data: { title: `${(data as { title: string }).title}!` },
      body,
    }));
    expect(() => migrate(story({ title: 'Late' }), [grows])).toThrow(
      'step 1 is not done with content/stories/late.md after one time: let it tell by the shape',
    );
  });
});

describe('what changed is said in words', () => {
  it('with the place inside records and lists', () => {
    const change = step(({ body }) => ({ data: { pauses: [{ after: 'a' }, { after: 'c' }] }, body }));
    expect(changesIn(story({ pauses: [{ after: 'a' }, { after: 'b' }] }), [change])).toEqual([
      'pauses.1.after: "b" → "c"',
    ]);
  });

  it('with both values cut where they are long', () => {
    const change = step(({ body }) => ({ data: { title: 'b'.repeat(200) }, body }));
    const [inWords = ''] = changesIn(story({ title: 'a'.repeat(200) }), [change]);
    expect(inWords).toMatch(/^title: "a{70,}… → "b{70,}…$/);
  });

  it('as two names where two fields were renamed that have one value', () => {
    const change = step(({ data, body }) => {
      const { a, b, ...rest } = data as Record<string, unknown>;
      return { data: a === undefined ? rest : { ...rest, c: a, d: b }, body };
    });
    expect(changesIn(story({ a: 1, b: 1 }), [change])).toEqual(['a: is now c', 'b: is now d']);
  });

  it('also of the body', () => {
    const change = step(({ data }) => ({ data, body: 'Other words.\n' }));
    expect(changesIn(story({ title: 'Late' }), [change])).toEqual(['body: its text has changed']);
  });
});

describe('the files that a migration sees', () => {
  const broken = makeFile('themes', 'broken', { data: undefined, problem: 'cannot be read as YAML' });
  const raw = makeContent({ files: [makeFile('sign-offs', 'the-bus-home'), broken] });
  const seen = movableFiles(raw);

  it('are those of every folder, and those that stand by themselves', () => {
    expect(seen.map(({ file }) => file)).toEqual(
      expect.arrayContaining([
        'content/stories/the-bus-home.md',
        'content/support/childline.yaml',
        'content/site.yaml',
        'content/curriculum.yaml',
      ]),
    );
  });

  it('are never the sign-offs', () => {
    expect(seen.filter(({ file }) => file.includes('sign-offs'))).toEqual([]);
  });

  it('are not those that cannot be read', () => {
    expect(seen.filter(({ slug }) => slug === 'broken')).toEqual([]);
  });
});

describe('a story must be signed again', () => {
  const signOffs = signedBy(makeStory({}, { slug: 'late' }), [makeModerator(), makeModerator()]);

  it('if it says something else than what was signed', () => {
    expect(mustBeSignedAgain(story(makeFrontMatter({ month: '2026-10' })), signOffs, '1')).toBe(true);
  });

  it('if it does not fit the schema', () => {
    expect(mustBeSignedAgain(story({ title: 'Late' }), signOffs, '1')).toBe(true);
  });

  it('not if it says just that', () => {
    expect(mustBeSignedAgain(story(makeFrontMatter()), signOffs, '1')).toBe(false);
  });

  it('not if a field was added that says what its absence says', () => {
    expect(mustBeSignedAgain(story(makeFrontMatter({ language: 'en-GB', pauses: [] })), signOffs, '1')).toBe(
      false,
    );
  });

  it('not if nobody ever signed it', () => {
    expect(mustBeSignedAgain(story({}), [], '1')).toBe(false);
  });
});

describe('the report', () => {
  const migrated = [migrate(story({ strap: 'A bus.' }), steps)];

  it('says step by step what changed', () => {
    expect(migrationInWords({ migrated, toSign: [], left: [] }, steps, false)).toBe(
      'Step 1: A story’s “strap” is called “summary”.\n  content/stories/late.md › strap: is now summary\n\n1 file changed.\n',
    );
  });

  it('says of a rehearsal that nothing was written', () => {
    expect(migrationInWords({ migrated, toSign: ['late'], left: [] }, steps, true)).toMatch(
      /1 file would change\. Nothing was written\.\n\n1 STORY MUST BE SIGNED AGAIN once this is done, and is held until then:\n {2}late\n/,
    );
  });

  it('says loudly which stories must be signed again', () => {
    expect(migrationInWords({ migrated, toSign: ['late', 'later'], left: [] }, steps, false)).toContain(
      '2 STORIES MUST BE SIGNED AGAIN, and are held until then:\n  late\n  later\n',
    );
  });

  it('says what was left alone, and why', () => {
    const left = [{ file: 'content/stories/late.md', why: 'it may hold a comment' }];
    expect(migrationInWords({ migrated: [], toSign: [], left }, steps, false)).toBe(
      '\nLeft alone. Mend first, then run this again:\n  content/stories/late.md: it may hold a comment\n',
    );
  });

  it('says so when there is nothing to do', () => {
    expect(migrationInWords({ migrated: [], toSign: [], left: [] }, steps, false)).toBe(
      'There is nothing to do: the content has the shape of this release.\n',
    );
  });
});

it('the steps that are shipped are counted from 1, without a gap', () => {
  expect(shipped.map(({ number }) => number)).toEqual(shipped.map((_step, index) => index + 1));
});

import { createHash, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalStory,
  contentHash,
  privateKeyFrom,
  publicKeyFrom,
  publicKeyOf,
  type SignableStory,
  signStory,
  verifySignOff,
} from '#domain/gate/signing.ts';
import { type SignOff, signOffsSchema } from '#domain/schema/sign-off.ts';
import { storySchema } from '#domain/schema/story.ts';
import {
  type FrontMatter,
  makeFrontMatter,
  makeModerator,
  makeStory,
  signedBy,
  storyBody,
  words,
} from '../../../fixtures/make.ts';

/** A story as it comes out of the schema, so that the schema's own defaults take part. */
function parsedStory(change: Partial<FrontMatter> = {}, body = storyBody): SignableStory {
  return { slug: 'the-bus-home', data: storySchema.parse(makeFrontMatter(change)), body };
}

function canonical(story: SignableStory = parsedStory(), policyVersion = '1'): string {
  return canonicalStory(story, policyVersion);
}

/** What a reader of the canonical text would find in it. */
function contentsOf(story: SignableStory): {
  slug: string;
  policyVersion: string;
  data: Record<string, unknown>;
  body: string;
} {
  return JSON.parse(canonical(story));
}

describe('RFC 8785, as it is used here', () => {
  it('sorts keys by UTF-16 code unit (section 3.2.3)', () => {
    const input = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(canonicalize(input)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis",' +
        '"\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  it('writes numbers, text and literals as the RFC does (section 3.2.2)', () => {
    const input = {
      // biome-ignore lint/correctness/noPrecisionLoss: the RFC's own vector, which is about exactly that
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalize(input)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
  ])('writes the number %s as %s (appendix B)', (bits, written) => {
    expect(canonicalize(Buffer.from(bits, 'hex').readDoubleBE())).toBe(written);
  });
});

describe('the canonical story', () => {
  it('is this exact text for the smallest story', () => {
    expect(canonical()).toBe(
      '{"body":"I got the bus home that night.\\n\\n## The stop\\n\\nNobody said a word on the way up the hill.\\n",' +
        '"data":{"areaType":"unstated","consent":{"kind":"notNeeded"},"month":"2026-11","myths":["easy-money"],' +
        '"opening":{"line":"I got the bus home that night.","voice":"even"},"origin":"composite",' +
        `"shortVersion":"${words(60)}","sources":["study-one","study-two"],"suitableFrom":"senior",` +
        '"summary":"Somebody takes the bus home and does not look back.","support":["childline"],' +
        '"teller":{"pseudonym":"Sam","viewpoint":"family"},"themes":["housing"],"title":"The bus home"},' +
        '"policyVersion":"1","slug":"the-bus-home"}',
    );
  });

  it('has the slug inside', () => {
    expect(contentsOf(makeStory({}, { slug: 'another-name' })).slug).toBe('another-name');
  });

  it('has the policy version inside', () => {
    expect(JSON.parse(canonical(parsedStory(), '7')).policyVersion).toBe('7');
  });

  it('does not depend on the order of the keys', () => {
    const { data, ...story } = parsedStory();
    const turned = Object.fromEntries(Object.entries(data).reverse()) as typeof data;
    expect(canonical({ ...story, data: turned })).toBe(canonical());
  });

  it.each<[string, Partial<FrontMatter>]>([
    ['no transition points', { transitionPoints: [] }],
    ['no kinds of crime', { crimeTypes: [] }],
    ['no content notes', { contentNotes: [] }],
    ['no pauses', { pauses: [] }],
    ['no margin notes', { margins: [] }],
    ['no excerpts', { excerpts: [] }],
    ['the default language', { language: 'en-GB' }],
    ['an empty list of uses', { consent: { kind: 'notNeeded', uses: [] } }],
  ])('is the same with %s written out and left out', (_what, change) => {
    expect(canonical(parsedStory(change))).toBe(canonical());
  });

  it.each<[string, FrontMatter['consent']]>([
    ['an empty record', {}],
    ['missing', { kind: 'missing' }],
    ['missing for no uses', { kind: 'missing', uses: [] }],
  ])('is the same with consent left out and written as %s', (_what, consent) => {
    const { consent: _consent, ...rest } = makeFrontMatter();
    const without = { ...parsedStory(), data: storySchema.parse(rest) };
    expect(canonical(parsedStory({ consent }))).toBe(canonical(without));
  });

  it('leaves consent out altogether when nothing is left in it', () => {
    expect(contentsOf(parsedStory({ consent: { kind: 'missing', uses: [] } })).data).not.toHaveProperty(
      'consent',
    );
  });

  it('leaves out text that is empty, and what is nothing', () => {
    const story = makeStory({
      teller: { pseudonym: 'Sam', viewpoint: 'family', about: '' },
      summary: null as unknown as string,
    });
    expect(contentsOf(story).data).toMatchObject({ teller: { pseudonym: 'Sam', viewpoint: 'family' } });
    expect(canonical(story)).not.toMatch(/about|summary/);
  });

  it('leaves out what is empty inside a list of records', () => {
    const pause = { after: 'The stop', question: 'Who said nothing?' };
    expect(canonical(makeStory({ pauses: [{ ...pause, prompt: '' }] }))).toBe(
      canonical(makeStory({ pauses: [pause] })),
    );
  });

  it('keeps a language that is not the default', () => {
    expect(contentsOf(parsedStory({ language: 'sco' })).data['language']).toBe('sco');
  });

  it('keeps dates as ISO days', () => {
    const consent = { kind: 'given' as const, givenOn: '2026-01-01', reviewBy: '2027-01-01' };
    expect(contentsOf(parsedStory({ consent })).data['consent']).toEqual(consent);
  });

  it.each([
    ['CR LF', storyBody.replaceAll('\n', '\r\n')],
    ['CR', storyBody.replaceAll('\n', '\r')],
  ])('is the same with %s line ends', (_what, body) => {
    expect(canonical(parsedStory({}, body))).toBe(canonical());
  });

  it('is the same with composed and decomposed letters in the body', () => {
    const composed = parsedStory({}, 'Th\u00e0inig i dhachaigh.\n');
    const decomposed = parsedStory({}, 'Tha\u0300inig i dhachaigh.\n');
    expect(canonical(decomposed)).toBe(canonical(composed));
  });

  it('does not take letters for alike that only look alike', () => {
    expect(canonical(parsedStory({}, 'The o\ufb03ce.\n'))).not.toBe(
      canonical(parsedStory({}, 'The office.\n')),
    );
  });

  it('keeps white space at the ends of the body', () => {
    expect(contentsOf(parsedStory({}, '\nText.\n\n')).body).toBe('\nText.\n\n');
  });

  it('differs for any two bodies that differ after normalisation', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        const normal = (text: string) => text.replaceAll(/\r\n?/g, '\n').normalize('NFC');
        const isSame = canonical(parsedStory({}, one)) === canonical(parsedStory({}, other));
        expect(isSame).toBe(normal(one) === normal(other));
      }),
    );
  });

  it('does not let words move from one field to another', () => {
    const one = makeStory({ title: 'Home', summary: 'late' });
    const other = makeStory({ title: 'Home late', summary: '' });
    expect(canonical(one)).not.toBe(canonical(other));
  });
});

describe('the content hash', () => {
  it('is the SHA-256 of the canonical story, in hex', () => {
    const expected = createHash('sha256').update(Buffer.from(canonical(), 'utf8')).digest('hex');
    expect(contentHash(parsedStory(), '1')).toBe(expected);
  });
});

describe('a signature', () => {
  const signer = makeModerator({}, 'lead');
  const [signOff] = signedBy(makeStory(), [signer]) as [SignOff];

  it('covers RFC 8785 of the record without the signature, by Ed25519', () => {
    const { signature, ...record } = signOff;
    const signed = Buffer.from(canonicalize(record) ?? '');
    expect(verify(null, signed, publicKeyFrom(signer.data.publicKey), Buffer.from(signature, 'base64'))).toBe(
      true,
    );
  });

  it('has exactly the seven fields of the contract', () => {
    expect(Object.keys(signOff).sort()).toEqual([
      'checklist',
      'checks',
      'contentHash',
      'moderator',
      'signature',
      'signedForm',
      'signedOn',
    ]);
  });

  it('names the signed form and the checklist it was made by', () => {
    expect(signOff).toMatchObject({ signedForm: 1, checklist: 1 });
  });

  it.each(['signedForm', 'checklist'] as const)('covers the %s that it names', (field) => {
    expect(verifySignOff({ ...signOff, [field]: 2 }, signer.data)).toBe(false);
    const { [field]: _named, ...without } = signOff;
    expect(verifySignOff(without as SignOff, signer.data)).toBe(false);
  });

  it('is what the schema of the file accepts', () => {
    expect(signOffsSchema.parse(JSON.parse(JSON.stringify([signOff])))).toEqual([signOff]);
  });

  it('says what was signed, by whom and when', () => {
    expect(signOff).toMatchObject({
      moderator: 'lead',
      signedOn: '2026-03-01',
      contentHash: contentHash(makeStory(), '1'),
    });
  });

  it('verifies by the key that made it', () => {
    expect(verifySignOff(signOff, signer.data)).toBe(true);
  });

  it('verifies after the record was written with its keys in another order', () => {
    const turned = Object.fromEntries(Object.entries(signOff).reverse()) as SignOff;
    expect(verifySignOff(turned, signer.data)).toBe(true);
  });

  it('does not verify by another key', () => {
    expect(verifySignOff(signOff, makeModerator().data)).toBe(false);
  });

  it.each<[string, string]>([
    ['is empty', ''],
    ['is too short', Buffer.alloc(31).toString('base64')],
    ['is too long', Buffer.alloc(33).toString('base64')],
    ['is not a point on the curve', Buffer.alloc(32, 2).toString('base64')],
  ])('does not verify, and does not throw, by a key that %s', (_what, publicKey) => {
    expect(verifySignOff(signOff, { publicKey })).toBe(false);
  });

  it.each([
    ['is empty', ''],
    ['is cut', signOff.signature.slice(0, 40)],
    ['is no base64', '!'.repeat(88)],
  ])('does not verify, and does not throw, when it %s', (_what, signature) => {
    expect(verifySignOff({ ...signOff, signature }, signer.data)).toBe(false);
  });

  it('does not verify when one bit of it is turned over', () => {
    fc.assert(
      fc.property(fc.nat(511), (bit) => {
        const bytes = Buffer.from(signOff.signature, 'base64');
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(verifySignOff({ ...signOff, signature: bytes.toString('base64') }, signer.data)).toBe(false);
      }),
    );
  });

  it('does not verify when a field was added to the record', () => {
    expect(verifySignOff({ ...signOff, note: 'ok' } as SignOff, signer.data)).toBe(false);
  });
});

describe('the schema of a file of sign-offs', () => {
  const [signOff] = signedBy(makeStory(), [makeModerator()]) as [SignOff];

  it.each<[string, Record<string, unknown>]>([
    ['moderator', { moderator: 'Lead Person' }],
    ['contentHash', { contentHash: signOff.contentHash.toUpperCase().replace(/^./, 'A') }],
    ['contentHash', { contentHash: signOff.contentHash.slice(1) }],
    ['signedOn', { signedOn: '1 March' }],
    ['signedForm', { signedForm: 0 }],
    ['signedForm', { signedForm: 1.5 }],
    ['checklist', { checklist: '1' }],
    ['checks', { checks: ['readNothing'] }],
    ['signature', { signature: signOff.signature.slice(2) }],
    ['signature', { signature: undefined }],
  ])('refuses a wrong %s', (field, change) => {
    const result = signOffsSchema.safeParse([{ ...signOff, ...change }]);
    expect(result.error?.issues[0]?.path.slice(0, 2)).toEqual([0, field]);
  });

  it('accepts a sign-off from before versions were named', () => {
    const { signedForm: _form, checklist: _checklist, ...before } = signOff;
    expect(signOffsSchema.parse([before])).toEqual([before]);
  });

  it('refuses a field that is not in the contract', () => {
    const result = signOffsSchema.safeParse([{ ...signOff, note: 'ok' }]);
    expect(result.error?.issues[0]).toMatchObject({ code: 'unrecognized_keys', keys: ['note'] });
  });

  it('refuses one sign-off that is not in a list', () => {
    expect(signOffsSchema.safeParse(signOff).error?.issues[0]?.message).toBe(
      'the sign-off is damaged: delete the file, and sign the story again',
    );
  });
});

describe('keys', () => {
  /** RFC 8032, section 7.1, test 1. */
  const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
  const publicKey = Buffer.from(
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    'hex',
  ).toString('base64');

  it('derive the public key that RFC 8032 gives for its first seed', () => {
    expect(publicKeyOf(privateKeyFrom(seed))).toBe(publicKey);
  });

  it('verify what a key made of a seed has signed', () => {
    const signing = {
      moderator: 'lead',
      privateKey: privateKeyFrom(seed),
      signedOn: '2026-03-01',
      checks: [],
    };
    expect(verifySignOff(signStory(makeStory(), '1', signing), { publicKey })).toBe(true);
  });

  it('cannot be made of a seed that is too short', () => {
    expect(() => privateKeyFrom(new Uint8Array(31))).toThrow();
  });

  it('cannot be read from text that is no key', () => {
    expect(() => publicKeyFrom('AAAA')).toThrow();
  });
});

/**
 * Ways of breaking the code that somebody would be hurt by, and the tests that must notice. `npm run mutate` tries each. A
 * mutant that nothing notices is a promise that nothing keeps: write the test, do not take the mutant away.
 */
export interface Mutant {
  /** What is broken, in words. */
  readonly breaks: string;
  /** The file, from the project's folder. */
  readonly file: string;
  /** Words that stand in the file exactly once. */
  readonly from: string;
  /** What takes their place. */
  readonly to: string;
  /** The test files that must go red. */
  readonly tests: readonly string[];
}

/** Mutants of one file that the same tests guard. */
function mutantsOf(
  file: string,
  tests: readonly string[],
  changes: readonly (readonly [breaks: string, from: string, to: string])[],
): readonly Mutant[] {
  return changes.map(([breaks, from, to]) => ({ file, tests, breaks, from, to }));
}

/** Every mutant. */
export const mutants: readonly Mutant[] = [
  ...mutantsOf(
    'src/domain/gate/gate.ts',
    ['tests/unit/domain/gate/gate.test.ts'],
    [
      ['a withdrawn story goes through the gate', 'if (withdrawals.has(story.slug)) {', 'if (false) {'],
      [
        'a told story needs no consent if it says so',
        "return origin === 'composite' ? [] : ['consent-missing'];",
        'return [];',
      ],
      [
        'missing consent holds nothing',
        "case 'missing':\n      return ['consent-missing'];",
        "case 'missing':\n      return [];",
      ],
      [
        'consent without a record counts',
        "if (consent.record === undefined) return ['consent-missing'];",
        '',
      ],
      [
        'a use that was not allowed is allowed',
        "if (!consent.uses.includes(use) || !consent.uses.includes('site')) found.push('consent-use');",
        "if (!consent.uses.includes('site')) found.push('consent-use');",
      ],
      [
        'a use without the site is allowed',
        "if (!consent.uses.includes(use) || !consent.uses.includes('site')) found.push('consent-use');",
        "if (!consent.uses.includes(use)) found.push('consent-use');",
      ],
      [
        'consent lapses a day early',
        'if (reviewBy === undefined || reviewBy < today) return true;',
        'if (reviewBy === undefined || reviewBy <= today) return true;',
      ],
      [
        'consent without a review day never lapses',
        'if (reviewBy === undefined || reviewBy < today) return true;',
        'if (reviewBy !== undefined && reviewBy < today) return true;',
      ],
      [
        'one source is enough for a composite',
        'new Set(data.sources).size < 2',
        'new Set(data.sources).size < 1',
      ],
      ['the same source twice counts as two', 'new Set(data.sources).size < 2', 'data.sources.length < 2'],
      ['composites cool off', "if (data.origin === 'composite') return found;", ''],
      [
        'a day of the cooling-off is missing',
        'daysBetween(givenOn, today) < days',
        'daysBetween(givenOn, today) < days - 1',
      ],
      [
        'the last day of the cooling-off holds too',
        'daysBetween(givenOn, today) < days',
        'daysBetween(givenOn, today) <= days',
      ],
      [
        'a signature that does not verify is passed over',
        "found.add('bad-signature');\n      continue;",
        'continue;',
      ],
      [
        'demonstration moderators sign on a live site',
        "if (moderator.demo && policy.mode === 'live')",
        'if (false)',
      ],
      [
        'a signature over other words counts',
        "else if (!isOverThis(signOff)) uncounted.add('changed-since-sign-off');",
        "else if (false) uncounted.add('changed-since-sign-off');",
      ],
      ['one signature is enough', 'if (signers.size < 2) {', 'if (signers.size < 1) {'],
      [
        'two names with one key are two moderators',
        'signers.set(moderator.publicKey, moderator.roles)',
        'signers.set(signOff.moderator, moderator.roles)',
      ],
      ['nobody needs to hold the safeguarding role', "roles.includes('safeguarding')", 'roles.length > 0'],
      ['a revoked moderator signs', 'if (moderator.revoked || signedOn', 'if (signedOn'],
      ['signatures may be dated ahead', '|| signedOn > today) return false', ') return false'],
      [
        'a site can shorten the cooling-off',
        'Math.max(policy.coolingOffDays, fewestCoolingOffDays)',
        'policy.coolingOffDays',
      ],
      [
        'a site cannot lengthen the cooling-off',
        'Math.max(policy.coolingOffDays, fewestCoolingOffDays)',
        'fewestCoolingOffDays',
      ],
      ['consent is good for ever', 'daysBetween(givenOn, today) > mostConsentDays', 'false'],
      ['consent is good for a day more than two years', '> mostConsentDays', '> mostConsentDays + 1'],
      ['a signature from before the consent counts', 'signOff.signedOn < givenOn', 'false'],
      ['a story may be dated ahead', "data.month > today.slice(0, 'YYYY-MM'.length)", 'false'],
      ['consent may be dated ahead', '(givenOn !== undefined && givenOn > today)', 'false'],
      ['a retired moderator signs on', 'signedOn <= moderator.retiredOn;', 'true;'],
    ],
  ),
  ...mutantsOf(
    'src/domain/gate/signing.ts',
    ['tests/unit/domain/gate/signing.test.ts'],
    [
      ['a copy under another name is signed', 'slug: story.slug,', "slug: '',"],
      ['the body is not signed', 'body: canonicalBody(story.body),', "body: '',"],
      ['a change of policy voids nothing', 'policyVersion,\n    data:', "policyVersion: '1',\n    data:"],
      ['two Unicode forms of a word are two stories', ".normalize('NFC')", ''],
    ],
  ),
  ...mutantsOf(
    'src/domain/gate/gate.ts',
    ['tests/unit/domain/gate/versions.test.ts'],
    [
      [
        'half a checklist is enough',
        "else if (!isByWholeChecklist(signOff)) uncounted.add('checklist-incomplete');",
        "else if (false) uncounted.add('checklist-incomplete');",
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/gate/signing.ts',
    ['tests/unit/domain/gate/versions.test.ts'],
    [
      [
        'a moderator may choose the signed form',
        'const form = currentOn(signedForms, signedOn);\n    const hash',
        'const form = signedForms[signedForm - 1] as SignedForm;\n    const hash',
      ],
      ['a moderator may choose the checklist', 'return checklist === version && lines', 'return lines'],
    ],
  ),
  ...mutantsOf(
    'src/domain/gate/signed-form.ts',
    ['tests/unit/domain/gate/signed-form.test.ts'],
    [
      [
        'two stories that differ by an empty list are signed alike',
        'return isAsIfAbsent ? undefined : (said ?? null);',
        'return isAsIfAbsent ? undefined : said;',
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/gate/signed-form.ts',
    ['tests/unit/domain/gate/golden.test.ts'],
    [
      [
        'a new field with a default voids what was signed',
        'return isAsIfAbsent ? undefined : (said ?? null);',
        'return said;',
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/migrate/migration.ts',
    ['tests/unit/domain/migrate/migration.test.ts'],
    [
      [
        'a migration changes sign-offs',
        "folder === 'sign-offs' || problem !== undefined ?",
        'problem !== undefined ?',
      ],
      [
        'nobody is told that a story must be signed again',
        'return !parsed.success || !signOffs.some(',
        'return !parsed.success && !signOffs.some(',
      ],
    ],
  ),
  ...mutantsOf(
    'src/files/migrate.ts',
    ['tests/unit/files/migrate.test.ts'],
    [['a rehearsal writes', 'if (!isRehearsal) {', 'if (true) {']],
  ),
  ...mutantsOf(
    'src/domain/migrate/migration.ts',
    ['tests/unit/files/migrate.test.ts'],
    [
      [
        'what cannot be read whole is migrated as far as it was read',
        "folder === 'sign-offs' || problem !== undefined ?",
        "folder === 'sign-offs' ?",
      ],
    ],
  ),
  ...mutantsOf(
    'src/files/yaml.ts',
    ['tests/unit/files/yaml.test.ts'],
    [
      ['anchors, aliases and tags are followed', 'if (mark) refuse(input, start, mark);', ''],
      ['what follows a second --- is lost', 'if (isRead) refuse(input, start, secondDocument);', ''],
      ['comments are lost without a word', 'if (comments.length === 0) return data;', 'return data;'],
      ['dashes before a word are lost', 'if (open.length === 0 && /^---', 'if (false && /^---'],
      ['a list becomes the name of a field', 'if (node && isNoName && ', 'if (false && node && '],
      [
        'a day gets quotes when it is saved',
        'return isDay ? new Day(String(value)) : value;',
        'return value;',
      ],
    ],
  ),
  ...mutantsOf(
    'src/integrations/tombstones.ts',
    ['tests/unit/integrations/tombstones.test.ts'],
    [
      [
        'the site map names a withdrawn story if its withdrawal was saved as a copy',
        'slugFromFileName(name) === slug',
        "name === [slug, 'yaml'].join('.')",
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/gate/publish.ts',
    ['tests/unit/domain/gate/publish.test.ts'],
    [
      ['a held story is handed out', 'if (!verdict.uses.includes(use)) return undefined;', ''],
      [
        'excerpts go wherever the story goes',
        "data: use === 'quotes' ? { ...data, excerpts } : data,",
        'data: { ...data, excerpts },',
      ],
      [
        'consent leaves the house',
        "data: use === 'quotes' ? { ...data, excerpts } : data,",
        "data: use === 'quotes' ? { ...story.data } : data,",
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/text/verbatim.ts',
    ['tests/unit/domain/text/verbatim.test.ts'],
    [
      [
        'a quotation may begin inside a word',
        'if (isWordEdge(haystack, at) && isWordEdge(haystack, after))',
        'if (isWordEdge(haystack, after))',
      ],
      [
        'a quotation may end inside a word',
        'if (isWordEdge(haystack, at) && isWordEdge(haystack, after))',
        'if (isWordEdge(haystack, at))',
      ],
      ['an empty quotation is found', "if (needle === '') return undefined;", ''],
    ],
  ),
  ...mutantsOf(
    'src/domain/text/excerpts.ts',
    ['tests/unit/domain/text/excerpts.test.ts'],
    [
      [
        'a caption may stop before the words that turn it',
        'return isBalanced(cut) && (next === undefined || !turnsMeaning(next)) ? [cut] : [];',
        'return isBalanced(cut) ? [cut] : [];',
      ],
      [
        'a caption may stop inside a quotation',
        'return isBalanced(cut) && (next === undefined || !turnsMeaning(next)) ? [cut] : [];',
        'return next === undefined || !turnsMeaning(next) ? [cut] : [];',
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/text/escape.ts',
    ['tests/unit/domain/text/story-text.test.ts'],
    [
      ['less-than signs are not escaped', '/[&<>"\']/g', '/[&>"\']/g'],
      ['quotation marks are not escaped', '/[&<>"\']/g', '/[&<>]/g'],
    ],
  ),
  ...mutantsOf(
    'src/domain/text/body-rules.ts',
    ['tests/unit/domain/text/story-text.test.ts'],
    [
      ['a link may lead anywhere', 'return /^https:\\/\\/[^/@]+(\\/|$|\\?|#)/i.test(url);', 'return true;'],
      ['a link may leave out its scheme', "return !url.startsWith('//');", 'return true;'],
      ['a body may hold HTML', "'link',\n  'break',\n]", "'link',\n  'break',\n  'html',\n]"],
      ['an entity may hide what no character may', "if (!body.includes('&')) return [];", 'return [];'],
      [
        'a year at the start of a sentence is lost',
        "if (sign === '.' && (Number(number) === place || Number(number) === 1)) return [];",
        'return [];',
      ],
      ['a title of a link stands where nobody sees it', "node.type === 'link' && node['title']", 'false'],
    ],
  ),
  ...mutantsOf(
    'src/domain/text/characters.ts',
    ['tests/unit/domain/text/characters.test.ts'],
    [
      [
        'a flag may be written that hides what is written',
        '\\u{1F3F4}\\u{E0067}\\u{E0062}(?:',
        '\\u{1F3F4}[\\u{E0020}-\\u{E007E}]+(?:|',
      ],
      [
        'what looks the same may be stored in two ways',
        "if (text.normalize('NFC') === text) return",
        'return',
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/text/story-html.ts',
    ['tests/unit/domain/text/story-text.test.ts'],
    [['a link to what is held is drawn', ' && mayFollow(run.link)', '']],
  ),
  ...mutantsOf(
    'src/domain/shelf/follows.ts',
    ['tests/unit/domain/shelf/follows.test.ts'],
    [['a link to any story may be followed', 'shownIn(library, folder, output).includes(slug)', 'true']],
  ),
  ...mutantsOf(
    'src/domain/review/judgement.ts',
    ['tests/unit/domain/review/review.test.ts'],
    [
      [
        'a field may hide what a body may not',
        'const inTexts = mistakesInTexts(file.data);',
        'const inTexts: Finding[] = [];',
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/review/story-review.ts',
    ['tests/unit/domain/review/review.test.ts'],
    [
      [
        'a quotation may join two paragraphs',
        'if (passages.some(({ find }) => find(quotation))) return;',
        'if (verbatimIn(plainText(sections))(quotation)) return;',
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/review/link-review.ts',
    ['tests/unit/domain/review/link-review.test.ts'],
    [
      ['a link may lead to no page', 'return whyNoPage(target, targets);', 'return undefined;'],
      ['a link may lead to no part of a page', "if (part === '' ||", 'if (true ||'],
      ['a link to an entry that is gone is nobody’s mistake', 'if (!exists(folder, slug)) {', 'if (false) {'],
    ],
  ),
  ...mutantsOf(
    'src/domain/review/review.ts',
    ['tests/unit/domain/review/review.test.ts'],
    [
      [
        'an entry with a mistake is published',
        'if (found.length === 0) put(sound, folder, entry);',
        'put(sound, folder, entry);',
      ],
      [
        'a broken file does not withdraw',
        "put(parsed, 'withdrawals', { slug, data, body: '' });",
        "if ('data' in judged) put(parsed, 'withdrawals', { slug, data, body: '' });",
      ],
      [
        'a reference to a withdrawn story is a mistake',
        "|| (folder === 'stories' && withdrawn.has(slug));",
        ';',
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/review/withdrawals.ts',
    ['tests/unit/domain/review/withdrawals.test.ts'],
    [
      ['a withdrawal in capitals takes nothing down', '.toLowerCase()', ''],
      ['a copy of a withdrawal takes nothing down', ".replace(/\\s*\\(\\d+\\)$/, '')", ''],
      ['nobody asks about a typing slip', "if (near !== '')", 'if (false)'],
      [
        'a withdrawal that names nothing is passed over',
        '    else\n      mistakes.push({',
        '    else if (slug === file.file)\n      mistakes.push({',
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/share/captions.ts',
    ['tests/unit/domain/share/captions.test.ts'],
    [
      ['a caption that does not fit is given out', 'if (!count.fits) continue;', ''],
      [
        'the label may be left out where room is short',
        "[parts.label, ...noteIn(parts, platform, 'short')].join(' '),",
        "noteIn(parts, platform, 'short').join(' '),",
      ],
      [
        'the line about help may be left out where room is short',
        '...(parts.support ? [parts.support.short] : []),',
        '',
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/share/counting.ts',
    ['tests/unit/domain/share/counting.test.ts'],
    [
      [
        'bytes are not limited',
        'fits: count <= field.limit && bytes <= field.bytes',
        'fits: count <= field.limit',
      ],
      ['one too many still fits', 'fits: count <= field.limit };', 'fits: count <= field.limit + 1 };'],
      ['a link counts by its length on X', 'return weight + links * shortLink;', 'return weight + links;'],
      [
        'Mastodon takes a bare domain for a link',
        'const linksOnMastodon = new RegExp(withScheme,',
        "const linksOnMastodon = new RegExp([withScheme, bare].join('|'),",
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/plan/session.ts',
    ['tests/unit/domain/plan/session.test.ts'],
    [
      ['a session holds what is for older people', 'if (below < 0 || !piece.groups', 'if (!piece.groups'],
      ['a session holds what was to be left out', ' || piece.notes.some((note) => without.has(note))', ''],
      ['a session holds what is not for this group', '!piece.groups.includes(wish.group) || ', ''],
      ['a session runs over its time', 'if (minutes + room > left) continue;', ''],
    ],
  ),
  ...mutantsOf(
    'src/domain/schema/lesson-pack.ts',
    ['tests/unit/domain/review/pack-review.test.ts'],
    [
      [
        'a cut’s own minutes are not counted',
        'sum + (minutes ?? usual.get(activity) ?? 0)',
        'sum + (usual.get(activity) ?? 0)',
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/review/pack-review.ts',
    ['tests/unit/domain/review/pack-review.test.ts'],
    [
      [
        'a cut need not add up',
        'if (Math.abs(sum - goal) > minutesOfGrace)',
        'if (sum - goal > minutesOfGrace)',
      ],
      [
        'a story may be read and not talked about',
        'if (lastStory !== -1 && !kinds.slice(lastStory + 1).some((kind) => kind && talks.has(kind)))',
        'if (false)',
      ],
      [
        'a pack may read what is for older pupils',
        'audienceRank(suitableFrom) > audienceRank(lowest)',
        'audienceRank(suitableFrom) > audienceRank(lowest) + 1',
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/review/review.ts',
    ['tests/unit/domain/review/live-review.test.ts'],
    [
      [
        'a live site shows pages that speak of a demonstration',
        '...(isLive ? alone.demonstrations : []),',
        '',
      ],
      ['a live site may stand anywhere', '...mistakesOfLive(site.data, parsed),', ''],
    ],
  ),
  ...mutantsOf(
    'src/domain/shelf/evidence.ts',
    ['tests/unit/domain/shelf/evidence.test.ts'],
    [
      ['a book and the paper that it retells are two sources', 'if (seen.has(study)) return false;', ''],
      [
        'evidence from another country makes a strong case here',
        'if (near.length >= 3 &&',
        'if (separate.length >= 3 &&',
      ],
      ['a page for pupils may leave them nothing to do', 'doable < leastForYoungPeople', 'doable < 0'],
    ],
  ),
  ...mutantsOf(
    'src/domain/review/live-review.ts',
    ['tests/unit/domain/review/live-review.test.ts'],
    [
      [
        'a live site may show a number that nobody can look up',
        'sources.get(source)?.data.url === undefined',
        'false',
      ],
      [
        'the settings of a live site may speak of a demonstration',
        '  noDemonstration: mistakesInSettings,',
        '  noDemonstration: () => [],',
      ],
      [
        'a live site needs no address for concerns',
        'keyof typeof needed] === undefined',
        'keyof typeof needed] === null',
      ],
      ['a story may not have a march in it', "folder === 'pages' ? 'site' : 'anythingElse'", "'site'"],
    ],
  ),
  ...mutantsOf(
    'src/domain/text/demonstration.ts',
    ['tests/unit/domain/text/demonstration.test.ts'],
    [
      ['what is marked is refused too', 'if (isDemoOnly(node)) return [];', ''],
      [
        'made-up moderators may vouch on a live site',
        String.raw`made[\s-]+up\s+(?:moderator|key|signature)s?`,
        String.raw`made[\s-]+up\s+(?:key|signature)s?`,
      ],
    ],
  ),
  ...mutantsOf(
    'src/pages/_body/demo-only.astro',
    ['tests/build/live-site.test.ts'],
    [['a live site shows what only a demonstration may', "site.mode === 'demo' &&", 'true &&']],
  ),
  ...mutantsOf(
    'src/layouts/base.astro',
    ['tests/build/demonstration.test.ts'],
    [
      ['search engines list a demonstration', '(noindex || isDemo) &&', 'noindex &&'],
      ['a page does not say that it is a demonstration’s', '{isDemo && <Fragment', '{false && <Fragment'],
    ],
  ),
  ...mutantsOf(
    'src/desk/pages/promote.ts',
    ['tests/unit/desk/publishing.test.ts'],
    [
      [
        'a taken pseudonym is not asked about',
        "if (drafted.pseudonymTaken !== undefined && form.text('keepName') !== pseudonym)",
        'if (false)',
      ],
      [
        'to have meant one name is to have meant any',
        "form.text('keepName') !== pseudonym",
        "form.text('keepName') === ''",
      ],
    ],
  ),
  ...mutantsOf(
    'src/envelope/message.ts',
    ['tests/unit/envelope/message.test.ts'],
    [
      [
        'padding may carry something',
        'if (framed.subarray(4 + length).some((byte) => byte !== 0))',
        'if (false)',
      ],
      ['a frame says it is longer than it is', 'if (length > longestMessage) throw', 'if (false) throw'],
      ['one message can be written in two ways', 'if (!isSame(bytesOf(message), json))', 'if (false)'],
      [
        'other uses need no consent for the site',
        "given['site'] === true || uses.every((use) => given[use] === false)",
        'true',
      ],
      ['strangers’ fields are let in', 'if (stranger !== undefined) throw', 'if (false) throw'],
    ],
  ),
  ...mutantsOf(
    'src/domain/keys/signed-keys.ts',
    ['tests/unit/domain/keys/signed-keys.test.ts'],
    [
      [
        'one moderator is enough to sign keys',
        'export const signersNeeded = 2;',
        'export const signersNeeded = 1;',
      ],
      [
        'a signature that belongs to other keys counts',
        "if (!isBy(pin, signature, text)) return 'forged';",
        '',
      ],
      ['one moderator under two names counts twice', 'keys.add(pin);', 'keys.add(moderator);'],
      [
        'what is signed does not cover the recipients',
        'seq, previous, bundle });\n  if (text',
        'seq, previous });\n  if (text',
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/keys/key-log.ts',
    ['tests/unit/domain/keys/key-log.test.ts'],
    [
      ['a line of the key log can be taken out', 'if (entry.last !== last)', 'if (false)'],
      [
        'a new signer lets themself in',
        'signersNamedBy(before?.keys ?? entry.keys)',
        'signersNamedBy(entry.keys)',
      ],
    ],
  ),
  ...mutantsOf(
    'src/files/key-log-review.ts',
    ['tests/unit/files/key-log-review.test.ts'],
    [
      [
        'keys that are in no log pass',
        'if (last && hashOfKeys(last.keys) === hashOfKeys(keys)) return [];',
        'return [];',
      ],
      ['a broken log passes', 'if (fault)\n    return [', 'if (false)\n    return ['],
    ],
  ),
  ...mutantsOf(
    'src/envelope/probe.ts',
    ['tests/unit/verify/probe-site.test.ts'],
    [['every withdrawal is taken for a test message', ' && message.receiptId.startsWith(mark)', '']],
  ),
  ...mutantsOf(
    'src/verify/compare-site.ts',
    ['tests/unit/verify/compare-site.test.ts'],
    [
      ['a changed file of a live site is not noticed', 'hashOf(bytes) !== own.files[path]', 'false'],
      ['a live site without its headers passes', 'return headers.get(name) !== value;', 'return false;'],
      ['a file too many on a live site passes', 'if (!known.has(path))', 'if (false)'],
    ],
  ),
  ...mutantsOf(
    'src/verify/manifest.ts',
    ['tests/unit/verify/compare-site.test.ts'],
    [['the manifest names withdrawn stories', 'if (slug === undefined) return path;', 'return path;']],
  ),
  ...mutantsOf(
    'src/files/today.ts',
    ['tests/unit/files/today.test.ts'],
    [
      [
        'a day can be chosen for a live site that is published',
        'if (!existsSync(throwawayMark))',
        'if (false)',
      ],
      ['a day to come can be built', ' || day > new Date().toISOString().slice(0, 10)', ''],
    ],
  ),
  ...mutantsOf(
    'src/envelope/fingerprint.ts',
    ['tests/unit/envelope/fingerprint.test.ts'],
    [['check words say nothing of the keys', '...[...recipients].sort()', '...[]']],
  ),
  ...mutantsOf(
    'src/desk/keys/compare-keys.ts',
    ['tests/unit/desk/keys/compare-keys.test.ts'],
    [
      [
        'a stranger’s key among the published ones is not noticed',
        'recipients.filter((recipient) => !ours.has(recipient))',
        'recipients.filter(() => false)',
      ],
      [
        'keys that the form refuses pass at the desk',
        "return found('refused', {",
        "return found('current', {",
      ],
    ],
  ),
  ...mutantsOf(
    'src/desk/pages/desk-pages.ts',
    ['tests/unit/desk/forms/stale-decision.test.ts'],
    [
      [
        'a form from an older look is carried out',
        "if (now === undefined || form.text('seen') !== now) return back(staleRefusal);",
        '',
      ],
    ],
  ),
  ...mutantsOf(
    'src/desk/journal/items.ts',
    ['tests/unit/desk/journal/journal.test.ts'],
    [
      [
        'a release that overlooks a hold counts',
        "before && overlooksHold(before, entry) ? 'notHere' : afterMove(before, entry)",
        'afterMove(before, entry)',
      ],
    ],
  ),
  ...mutantsOf(
    'src/desk/pages/desk-pages.ts',
    ['tests/unit/desk/published-keys.test.ts'],
    [
      [
        'a stranger’s key does not stop the desk',
        'const isStopHere = visit && isStopped(this.#desk, visit.overview.publishedKeys, context.req.path);',
        'const isStopHere = false;',
      ],
    ],
  ),
  ...mutantsOf(
    'src/files/key-pins.ts',
    ['tests/unit/files/key-pins.test.ts'],
    [
      [
        'a moderator whom nobody let in signs keys',
        '.filter(([slug, key]) => named === undefined || named[slug] === key)',
        '',
      ],
      ['a broken key log pins everybody', 'if (fault) return {};', ''],
    ],
  ),
  ...mutantsOf(
    'src/envelope/bundle.ts',
    ['tests/unit/envelope/bundle.test.ts'],
    [
      [
        'an older kind of key is sealed to',
        "recipient.startsWith('age1pq1')",
        "recipient.startsWith('age1')",
      ],
      [
        'the signatures under keys are not looked at',
        'if (why !== undefined) throw new BundleRefused(why);',
        '',
      ],
      ['keys never run out', "if (notAfter < today) throw new BundleRefused('expired');", ''],
      ['demonstration keys serve a live site', "if (demo && isLive) throw new BundleRefused('demo');", ''],
    ],
  ),
  ...mutantsOf(
    'src/envelope/work.ts',
    ['tests/unit/envelope/work.test.ts'],
    [
      [
        'less work is enough',
        'return leadingZeros(sha256(blockOf(proof))) >= bits;',
        'return leadingZeros(sha256(blockOf(proof))) >= bits - 1;',
      ],
    ],
  ),
  ...mutantsOf(
    'src/intake/app.ts',
    ['tests/unit/intake/app.test.ts'],
    [
      ['a closed intake takes messages', 'if (epoch === undefined) return answer(context, 503);', ''],
      ['no work is asked for', 'if (!isWorkDone(proof, work)) return answer(context, 400);', ''],
      [
        'work serves for any message',
        "if (createHash('sha256').update(body).digest('hex') !== proof.hash) return answer(context, 400);",
        '',
      ],
      [
        'more work is asked for and not checked',
        'if (!(await isMemoryWorkDone(proof, work))) return answer(context, 400);',
        '',
      ],
      ['partners’ places are everybody’s', "lane === 'partner' ? atOnce * 1.25 : atOnce", 'atOnce * 1.25'],
    ],
  ),
  ...mutantsOf(
    'src/intake/asking.ts',
    ['tests/unit/intake/asking.test.ts'],
    [
      ['proofs hold for three days', '(age === 0 || age === 1)', '(age >= 0 && age <= 2)'],
      ['old proofs serve for new keys', 'proof.epoch === asked.epoch &&', ''],
      ['a full spool asks for no more', 'if (fill < roomyUntil || steps < 2) return 0;', 'return 0;'],
      ['partners work as hard as anybody', "if (lane === 'partner') return roomy;", ''],
    ],
  ),
  ...mutantsOf(
    'src/intake/app.ts',
    ['tests/unit/intake/on-a-socket.test.ts'],
    [
      [
        'whoever sends slowly is cut off before they hear what is asked',
        'await context.req.arrayBuffer().catch(() => undefined);',
        '',
      ],
    ],
  ),
  ...mutantsOf(
    'src/intake/partners.ts',
    ['tests/unit/intake/partners.test.ts'],
    [
      ['an empty code can be a partner’s', 'return found && digits !== undefined;', 'return found;'],
      ['a revoked code counts until a restart', 'Math.abs(now() - known.at) >= holds', 'false'],
    ],
  ),
  ...mutantsOf(
    'src/desk/work/partners.ts',
    ['tests/unit/desk/partners.test.ts'],
    [['a revoked code counts', 'revokedAt === undefined ? [hash] : [],', '[hash],']],
  ),
  ...mutantsOf(
    'src/desk/pages/reading-together.ts',
    ['tests/unit/desk/reading.test.ts'],
    [
      [
        'a name from a list is enough to read together',
        "await openDeskKey(desk.options.folder, beside, form.text('beside-passphrase'));",
        '',
      ],
    ],
  ),
  ...mutantsOf(
    'src/desk/work/take-in.ts',
    ['tests/unit/desk/reading.test.ts'],
    [['a child alone waits like anybody', 'else if (isChildAlone(message)) children.push(id);', '']],
  ),
  ...mutantsOf(
    'src/verify/compare-site.ts',
    ['tests/unit/verify/compare-site.test.ts'],
    [
      [
        'an address may lead to another site',
        'if (!URL.canParse(to, url) || new URL(to, url).href !== new URL(address, url).href)',
        'if (!URL.canParse(to, url))',
      ],
    ],
  ),
  ...mutantsOf(
    'src/server/crowd.ts',
    ['tests/unit/server/crowd.test.ts'],
    [
      ['the fastest has to go', 'pace < found.pace', 'pace > found.pace'],
      ['whoever has just come has to go', '? patience : graceful)) continue;', '? patience : 0)) continue;'],
    ],
  ),
  ...mutantsOf(
    'src/intake/folder-spool.ts',
    ['tests/unit/intake/folder-spool.test.ts'],
    [
      ['what was fetched is stored again', "if (seen.has(id)) return 'known';", ''],
      ['places kept for partners are given away', 'limits.most - limits.keptForPartners', 'limits.most'],
      ['messages are kept a day too long', '< daysKept * day) return', '< (daysKept + 1) * day) return'],
      [
        'a failure takes a message that has its name',
        'await rm(draft, { force: true }).catch',
        'await rm(place, { force: true }).catch',
      ],
      [
        'a message replaces one that has its name',
        'await link(draft, place);',
        'await moveOver(draft, place);',
      ],
      [
        'what may not be safe yet is called known',
        "      await syncKept();\n      return 'known';",
        "      return 'known';",
      ],
      [
        'a date ahead never comes',
        'if (date > now.getTime()) return setDate(path, now);',
        'if (date > now.getTime()) return;',
      ],
      [
        'a full disk keeps messages for ever',
        "await writeLook(looked, join(own, 'looked'), look).catch(() => {});",
        "await writeLook(looked, join(own, 'looked'), look);",
      ],
      ['a clock that nobody knows is believed', '?? (count > 0 ? { at: 0 } : undefined)', '?? undefined'],
    ],
  ),
  ...mutantsOf(
    'src/disk/own-folder.ts',
    ['tests/unit/disk/own-folder.test.ts', 'tests/unit/intake/folder-spool.test.ts'],
    [['two may own a folder', "lock.exec('BEGIN EXCLUSIVE');", "lock.exec('BEGIN');"]],
  ),
  ...mutantsOf(
    'src/intake/clock.ts',
    ['tests/unit/intake/clock.test.ts'],
    [
      [
        'a clock that jumps back is believed',
        'Math.abs(now - last.at) > mostMoved',
        'now - last.at > mostMoved',
      ],
      [
        'a clock that keeps jumping keeps messages for ever',
        'passed ?? (hasMoved',
        'hasMoved ? 0 : passed ?? (hasMoved',
      ],
      ['nothing is held back', 'if (heldFor >= holdFor)', 'if (heldFor >= 0)'],
    ],
  ),
  ...mutantsOf(
    'src/intake/status.ts',
    ['tests/unit/intake/status.test.ts'],
    [
      [
        'an intake without keys is well',
        "return ['critical', 'There are no keys",
        "return ['ok', 'There are no keys",
      ],
      ['the least urgent counts', 'urgency[each] > urgency[most]', 'urgency[each] < urgency[most]'],
    ],
  ),
  ...mutantsOf(
    'src/desk/work/take-in.ts',
    ['tests/unit/desk/taking-in.test.ts'],
    [
      [
        'what does not open is thrown away',
        'if (isUnopened && !arrival.isAside) unopened.set(id, sealed);',
        '',
      ],
      [
        'what does not open stays at the intake',
        'if (!isUnopened || !arrival.isAside) fetched.push(arrival);',
        'if (!isUnopened) fetched.push(arrival);',
      ],
      [
        'somebody without a key sets everything aside',
        'if (at.identities.length === 0 && arrivals.length > 0)',
        'if (false)',
      ],
      [
        'what is set aside stays for ever',
        'index >= unopenedKept.most || date < since',
        'index >= unopenedKept.most',
      ],
    ],
  ),
  ...mutantsOf(
    'src/files/write.ts',
    ['tests/unit/desk/taking-in.test.ts'],
    [['the name of a file is lost in a power cut', '  await syncFolder(dirname(path));\n', '']],
  ),
  ...mutantsOf(
    'src/disk/make-folder.ts',
    ['tests/unit/desk/taking-in.test.ts', 'tests/unit/disk/own-folder.test.ts'],
    [['a new folder is lost in a power cut', 'if (first === undefined) return;', 'return;']],
  ),
  ...mutantsOf(
    'src/desk/doorkeeper.ts',
    ['tests/unit/desk/app.test.ts'],
    [
      [
        'a rebound name opens the desk',
        'if (!isOwnHost(context) || !isOwnOrigin(context))',
        'if (!isOwnOrigin(context))',
      ],
      [
        'another site may post to the desk',
        'if (!isOwnHost(context) || !isOwnOrigin(context))',
        'if (!isOwnHost(context))',
      ],
      ['the opening address opens twice', 'if (this.#isOpened || !isSame(', 'if (!isSame('],
      [
        'no cookie is needed',
        "if (!isSame(getCookie(context, cookieOf(context)) ?? '', this.#session)) return forbidden(context);",
        '',
      ],
    ],
  ),
  ...mutantsOf(
    'src/desk/deidentify/resolve.ts',
    ['tests/unit/desk/deidentify/resolve.test.ts'],
    [
      [
        'an offer that only touches a flag lets it by',
        'offered.some((offer) => offer.start <= start && end <= offer.end)',
        'offered.some((offer) => offer.start < end && start < offer.end)',
      ],
      ['an undecided flag is passed over', 'if (unresolved.length > 0) return', 'if (false) return'],
      ['flags of another text are accepted', 'if (stray) throw', 'if (false) throw'],
      [
        'what was kept once is kept everywhere',
        "return decision.action === 'keep' && decision.at === undefined;",
        "return decision.action === 'keep';",
      ],
      [
        'a moderator’s own words are never looked at',
        'if (suggestionsFor(flag).includes(decision.with)) offered',
        'offered',
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/shelf/law-shelf.ts',
    ['tests/unit/domain/shelf/law-shelf.test.ts', 'tests/unit/library/tells.test.ts'],
    [
      ['a live site waits for no lawyer', "if (site.mode !== 'live') return new Set();", 'return new Set();'],
      ['a paragraph of a body may rest on a rule that waits', 'if (body.some(rests)) return undefined;', ''],
      [
        'an item that rests on a rule that waits stays',
        'return value.map((item) => without(item, rests)).filter((item) => item !== gone);',
        'return value;',
      ],
      [
        'half of an item that rests on a rule that waits stays',
        'return entries.some(([, inner]) => inner === gone) ? gone : Object.fromEntries(entries);',
        'return Object.fromEntries(entries.filter(([, inner]) => inner !== gone));',
      ],
      [
        'a page says that a lawyer has read what nobody has',
        "unread: rules.some(({ data }) => data.readBy === 'nobody'),",
        "unread: rules.every(({ data }) => data.readBy === 'nobody'),",
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/schema/law.ts',
    ['tests/unit/domain/shelf/law-shelf.test.ts'],
    [
      [
        'what is said of hearings waits for no lawyer',
        "new Set(['hearings', 'police', 'organised', 'newActs'])",
        "new Set(['police', 'organised', 'newActs'])",
      ],
      ['a rule that may have changed says nothing of it', 'return reviewBy < today;', 'return false;'],
    ],
  ),
  ...mutantsOf(
    'src/domain/review/law-review.ts',
    ['tests/unit/domain/review/law-review.test.ts'],
    [
      [
        'one citation is enough for all paragraphs',
        '!data.cites.some(({ on }) => findVerbatim(text, on))',
        'data.cites.length === 0',
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/review/never-said-review.ts',
    ['tests/unit/domain/review/law-review.test.ts'],
    [
      [
        'a number that no route has may be printed',
        '.filter(({ number }) => !known.has(number))',
        '.filter(() => false)',
      ],
      [
        'what must not be said is said',
        'return texts.flatMap(({ path, text }) => [',
        'return texts.slice(0, 0).flatMap(({ path, text }) => [',
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/text/never-said.ts',
    ['tests/unit/domain/text/never-said.test.ts'],
    [
      ['a held-off number is printed with spaces in it', 'numbers.has(contact)', 'text.includes(contact)'],
      [
        'a promise that nobody will be charged is made',
        'pattern.test(said)',
        "pattern.test(said) && !said.includes('charged')",
      ],
    ],
  ),
  ...mutantsOf(
    'src/domain/review/tell-review.ts',
    ['tests/unit/domain/review/law-review.test.ts'],
    [
      ['a page for young people may be hard to read', 'reading.age > oldestReader', 'reading.age > 99'],
      ['somebody in trouble is asked for a story', "body.includes('/share-your-story/')", 'false'],
    ],
  ),
  ...mutantsOf(
    'src/integrations/bundle-key.ts',
    ['tests/unit/integrations/bundle-key.test.ts'],
    [
      [
        'a page is drawn as it was before its running text was changed or left out',
        "folders[folder].ending === 'mdx'",
        'false',
      ],
      [
        'a key is told where nobody knows which packages there are',
        'if (locks.length === 0) return undefined;',
        '',
      ],
    ],
  ),
  ...mutantsOf(
    'src/takedown/hunt.ts',
    ['tests/unit/takedown/hunt.test.ts'],
    [
      [
        'a link in the site is not followed after a takedown',
        '.filter((entry) => !entry.isDirectory())',
        '.filter((entry) => entry.isFile())',
      ],
      [
        'what a helper does not answer for is taken for clean',
        'return answer ?? here(lot);',
        'return answer ?? [];',
      ],
      [
        'what is packed in a file is not looked through',
        'for (const part of opened.parts)',
        'for (const part of [] as typeof opened.parts)',
      ],
      [
        'what cannot be opened is taken for clean',
        'return [{ file, traces: new Map(), problem }];',
        'return [];',
      ],
      [
        'the address of a story that was taken down may stand anywhere',
        "/index.html` || file === 'withdrawn.json';",
        '/index.html` || true;',
      ],
      ['pictures are not compared', "if (slug !== undefined) add(found, slug, 'picture');", ''],
    ],
  ),
  ...mutantsOf(
    'src/takedown/fingerprints.ts',
    ['tests/unit/takedown/fingerprints.test.ts', 'tests/unit/takedown/hunt.test.ts'],
    [
      ['words that published content has too are taken out', '          hashes.delete(found);\n', ''],
      [
        'a title of everyday words is found in running text',
        'words.length > 1 && words.some((each) => !otherWords.has(each))',
        'words.length > 1',
      ],
    ],
  ),
  ...mutantsOf(
    'src/takedown/outputs.ts',
    ['tests/unit/takedown/outputs.test.ts'],
    [
      ['ZIPs and Office files are not opened', 'if (begins(0x50, 0x4b, 0x03, 0x04)) {', 'if (false) {'],
      [
        'PDF files are not read',
        'reading.add(await before.pdf(file, hash, () => readPdf(bytes)));',
        'reading.add(reading);',
      ],
      [
        'what is packed once more is not opened',
        'await inside(name.slice(0, -3), brotliDecompressSync(bytes));',
        'readStrings(buffer, reading);',
      ],
    ],
  ),
  ...mutantsOf(
    'src/takedown/search-files.ts',
    ['tests/unit/takedown/outputs.test.ts'],
    [
      [
        'lists of the search index are not read',
        'else for (const text of textsInCbor(data)) into.value(text);',
        '',
      ],
    ],
  ),
  ...mutantsOf(
    'src/takedown/confirm.ts',
    ['tests/unit/takedown/confirm.test.ts'],
    [
      ['what was found is put up', 'for (const { file } of outcome.finds) await rm(join(folder, file));', ''],
      [
        'what is to be looked for is forgotten though something was found',
        'if (isConfirmed) await deleteFingerprint(root, slug);',
        'await deleteFingerprint(root, slug);',
      ],
      [
        'a build that found something ends as if it had not',
        'return { isConfirmed: outcome.finds.length === 0, words };',
        'return { isConfirmed: true, words };',
      ],
      ['a search that fails keeps the old site up', 'problem = messageOf(error);', 'throw error;'],
      [
        'the old page stays until a new site is built',
        "    await unlessItFails(rm(join(dist, 'stories', slug), { recursive: true, force: true }));",
        '    ;',
      ],
    ],
  ),
  ...mutantsOf(
    'src/takedown/take-down.ts',
    ['tests/unit/takedown/take-down.test.ts'],
    [
      ['nothing is kept to look for', 'await remember(root, slug);', ''],
      [
        'what was made of a story stays in the cache',
        'await deleteOutputsOf(`stories/',
        'await deleteOutputsOf(`stories/not-',
      ],
    ],
  ),
  ...mutantsOf(
    'src/hosting/header-rules.ts',
    ['tests/unit/server/serve-site.test.ts'],
    [
      ['the site may be framed', "frame-ancestors 'none'", "frame-ancestors 'self'"],
      ['the form is kept by the browser', "caching: 'no-store' },", "caching: 'no-cache' },"],
      [
        'what is missing is kept for a year',
        'return status >= 400 && caching',
        'return status >= 600 && caching',
      ],
      ['the form is kept where it is asked for without its slash', '/` === address', '/x` === address'],
      ['a demonstration is found by search engines', '...(isDemo && path', '...(!isDemo && path'],
    ],
  ),
  ...mutantsOf(
    'src/server/held-files.ts',
    ['tests/unit/server/held-files.test.ts'],
    [
      [
        'a withdrawn page is served from memory',
        '        forget(address);\n        return',
        '        return',
      ],
      ['a new build is not noticed', 'known?.stamp === stamp ? known', 'known ? known'],
    ],
  ),
  ...mutantsOf(
    'src/server/asked.ts',
    ['tests/unit/server/serve-site.test.ts'],
    [
      ['files from above the site are served', '\\/\\.\\.?(\\/|$)|', ''],
      ['an address may lead to another site', '/\\/\\/|', '/'],
    ],
  ),
  ...mutantsOf(
    'astro.config.mjs',
    ['tests/build/pages.test.ts'],
    [
      ['pages may load from anywhere', '"default-src \'none\'"', '"default-src *"'],
      ['forms may be sent away', '"form-action \'none\'"', '"form-action *"'],
      ['the base of links may be moved', '"base-uri \'none\'"', '"base-uri *"'],
    ],
  ),
];

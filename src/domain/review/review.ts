import {
  type Content,
  type DataOf,
  type Entry,
  type FolderName,
  folderNames,
  type Mistake,
} from '../schema/content.ts';
import { siteSchema } from '../schema/site.ts';
import type { Story } from '../schema/story.ts';
import { readStoryText } from '../text/story-text.ts';
import type { Around } from './around.ts';
import { withGoodConfirmations } from './confirmations.ts';
import type { Finding, Findings } from './findings.ts';
import { cannotBeJudged, type Judgement, judge } from './judgement.ts';
import { mistakesInLinks } from './link-review.ts';
import { mistakesOfLive } from './live-review.ts';
import { mistakesInNumbers } from './never-said-review.ts';
import type { RawContent, RawFile } from './raw-content.ts';
import { type Exists, mistakesInReferences, referencesIn, type SlugsOf } from './references.ts';
import { rules } from './rules.ts';
import { reviewCurriculum, reviewSite } from './site-review.ts';
import { mistakesInUrgentNeeds } from './support-review.ts';
import { withdrawalsAmong } from './withdrawals.ts';

/** Content after review: what is sound, what must be mended, and what deserves a look. */
export interface Reviewed {
  readonly content: Content;
  readonly mistakes: readonly Mistake[];
  /** For editors: nothing here stops a build. */
  readonly notes: readonly Mistake[];
}

/** What the review needs from around the content. */
export interface ReviewOptions {
  /** Takes the place of `site.yaml`'s `url`. */
  readonly siteUrl?: string | undefined;
  /**
   * What earlier reviews found out about each file by itself. A file that is the same object is not judged again:
   * with thousands of stories, an edit to one should not cost what all of them do.
   */
  readonly judged?: Judgements;
}

/** Judgements by file. */
export type Judgements = WeakMap<RawFile, Judgement>;

/**
 * Applies every rule to the content: schemas, references, verbatim passages, headings, safe bodies.
 * An entry with a mistake is left out of `content`. A withdrawn story is never a mistake: its
 * file may be broken or gone, and references to it are let stand.
 */
export function review(raw: RawContent, options: ReviewOptions = {}): Reviewed {
  const mistakes: Mistake[] = [];
  const notes: Mistake[] = [];
  const withdrawals = withdrawalsAmong(raw.files);
  const withdrawn = new Set(withdrawals.files.keys());
  mistakes.push(...withdrawals.mistakes);
  notes.push(...withdrawals.notes);
  for (const { folder, problem } of raw.unreadable ?? [])
    mistakes.push({ file: `content/${folder}`, path: '', message: `cannot be read: ${problem}` });
  for (const file of raw.passedOver ?? [])
    notes.push({ file, path: '', message: 'is no content and was passed over: it may be deleted' });
  // Where nobody can tell what was withdrawn, nothing is shown.
  const isBlind = raw.unreadable?.some(({ folder }) => folder === 'withdrawals') ?? false;
  const isWithdrawn = (file: RawFile) =>
    (file.folder === 'stories' || file.folder === 'sign-offs') && withdrawn.has(file.slug);
  const judgementOf = remember(options.judged ?? new WeakMap());

  const parsed = noEntries();
  for (const [slug, file] of withdrawals.files) {
    const { parsed: judged } = judgementOf('withdrawals', file);
    // The file's being there withdraws the story, whatever stands in it.
    const data =
      'data' in judged ? judged.data : { withdrawnOn: '0001-01-01', reason: 'safeguarding' as const };
    put(parsed, 'withdrawals', { slug, data, body: '' });
  }
  for (const file of raw.files) {
    const { folder, slug, body } = file;
    if (folder === 'withdrawals') continue;
    const { parsed: judged } = judgementOf(folder, file);
    if ('data' in judged) put(parsed, folder, { slug, data: judged.data, body });
    else if (!isWithdrawn(file)) mistakes.push(...judged.mistakes);
  }

  const site = reviewSite(raw.site, options.siteUrl);
  const curriculum = reviewCurriculum(raw.curriculum);
  mistakes.push(...site.mistakes, ...curriculum.mistakes);

  const exists = existsAmong(raw.files, withdrawn);
  const slugsOf: SlugsOf = (folder) => [...parsed[folder].keys()];
  const around = aroundEntries(
    parsed,
    curriculum.mistakes.length > 0 ? undefined : curriculum.data,
    withdrawn,
  );
  const linkTargets = {
    entries: parsed,
    exists,
    isWithdrawn: (slug: string) => withdrawn.has(slug),
    siteUrl: site.data.url,
  };
  const routes = [...parsed.support.values()].map(({ data }) => data);
  const sound = noEntries();
  const sort = <F extends FolderName>(folder: F, file: RawFile): void => {
    const entry = parsed[folder].get(file.slug);
    if (isWithdrawn(file)) {
      if (entry) put(sound, folder, entry);
      return;
    }
    const alone = judgementOf(folder, file);
    // A link that leads nowhere is drawn as words, so the entry need not be left out for it.
    const dead = guarded(() => ({ mistakes: mistakesInLinks(alone.links, file, linkTargets), notes: [] }));
    if (!entry) {
      mistakes.push(...inFile(file.file, dead?.mistakes ?? []));
      return;
    }
    const beside = guarded(() => rules[folder].beside?.(entry, around));
    const isLive = site.data.mode === 'live';
    const found = [
      ...mistakesInReferences(alone.references, exists, slugsOf),
      ...alone.mistakes,
      ...mistakesInNumbers(alone.numbers, routes),
      ...(beside?.mistakes ?? []),
      ...(isLive ? alone.demonstrations : []),
    ];
    if (found.length === 0) put(sound, folder, entry);
    mistakes.push(...inFile(file.file, found));
    mistakes.push(...inFile(file.file, dead?.mistakes ?? []));
    const worthALook = [...alone.notes, ...(beside?.notes ?? []), ...(isLive ? [] : alone.demonstrations)];
    notes.push(...inFile(file.file, worthALook));
  };
  for (const file of raw.files) if (file.folder !== 'withdrawals') sort(file.folder, file);
  for (const entry of parsed.withdrawals.values()) put(sound, 'withdrawals', entry);
  if (isBlind) sound.stories.clear();

  mistakes.push(
    ...inFile(
      'content/site.yaml',
      mistakesInReferences(referencesIn(siteSchema, site.data), exists, slugsOf),
    ),
    ...mistakesInUrgentNeeds(withGoodConfirmations({ ...parsed, site: site.data }).support),
    ...mistakesOfLive(site.data, parsed),
  );
  return { content: { ...sound, site: site.data, curriculum: curriculum.data }, mistakes, notes };
}

/** Entries by folder and slug, while they are being sorted. */
type Entries = { readonly [F in FolderName]: Map<string, Entry<DataOf<F>>> };

function noEntries(): Entries {
  return Object.fromEntries(folderNames.map((folder) => [folder, new Map()])) as unknown as Entries;
}

function put<F extends FolderName>(entries: Entries, folder: F, entry: Entry<DataOf<F>>): void {
  entries[folder].set(entry.slug, entry);
}

/** Judges each file once, for as long as it is the same object. */
function remember(judged: Judgements) {
  return <F extends FolderName>(folder: F, file: RawFile): Judgement<DataOf<F>> => {
    const known = judged.get(file) as Judgement<DataOf<F>> | undefined;
    if (known) return known;
    const judgement = judge(folder, file);
    judged.set(file, judgement);
    return judgement;
  };
}

/** What a rule finds. A rule that fails finds one thing: that the entry cannot be judged, and so may not be shown. */
function guarded(rule: () => Findings | undefined): Findings | undefined {
  try {
    return rule();
  } catch (error) {
    return { mistakes: [{ path: '', message: cannotBeJudged(error) }], notes: [] };
  }
}

function inFile(file: string, found: readonly Finding[]): readonly Mistake[] {
  return found.map((finding) => ({ file, ...finding }));
}

/** What the rules of an entry may look up. A withdrawn story is gone, whatever its file still says. */
function aroundEntries(
  parsed: Entries,
  curriculum: Around['curriculum'],
  withdrawn: ReadonlySet<string>,
): Around {
  const living = [...parsed.stories.values()].filter(({ slug }) => !withdrawn.has(slug));
  const byPseudonym = Map.groupBy(living, ({ data }) => nameInLowerCase(data.teller.pseudonym));
  const told = living.filter(({ data }) => data.origin !== 'composite');
  const byRecord = Map.groupBy(told, ({ data }) => data.consent.record?.toLowerCase() ?? '');
  const slugsOf = (stories: readonly Entry<Story>[] = []) => stories.map(({ slug }) => slug);
  return {
    curriculum,
    storiesToldBy: (pseudonym) => slugsOf(byPseudonym.get(nameInLowerCase(pseudonym))),
    storiesResting: (record) => slugsOf(byRecord.get(record.toLowerCase())),
    story: (slug) => {
      const story = withdrawn.has(slug) ? undefined : parsed.stories.get(slug);
      return (
        story && {
          suitableFrom: story.data.suitableFrom,
          title: story.data.title,
          pseudonym: story.data.teller.pseudonym,
          // Read when it is asked for: most rules ask only who may read the story, and they ask for every one that is named.
          get headings() {
            return readStoryText(story.body).sections.flatMap((section) => section.heading ?? []);
          },
        }
      );
    },
    myth: (slug) => parsed.myths.get(slug)?.data,
  };
}

/** A name as it is compared: capitals, and how Unicode writes an accent, make no other name. */
function nameInLowerCase(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function existsAmong(files: readonly RawFile[], withdrawn: ReadonlySet<string>): Exists {
  const slugs = new Set(files.map((file) => `${file.folder}/${file.slug}`));
  return (folder, slug) => slugs.has(`${folder}/${slug}`) || (folder === 'stories' && withdrawn.has(slug));
}

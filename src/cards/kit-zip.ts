import { strToU8 } from 'fflate';
import { toldLabel, wordsOn } from '#domain/share/cards.ts';
import type { Kit } from '#domain/share/kits.ts';
import { cardSizes, platformOf, readOn } from '#domain/share/platforms.ts';
import { beforeYouPost } from '#domain/share/posting.ts';
import { demonstrationLine } from '#domain/words/demonstration.ts';
import type { SiteMode } from '#domain/words/vocabularies.ts';
import { dayInWords } from '#domain/words/wording.ts';
import { zipInOrder } from '#offline/zip.ts';
import { cardPng, sizesOf } from './card-images.ts';

/** What a kit's ZIP says of the site that it comes from. */
export interface ZipContext {
  /** The site's own address. */
  readonly url: string;
  readonly siteName: string;
  /** The day on which the kit is made, `YYYY-MM-DD`. */
  readonly today: string;
  /** A kit from a demonstration says so. */
  readonly mode: SiteMode;
}

/**
 * A kit as one ZIP: its cards, their captions and descriptions as text, the same as JSON for programs, the licence,
 * and what to know before posting.
 */
export async function kitZip(kit: Kit, context: ZipContext): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  const isDemo = context.mode === 'demo';
  const text = (name: string, content: string) => {
    files[name] = strToU8(`${content.trimEnd()}\n`);
  };
  const cards: object[] = [];
  for (const { card, alt, captions } of kit.cards) {
    const sizes = await sizesOf(kit.of, card);
    for (const sized of sizes) {
      if (sized.fits) files[`cards/${sized.file}`] = await cardPng(kit.of, card, sized.size);
    }
    text(`descriptions/${card.id}.txt`, alt);
    for (const caption of captions) {
      if (!caption.fits) continue;
      const name = `captions/${card.id}-${caption.platform}`;
      text(`${name}.txt`, caption.text);
      if (caption.title) text(`${name}-title.txt`, caption.title.text);
      if (caption.contentWarning) text(`${name}-content-warning.txt`, caption.contentWarning);
    }
    cards.push({
      id: card.id,
      style: card.style,
      language: card.language,
      words: wordsOn(card),
      description: alt,
      files: sizes.flatMap((sized) =>
        sized.fits
          ? [
              {
                file: `cards/${sized.file}`,
                width: cardSizes[sized.size].width,
                height: cardSizes[sized.size].height,
              },
            ]
          : [],
      ),
      tooLongFor: sizes.flatMap((sized) => (sized.fits ? [] : [sized.why])),
      captions: captions.map((caption) =>
        caption.fits
          ? {
              platform: caption.platform,
              file: `captions/${card.id}-${caption.platform}.txt`,
              count: caption.count.count,
              limit: caption.count.limit,
            }
          : { platform: caption.platform, doesNotFit: caption.why },
      ),
    });
  }
  const at = (path: string) => new URL(path, context.url).href;
  const page = at(`/${kit.of}/`);
  const withdrawal = {
    list: at('/withdrawn.json'),
    slug: kit.slug,
    how: `If the slug is in the list, ${takeDown}`,
  };
  text(
    'metadata.json',
    JSON.stringify(
      {
        kit: kit.of,
        title: kit.title,
        page,
        label: kit.label,
        madeOn: context.today,
        ...(isDemo && { demonstration: demonstrationLine }),
        consent: { use: 'quotes', scope: kit.consent },
        withdrawal,
        licence: licence.url,
        platformFactsReadOn: readOn,
        cards,
      },
      null,
      2,
    ),
  );
  text('LICENCE.txt', `${licence.words}\n\n${licence.url}`);
  text(
    'READ-ME-FIRST.txt',
    [
      `${context.siteName}: share kit`,
      kit.kind === 'story' ? `“${kit.title}”. ${kit.label}.` : `${kit.title} ${kit.label}.`,
      page,
      `Made on ${dayInWords(context.today)}.`,
      ...(isDemo ? [`${demonstrationLine}.`] : []),
      `WHAT YOU MAY USE\n${kit.consent}`,
      `BEFORE YOU POST\n${beforeYouPost.map(({ title, text: words }) => `- ${title}. ${words}`).join('\n')}`,
      `IS IT STILL ALL RIGHT TO USE?\nOpen ${withdrawal.list} before you post, and now and then after. If “${kit.slug}” is in it, the ${kit.kind} was taken back: ${takeDown} Nobody has to say why.`,
      `WHAT IS IN HERE\ncards: pictures to post\ncaptions: words to go with them, one file for each platform, within its limit as of ${dayInWords(readOn)}\ndescriptions: words for people who hear the picture\nmetadata.json: the same for programs`,
      ...(kit.cards.some(({ card }) => card.style === 'gap')
        ? [`“${toldLabel}” is never posted without what is known.`]
        : []),
      `Platforms: ${[...new Set(kit.cards.flatMap(({ captions }) => captions.map(({ platform }) => platformOf(platform).name)))].join(', ')}.`,
    ].join('\n\n'),
  );
  return zipInOrder(files);
}

const takeDown = 'delete everything made from this kit and take down what was posted.';

/** The licence of every text and card of the site. */
export const licence = {
  url: 'https://creativecommons.org/licenses/by-nc-sa/4.0/',
  words:
    'Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International (CC BY-NC-SA 4.0).\nYou may share this for purposes that are not commercial, if you give credit to Another Story, keep each story’s label with it, say what you changed, and share what you make under the same licence. The licence ends nobody’s right to withdraw a story.',
} as const;

/**
 * What each platform takes, as of one day. Everything that depends on a platform's limits reads it here, so that a
 * change to a platform is a change to this file: mend the number, its source and `readOn`.
 */

/** How a platform counts the characters of a post; `counting.ts` does it. */
export type Counting =
  /** X: weights per code point after NFC, any link, a bare domain too, 23, any emoji 2 (twitter-text's configuration, version 3). */
  | 'weighted'
  /** Threads: characters, an emoji by its bytes in UTF-8. */
  | 'emojiBytes'
  /** Bluesky: what a reader sees as one character. */
  | 'graphemes'
  /** Mastodon: what a reader sees as one character, any link with https or http 23. */
  | 'graphemesShortLinks'
  /** The others: UTF-16 units, the longest of the ways that they might count. */
  | 'units';

/** One field of a post and how much fits into it. */
export interface FieldLimit {
  readonly limit: number;
  readonly counting: Counting;
  /** Most bytes in UTF-8, where that is limited as well. */
  readonly bytes?: number;
}

/** The name of a card's size: what its file ends in. */
export type CardSize = 'wide' | 'square' | 'portrait' | 'tall';

/** One platform's facts. */
export interface Platform {
  readonly name: string;
  readonly caption: FieldLimit;
  /** A title beside the caption. */
  readonly title?: FieldLimit;
  /** A content warning has a field of its own, and counts with the caption. */
  readonly contentWarning?: true;
  /** Most hashtags: the platform's own rule, or else what we think is enough. */
  readonly hashtags: number;
  /** Most characters of a description of a picture, where the platform says. */
  readonly alt?: number;
  /** Which cards suit it, the best first. */
  readonly sizes: readonly CardSize[];
  /** Most bytes of a picture, where that matters to a card. */
  readonly imageBytes?: number;
  /** Where the figures were read. */
  readonly sources: readonly string[];
}

/** The day on which the figures below were last compared with their sources. */
export const readOn = '2026-11-22';

/** Every platform that a kit has a caption for. */
export const platforms = {
  instagram: {
    name: 'Instagram',
    caption: { limit: 2200, counting: 'units' },
    hashtags: 5,
    alt: 1000,
    sizes: ['portrait', 'square', 'tall'],
    sources: [
      'https://developers.facebook.com/docs/instagram-platform/content-publishing/',
      'https://docs.upload-post.com/resources/character-limits',
    ],
  },
  facebook: {
    name: 'Facebook',
    caption: { limit: 63_206, counting: 'units' },
    hashtags: 2,
    sizes: ['wide', 'square', 'portrait'],
    sources: ['https://docs.upload-post.com/resources/character-limits'],
  },
  x: {
    name: 'X',
    caption: { limit: 280, counting: 'weighted' },
    hashtags: 2,
    alt: 1000,
    sizes: ['wide', 'square'],
    sources: [
      'https://raw.githubusercontent.com/twitter/twitter-text/master/config/v3.json',
      'https://docs.upload-post.com/resources/character-limits',
    ],
  },
  threads: {
    name: 'Threads',
    caption: { limit: 500, counting: 'emojiBytes' },
    hashtags: 1,
    alt: 1000,
    sizes: ['portrait', 'square'],
    sources: ['https://developers.facebook.com/docs/threads/posts'],
  },
  bluesky: {
    name: 'Bluesky',
    caption: { limit: 300, counting: 'graphemes', bytes: 3000 },
    hashtags: 2,
    alt: 2000,
    sizes: ['square', 'wide', 'portrait'],
    imageBytes: 1_000_000,
    sources: [
      'https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json',
      'https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/embed/images.json',
    ],
  },
  mastodon: {
    name: 'Mastodon',
    caption: { limit: 500, counting: 'graphemesShortLinks' },
    contentWarning: true,
    hashtags: 3,
    alt: 1500,
    sizes: ['square', 'wide', 'portrait'],
    sources: [
      'https://docs.joinmastodon.org/user/posting/',
      'https://github.com/mastodon/mastodon/blob/main/spec/validators/status_length_validator_spec.rb',
    ],
  },
  tiktok: {
    name: 'TikTok',
    caption: { limit: 4000, counting: 'units' },
    title: { limit: 90, counting: 'units' },
    hashtags: 3,
    sizes: ['tall'],
    sources: ['https://developers.tiktok.com/doc/content-posting-api-reference-photo-post'],
  },
  linkedin: {
    name: 'LinkedIn',
    caption: { limit: 3000, counting: 'units' },
    hashtags: 3,
    sizes: ['wide', 'square'],
    sources: ['https://docs.upload-post.com/resources/character-limits'],
  },
} as const satisfies Readonly<Record<string, Platform>>;

/** A platform that a kit has a caption for. */
export type PlatformName = keyof typeof platforms;

/** The names of the platforms, in the order in which a kit lists them. */
export const platformNames = Object.keys(platforms) as readonly PlatformName[];

/** A platform's facts, as widely as they are typed. */
export function platformOf(name: PlatformName): Platform {
  return platforms[name];
}

/** The least of all known limits on the description of a picture: what keeps to it fits everywhere. */
export const shortestAlt = Math.min(...platformNames.flatMap((name) => platformOf(name).alt ?? []));

/** A link preview's picture: WhatsApp takes none that is heavier, and reads only the start of a page. */
export const previewBytes = 600_000;

/** The sizes that cards are drawn in. */
export const cardSizes = {
  wide: {
    width: 1200,
    height: 630,
    name: '1200 × 630',
    shape: 'Wide',
    use: 'link previews, Facebook, X, LinkedIn',
  },
  square: { width: 1080, height: 1080, name: '1080 × 1080', shape: 'Square', use: 'any feed' },
  portrait: {
    width: 1080,
    height: 1350,
    name: '1080 × 1350',
    shape: 'Portrait',
    use: 'Instagram and Threads',
  },
  tall: {
    width: 1080,
    height: 1920,
    name: '1080 × 1920',
    shape: 'Tall',
    use: 'stories, TikTok, a corridor screen',
  },
} as const satisfies Readonly<
  Record<CardSize, { width: number; height: number; name: string; shape: string; use: string }>
>;

/** The sizes, in the order in which a kit shows them. */
export const sizeNames = ['square', 'portrait', 'tall', 'wide'] as const satisfies readonly CardSize[];

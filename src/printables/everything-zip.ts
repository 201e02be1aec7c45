import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8 } from 'fflate';
import { type ShelvedPack, storyGone } from '#domain/shelf/shelved-pack.ts';
import { origins } from '#domain/words/vocabularies.ts';
import { zipInOrder } from '#offline/zip.ts';
import { helpFile } from './help-file.ts';
import { imprintOf, licence, routesOf, type SiteFacts } from './imprint.ts';
import { type FileBeside, type PresenterParts, presenterFile } from './presenter-file.ts';
import { storyFile } from './story-file.ts';

/**
 * Everything of a pack in one file for a USB stick: the other files, the stories, and a presenter that plays without
 * a server and without the internet.
 *
 * @param texts what `textsOf` made of the same pack
 * @param files the other files by name
 */
export function everythingZip(
  pack: ShelvedPack<'print'>,
  texts: Readonly<Record<string, string>>,
  files: Readonly<Record<string, Uint8Array>>,
): Uint8Array {
  const written = Object.entries(texts).map(([name, text]) => [name, strToU8(text)] as const);
  return zipInOrder({ ...files, ...Object.fromEntries(written) }, pack.data.version);
}

/** The texts of a pack's ZIP, by name: the presenter, the stories, every way to get help, a README and the licence. */
export function textsOf(
  pack: ShelvedPack<'print'>,
  site: SiteFacts,
  parts: PresenterParts,
  files: readonly FileBeside[],
): Readonly<Record<string, string>> {
  const stories = pack.stories.map((story) => ({
    name: `stories/${story.slug}.html`,
    label: story.data.title,
    about: `${origins[story.data.origin]}. To read or print.`,
    text: storyFile(story, pack, site),
  }));
  const help = {
    name: 'get-help.html',
    label: 'Get help',
    about: 'Every number, by what somebody needs. To read or print.',
    text: helpFile(site),
  };
  const beside = [...files, ...stories, help];
  return {
    ...Object.fromEntries([...stories, help].map(({ name, text }) => [name, text])),
    'index.html': presenterFile(pack, site, parts, beside),
    'README.txt': withWindowsLines(readme(pack, site, beside)),
    'LICENCE.txt': withWindowsLines(licenceText(pack, site)),
  };
}

/** With the line ends that every Windows editor knows. */
function withWindowsLines(text: string): string {
  return `${text.trim()}\n`.replaceAll('\n', '\r\n');
}

function readme(pack: ShelvedPack<'print'>, site: SiteFacts, beside: readonly FileBeside[]): string {
  const { title, day, page, withdrawals, labels, demonstration } = imprintOf(pack, site);
  return `${title.toUpperCase()}
${pack.data.strapline}

A lesson pack from ${site.name}: ${site.url}/
Version of ${day}.
${demonstration === '' ? '' : `${demonstration}.\n`}
UNZIP FIRST
Take the whole folder out of the ZIP before you open anything in it.

WHAT IS HERE
index.html: the slides, to present without the internet. Open it in any browser.
${beside.map(({ name, label, about }) => `${name}: ${label}. ${about}`).join('\n')}
LICENCE.txt: what you may do with it.

STORIES
${pack.missing > 0 ? `${storyGone} Another activity stands in its place.\n` : ''}${labels.length > 0 ? `The story in it: ${labels.join('; ')}.\n` : ''}Stories can be taken back at any time, and nobody has to say why. Before you teach
this again, look at
  ${page}
  ${withdrawals}
and delete what is no longer there, from every stick and drive.

BEFORE YOU TEACH
${pack.data.care.guidance}
${pack.data.care.disclosure}

GET HELP NOW
${routesOf(pack)
  .map(
    ({ name, phone, forWhom, details }) =>
      `${[name, name.includes(phone) ? '' : phone].filter(Boolean).join(', ')}. ${forWhom}. ${details}.`,
  )
  .join('\n')}
`;
}

function licenceText(pack: ShelvedPack<'print'>, site: SiteFacts): string {
  const { title, day } = imprintOf(pack, site);
  const fonts = ['literata', 'atkinson-hyperlegible-next'].map((name) =>
    readFileSync(join(process.cwd(), 'public/fonts', `OFL-${name}.txt`), 'utf8').replaceAll('\r\n', '\n'),
  );
  return `${title}, version of ${day}, by ${site.name}, ${site.url}/
is licensed under ${licence.inWords} (${licence.name}):
${licence.url}

You may copy it, change it and pass it on, in schools, youth work and anywhere else, as long as you
- say where it is from: "${title}, ${site.name}";
- keep the label of each story with the story;
- do not sell it;
- pass your own version on under the same licence.

A story that has been taken back is no longer licensed for anything: please delete it.


The fonts inside index.html are under the SIL Open Font License:

${fonts.join('\n\n')}`;
}

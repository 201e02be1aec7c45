import { readFileSync } from 'node:fs';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { Document, Packer, Paragraph, TextRun } from 'docx';
import { strToU8, zipSync } from 'fflate';
import pptx from 'pptxgenjs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { fingerprintOf, hashOfBytes, seekerOf } from '#takedown/fingerprints.ts';
import { openOutput } from '#takedown/outputs.ts';
import { makeStory } from '../../fixtures/make.ts';

/** Words that a story said, its title, and its teller’s name. */
const planted = 'nobody said a word on the way up the hill';
const title = 'Eleven days';
const teller = 'A housing worker';

const story = makeStory(
  { title, teller: { pseudonym: teller, viewpoint: 'worker' } },
  { slug: 'the-bus-home', body: `I got the bus home that night.\n\n${planted}.\n` },
);
const everyday = new Set('eleven days a housing worker'.split(' '));
const seeker = seekerOf([fingerprintOf(story, everyday, 'salt')]);

/** What is found in an output: its words, its title or name, or both. */
async function foundIn(file: string, output: string | Uint8Array): Promise<string[]> {
  const { texts, labels } = await openOutput(file, typeof output === 'string' ? strToU8(output) : output);
  return [
    ...(texts.some((text) => seeker.storiesIn(text).length > 0) ? ['words'] : []),
    ...(labels.some((label) => seeker.storiesNamed(label).length > 0) ? ['name'] : []),
  ];
}

const html = (content: string) =>
  `<!DOCTYPE html><html lang="en-GB"><head><title>A page</title></head><body><main>${content}</main></body></html>`;

const spans = planted
  .split(' ')
  .map((word) => `<span class="w5">${word}</span>`)
  .join(' ');
const codes = [...planted].map((letter) => `&#${letter.charCodeAt(0)};`).join('');
const unicode = [...planted]
  .map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
  .join('');

describe('words in a page are found', () => {
  it.each([
    ['in a paragraph', `<p>He said: ${planted}.</p>`],
    ['with an element for each word', `<p>${spans}</p>`],
    ['with emphasis inside a word', `<p>${planted.replace('nobody', 'no<em>body</em>')}</p>`],
    ['over two paragraphs', `<p>nobody said a word</p><p>on the way up the hill</p>`],
    ['written as codes', `<p>${codes}</p>`],
    ['in a description', `<img src="/x.png" alt="${planted}">`],
    ['in a meta element', `<meta content="${planted}" name="description">`],
    ['in a comment', `<!-- ${planted} -->`],
    ['in facts for programs', `<script type="application/ld+json">{"text":"${unicode}"}</script>`],
    ['in a script', `<script>const x = "${planted}";</script>`],
    ['in an address', `<a href="https://social.example/?text=${encodeURIComponent(planted)}">share</a>`],
    ['in a page inside the page', `<iframe srcdoc="&lt;p&gt;${planted}&lt;/p&gt;"></iframe>`],
    [
      'in a drawing',
      `<svg><text><tspan>nobody said a word on</tspan> <tspan>the way up</tspan></text></svg>`,
    ],
    [
      'in a text inside an address',
      `<img src="data:text/plain;base64,${Buffer.from(planted).toString('base64')}">`,
    ],
  ])('%s', async (_, content) => {
    expect(await foundIn('index.html', html(content))).toEqual(['words']);
  });
});

describe('a title or a name in a page', () => {
  it.each([
    ['a heading', `<h2>${title}</h2>`],
    ['a heading with a word in an element', '<h1><span>Eleven</span> <span>days</span></h1>'],
    ['the page’s own title', `<title>${title} – Another Story</title>`],
    ['a meta element', `<meta property="og:title" content="${title}">`],
    ['the text of a link', `<p>Read <a href="/x/">${title}</a> next.</p>`],
    ['a label', `<span class="teller">${teller}</span>`],
    ['a description', `<img alt="${title}" src="/x.png">`],
    ['quotation marks', `<p>We read “${title}” together.</p>`],
    ['facts for programs', `<script type="application/ld+json">{"headline":"${title}"}</script>`],
  ])('is found in %s', async (_, content) => {
    expect(await foundIn('index.html', html(content))).toEqual(['name']);
  });

  it('is not found in running text', async () => {
    expect(
      await foundIn('index.html', html('<p>It took eleven days, and a housing worker rang.</p>')),
    ).toEqual([]);
  });

  it('is not found in the name of a style', async () => {
    expect(await foundIn('index.html', html('<p class="eleven days" id="eleven days">x</p>'))).toEqual([]);
  });
});

describe('texts for programs', () => {
  it.each([
    ['feed.json', JSON.stringify({ items: [{ content_html: `<p>${spans}</p>`, title }] }), ['words', 'name']],
    [
      'feed.xml',
      `<rss><item><title>${title}</title><description>&lt;p&gt;${planted}&lt;/p&gt;</description></item></rss>`,
      ['words', 'name'],
    ],
    [
      'feed.xml',
      `<rss><item><description><![CDATA[<p>${planted}</p>]]></description></item></rss>`,
      ['words'],
    ],
    ['data.js', `export const a=[{title:"${title}",text:"${unicode}"}]`, ['words', 'name']],
    ['data.js', `export const a=\`${title}\``, ['name']],
    ['styles.css', `.a::after{content:"${planted}"}`, ['words']],
    ['broken.json', `{"text":"${planted}"`, ['words']],
    ['notes.txt', `Title:\n${title}\n`, ['name']],
    ['notes.txt', `nobody said a word\r\non the way up`, ['words']],
    ['story.md', `# ${title}\n\n**Nobody** said a _word_ on the way up the hill.\n`, ['words', 'name']],
    ['no-ending', planted, ['words']],
  ])('%s: %s', async (file, text, found) => {
    expect(await foundIn(file, text)).toEqual(found);
  });

  it('in two bytes a letter are read', async () => {
    expect(await foundIn('old.txt', Buffer.from(`\ufeff${planted}`, 'utf16le'))).toEqual(['words']);
  });

  it('are not searched for a name of one word where they are code', async () => {
    const max = seekerOf([
      fingerprintOf(makeStory({ teller: { pseudonym: 'Max', viewpoint: 'family' } }), everyday, 's'),
    ]);
    const { labels } = await openOutput('a.js', strToU8('const a = "max"; Math.max(1, 2)'));
    expect(labels.flatMap((label) => max.storiesNamed(label))).toEqual([]);
  });
});

describe('captions', () => {
  const captions = `WEBVTT\n\n1\n00:00.000 --> 00:02.000\n<v ${teller}>Nobody said a word\n\n2\n00:02.000 --> 00:04.000\non the <i>way</i> up the hill\n`;

  it('are read across the times between them, with who speaks', async () => {
    expect(await foundIn('clip.vtt', captions)).toEqual(['words', 'name']);
  });
});

describe('files of the search index', () => {
  const packed = (data: Uint8Array | string) =>
    gzipSync(Buffer.concat([Buffer.from('pagefind_dcd'), Buffer.from(data)]));

  it('that are records are read', async () => {
    const record = JSON.stringify({
      url: '/x/',
      content: planted,
      meta: { title },
      filters: { Teller: [teller] },
    });
    expect(await foundIn('pagefind/fragment/en_1.pf_fragment', packed(record))).toEqual(['words', 'name']);
  });

  it('that are lists are read', async () => {
    // A list of one text of eleven letters, after RFC 8949.
    expect(
      await foundIn('pagefind/filter/en_1.pf_filter', packed(Buffer.from(`\u0081k${title}`, 'latin1'))),
    ).toEqual(['name']);
  });

  it('that are in a form which is not known are refused', async () => {
    await expect(foundIn('pagefind/x.pf_meta', packed(Buffer.from([0x9c, 0x01])))).rejects.toThrow('no CBOR');
  });
});

describe('what is packed', () => {
  it('in a ZIP is opened, however deep, and its names are read', async () => {
    const inner = zipSync({ 'words.txt': strToU8(planted) });
    expect(await foundIn('kit.zip', zipSync({ 'a/inner.zip': inner }))).toEqual(['words']);
    const { labels } = await openOutput('kit.zip', zipSync({ 'stories/the-bus-home.html': strToU8('x') }));
    expect(labels).toContain('stories/the-bus-home.html');
  });

  it('by gzip or without an ending of its own is opened', async () => {
    expect(await foundIn('notes.txt.gz', gzipSync(planted))).toEqual(['words']);
  });

  it('by brotli, as servers keep pages, is opened', async () => {
    const packed = brotliCompressSync(html(`<p>${planted}</p>`.repeat(20)));
    // So that nobody reads the words without opening it.
    expect(packed.toString('latin1')).not.toContain(planted);
    expect(await foundIn('index.html.br', packed)).toEqual(['words']);
  });

  it('deeper than anything of ours is refused, and not passed over', async () => {
    let packed: Uint8Array = strToU8(planted);
    for (let depth = 0; depth < 8; depth++) packed = zipSync({ [`${depth}.zip`]: packed });
    await expect(foundIn('bomb.zip', packed)).rejects.toThrow('packed too deep');
  });

  it('and damaged is refused, and not passed over', async () => {
    await expect(foundIn('kit.zip', zipSync({ 'a.txt': strToU8(planted) }).slice(0, 40))).rejects.toThrow();
  });
});

describe('Office files', () => {
  it('are read where a word is parted into runs', async () => {
    const [first = '', ...rest] = planted.split('said');
    const document = new Document({
      title,
      sections: [
        {
          children: [
            new Paragraph({
              children: [new TextRun(`${first}sa`), new TextRun('id'), new TextRun(rest.join(''))],
            }),
          ],
        },
      ],
    });
    expect(await foundIn('worksheets.docx', await Packer.toBuffer(document))).toEqual(['words', 'name']);
  });

  it('are read with the notes of slides', async () => {
    const slides = new pptx();
    const slide = slides.addSlide();
    slide.addText(title, { x: 1, y: 1, w: 4, h: 1 });
    slide.addNotes(planted);
    const bytes = (await slides.write({ outputType: 'uint8array' })) as Uint8Array;
    expect(await foundIn('slides.pptx', bytes)).toEqual(['words', 'name']);
  });
});

describe('PDF files', () => {
  const compiler = NodeCompiler.create({
    fontArgs: [
      {
        fontBlobs: [
          readFileSync('node_modules/@expo-google-fonts/literata/400Regular/Literata_400Regular.ttf'),
        ],
      },
    ],
  });
  const pdf = (source: string) => {
    const mainFileContent = `#set text(font: "Literata", lang: "en")\n${source}`;
    return new Uint8Array(compiler.pdf({ mainFileContent }, { pdfStandard: '1.7' }));
  };

  it('are read where a line ends inside the words', async () => {
    expect(await foundIn('plan.pdf', pdf(`#block(width: 60pt)[#"${planted}"]`))).toEqual(['words']);
  });

  it.each([
    ['their title', `#set document(title: "${title}: Lesson plan")\nWords`],
    ['a heading', `= ${title}\nWords`],
    ['a line', `#"${teller}"\n\nWords`],
  ])('are read for a name in %s', async (_, source) => {
    expect(await foundIn('plan.pdf', pdf(source))).toEqual(['name']);
  });

  it('are read for where their links lead', async () => {
    const { labels } = await openOutput(
      'plan.pdf',
      pdf('#link("https://site.example/stories/the-bus-home/")[here]'),
    );
    expect(labels).toContain('https://site.example/stories/the-bus-home/');
  });

  it('that are damaged are refused, and not passed over', async () => {
    await expect(foundIn('plan.pdf', pdf('Words').slice(0, 500))).rejects.toThrow();
  });
});

describe('pictures', () => {
  const picture = () => sharp({ create: { width: 2, height: 2, channels: 3, background: 'red' } });
  /** A chunk of a PNG. Its check sum does not matter to a reader of texts. */
  const chunk = (kind: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(kind, 'latin1'), data, Buffer.alloc(4)]);
  };
  const withChunk = async (kind: string, data: Buffer) => {
    const png = await picture().png().toBuffer();
    return Buffer.concat([png.subarray(0, 33), chunk(kind, data), png.subarray(33)]);
  };

  it('are known by their bytes, wherever they are packed', async () => {
    const png = await picture().png().toBuffer();
    const address = `<img src="data:image/png;base64,${png.toString('base64')}" alt="">`;
    for (const [file, bytes] of [
      ['card.png', png],
      ['kit.zip', zipSync({ 'cards/one.png': png })],
      ['page.html', strToU8(html(address))],
    ] as const)
      expect((await openOutput(file, bytes)).hashes).toContain(hashOfBytes(png));
  });

  it.each([
    ['tEXt', Buffer.from(`Comment\0${planted}`)],
    ['zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(planted)])],
    ['iTXt', Buffer.concat([Buffer.from('Comment\0\u0001\0en\0\0'), deflateSync(planted)])],
    ['iTXt', Buffer.from(`Comment\0\0\0en\0\0${planted}`)],
  ] as const)('are read for the words in them: %s', async (kind, data) => {
    expect(await foundIn('card.png', await withChunk(kind, data))).toEqual(['words']);
  });

  it('in WebP are read for the words in them', async () => {
    const webp = await picture()
      .withExif({ IFD0: { ImageDescription: planted } })
      .webp()
      .toBuffer();
    expect(await foundIn('card.webp', webp)).toEqual(['words']);
  });

  it('and sounds of any kind are read for texts among their bytes', async () => {
    const sound = Buffer.concat([
      Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0xff, 0xfe]),
      Buffer.from(planted, 'utf16le'),
    ]);
    expect(await foundIn('reading.mp3', sound)).toEqual(['words']);
  });
});

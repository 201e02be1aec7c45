import pptxgen from 'pptxgenjs';
import type { ShelvedPack } from '#domain/shelf/shelved-pack.ts';
import { fitOf, markOf, routeOf, typeScales } from '#domain/teach/slide-markup.ts';
import { type Slide, slidesOf } from '#domain/teach/slides.ts';
import { demonstrationInShort } from '#domain/words/demonstration.ts';
import { imprintOf, type PackImprint, type SiteFacts, withDemonstration } from './imprint.ts';
import { tidyOffice } from './office.ts';

/** Fonts that school machines have: others would be replaced by ones with other widths. */
const voice = 'Georgia';
const plain = 'Verdana';

/** The colours of `styles/tokens.css`, as PowerPoint wants them. */
const colour = {
  haar: 'EEF2EF',
  ink: '0E1E21',
  soft: '37474A',
  gorse: 'FFCB2B',
  gorseSoft: 'FFEFB8',
} as const;

/** Inches and points to one unit: a slide is 128 units wide, as on the web. */
const inches = (13.333 / 128) as number;
const points = 7.5;
const u = (units: number) => Math.round(units * inches * 1000) / 1000;

/** The smallest type that a class has to read, in points. */
const least = 18;

/**
 * One drawn slide: the slides of the 50-minute lesson, each followed by one with its answers. A slide that follows
 * works with every clicker and in every program, and gives the class the time to think that an answer waiting below the
 * question takes away; animations are lost on the way into other programs. The answers stand in the notes as well.
 */
type Drawn = Slide & { readonly isAnswer: boolean };

/** The slides as a PowerPoint file, for teachers who want to change them. */
export async function slidesPptx(pack: ShelvedPack<'print'>, site: SiteFacts): Promise<Uint8Array> {
  const imprint = imprintOf(pack, site);
  const file = new pptxgen();
  file.layout = 'LAYOUT_WIDE';
  file.title = pack.data.title;
  file.author = site.name;
  file.company = site.name;
  file.subject = withDemonstration(pack.data.strapline, imprint.demonstration);
  file.theme = { headFontFace: voice, bodyFontFace: plain };
  defineLayouts(file, imprint);
  const slides = drawnSlides(pack);
  const moved = new Map<string, Box | undefined>(
    slides.map((slide, index) => [`ppt/slides/slide${index + 1}.xml`, draw(file, slide, imprint)] as const),
  );
  const bytes = (await file.write({ outputType: 'uint8array' })) as Uint8Array;
  return tidyOffice(bytes, imprint.version, (name, xml) => withWordsAt(xml, moved.get(name)));
}

/** What the file is made from, for the cache. */
export function slidesData(pack: ShelvedPack<'print'>, site: SiteFacts): unknown {
  return [imprintOf(pack, site), pack.data.strapline, slidesOf(pack, 'fifty')];
}

function drawnSlides(pack: ShelvedPack<'print'>): readonly Drawn[] {
  return slidesOf(pack, 'fifty').flatMap((slide): readonly Drawn[] => {
    const { reveal, ...asked } = slide;
    if (reveal.length === 0) return [{ ...slide, isAnswer: false }];
    const { foot, ...question } = asked;
    const notes = [...slide.notes, ...reveal.map((answer) => `Answer, on the next slide: ${answer}`)];
    const { minutes: _minutes, ...answer } = asked;
    return [
      { ...question, reveal: [], notes, isAnswer: false },
      { ...answer, layout: 'list', lines: reveal, reveal: [], notes: [], isAnswer: true },
    ];
  });
}

const layoutNames = {
  title: 'Title',
  question: 'Question',
  known: 'What is known',
  endings: 'Two endings',
  list: 'List',
  story: 'Story',
  help: 'Get help now',
  answer: 'Answer',
} as const;

type Box = { x: number; y: number; w: number; h: number };
const box = (x: number, y: number, w: number, h: number): Box => ({ x: u(x), y: u(y), w: u(w), h: u(h) });

/** Where the title and the words of each layout stand. */
const places: Readonly<Record<keyof typeof layoutNames, { title: Box; body?: Box }>> = {
  title: { title: box(6, 5, 114, 22), body: box(6, 27.5, 100, 14) },
  question: { title: box(18, 6, 104, 38), body: box(18, 45, 104, 18) },
  known: { title: box(6, 27, 116, 36) },
  endings: { title: box(6, 5, 116, 18), body: box(6, 54, 116, 11) },
  list: { title: box(6, 5, 116, 17), body: box(6, 22, 116, 42) },
  story: { title: box(6, 5, 116, 6), body: box(11, 12.5, 108, 51) },
  help: { title: box(6, 4, 116, 8), body: box(6, 13, 116, 47) },
  answer: { title: box(6, 5, 116, 19), body: box(12, 26, 110, 38) },
};

function defineLayouts(file: pptxgen, imprint: PackImprint): void {
  for (const [key, name] of Object.entries(layoutNames) as [keyof typeof layoutNames, string][]) {
    const isHelp = key === 'help';
    const front = isHelp ? colour.haar : colour.ink;
    const place = places[key];
    const objects: NonNullable<pptxgen.SlideMasterProps['objects']> = [...drawingOf(key)];
    objects.push({
      placeholder: {
        options: {
          name: 'Title',
          type: 'title',
          ...place.title,
          fontFace: voice,
          bold: true,
          color: front,
          align: 'left',
          valign: 'top',
          margin: 0,
        },
        text: '',
      },
    });
    if (place.body)
      objects.push({
        placeholder: {
          options: {
            name: 'Words',
            type: 'body',
            ...place.body,
            fontFace: plain,
            color: front,
            align: 'left',
            valign: 'top',
            margin: 0,
          },
          text: '',
        },
      });
    objects.push({
      text: {
        text: withDemonstration(
          `${imprint.title}, version of ${imprint.day}. ${imprint.licence}`,
          imprint.demonstration === '' ? '' : demonstrationInShort,
        ),
        options: {
          ...box(6, 68.2, 100, 2.6),
          fontFace: plain,
          fontSize: 10,
          color: isHelp ? colour.haar : colour.soft,
          margin: 0,
        },
      },
    });
    file.defineSlideMaster({
      title: name,
      background: { color: isHelp ? colour.ink : key === 'question' ? colour.gorseSoft : colour.haar },
      objects,
      slideNumber: {
        x: u(116),
        y: u(68.2),
        w: u(7),
        h: u(2.6),
        fontFace: plain,
        fontSize: 10,
        color: isHelp ? colour.haar : colour.soft,
        align: 'right',
        margin: 0,
      },
    });
  }
}

type MasterObject = NonNullable<pptxgen.SlideMasterProps['objects']>[number];

/**
 * What a layout draws behind its words. A rising line over a level one, with the gap between them filled, stands for
 * what is told and what is lived; two upright bars stand for a pause; one upright line runs beside a story.
 */
function drawingOf(key: keyof typeof layoutNames): readonly MasterObject[] {
  const rect = (place: Box): MasterObject => ({
    rect: { ...place, fill: { color: colour.ink }, line: { color: colour.ink, width: 0 } },
  });
  const parting = (ground: number, rise: number): readonly MasterObject[] => [
    {
      text: {
        text: '',
        options: {
          ...box(6, ground - rise, 122, rise),
          shape: 'rtTriangle',
          flipH: true,
          fill: { color: colour.gorse },
        },
      },
    } as MasterObject,
    {
      line: { ...box(6, ground - rise, 122, rise), flipV: true, line: { color: colour.ink, width: 1.5 } },
    } as MasterObject,
    rect(box(6, ground, 122, 1)),
  ];
  switch (key) {
    case 'title':
      return parting(63, 17.4);
    case 'known':
      return parting(23, 17.4);
    case 'endings':
      return parting(52, 24);
    case 'question':
      return [rect(box(6, 6, 0.5, 58)), rect(box(9, 6, 2.8, 58))];
    case 'story':
      return [rect(box(6, 12.5, 1, 51))];
    case 'answer':
      return [rect(box(6, 26, 1, 38))];
    case 'list':
    case 'help':
      return [];
  }
}

/** Type at its largest, in units, for the title and the words of each layout. */
const sizes: Readonly<Record<keyof typeof layoutNames, readonly [number, number]>> = {
  title: [10, 4],
  question: [8.6, 4],
  known: [10, 4],
  endings: [5.2, 7],
  list: [6.6, 4],
  story: [3.2, 4.6],
  help: [6, 4],
  answer: [4.4, 4.4],
};

/** Adds a slide, and returns where its words belong if that is not where its layout has them. */
function draw(file: pptxgen, slide: Drawn, imprint: PackImprint): Box | undefined {
  const key = slide.isAnswer ? 'answer' : slide.layout;
  const [titleSize, bodySize] = sizes[key];
  const page = file.addSlide({ masterName: layoutNames[key] });
  // How wide a letter is on average, as a share of its size: headings are bold and so wider than running text.
  const fit = typeScales[fitOf(slide, key === 'story' ? 0.55 : 0.62)];
  const size = (units: number) => Math.max(least, Math.round(units * fit * points));
  const heading = slide.isAnswer ? `Answer: ${slide.heading}` : slide.heading;
  const titlePoints =
    key === 'answer' ? Math.max(24, size(titleSize)) : key === 'help' ? titleSize * points : size(titleSize);
  page.addText([{ text: heading, options: { fontSize: titlePoints } }], { placeholder: 'Title' });
  const body = bodyOf(slide, key, size(bodySize));
  if (body.length > 0) page.addText(body, { placeholder: 'Words' });
  if (slide.told !== undefined)
    page.addText(toldOf(slide.told, slide.layout === 'known' ? 'The story you hear ' : ''), toldPlace(slide));
  if (slide.foot !== undefined)
    page.addText(slide.foot, {
      ...box(key === 'question' ? 18 : 6, 64.6, 104, 3),
      fontFace: plain,
      fontSize: 14,
      color: colour.soft,
      margin: 0,
      objectName: 'Source or label',
    });
  if (key === 'help')
    page.addText(
      [
        {
          text: `Stories can be taken back. Before you teach this again, look at ${imprint.page} or ${imprint.withdrawals}.${imprint.labels.length > 0 ? ` The story in it: ${imprint.labels.join('; ')}.` : ''}`,
        },
      ],
      {
        ...box(6, 61, 116, 6),
        fontFace: plain,
        fontSize: 12,
        color: colour.haar,
        margin: 0,
        objectName: 'Where to look for withdrawals',
      },
    );
  const minutes = slide.minutes === undefined ? [] : [`${slide.minutes} minutes for this part.`];
  page.addNotes([...minutes, ...slide.notes].join('\n'));
  return bodyPlace(key, heading, titlePoints / points);
}

/**
 * Where the words of a slide stand: right under the title, however many rows it has. Undefined for layouts whose words
 * stay put.
 */
function bodyPlace(key: keyof typeof layoutNames, heading: string, size: number): Box | undefined {
  const { title, body } = places[key];
  if (!body || key === 'endings' || key === 'help' || key === 'story' || key === 'answer') return undefined;
  const rows = Math.ceil((heading.length * size * 0.64) / (title.w / inches));
  const y = title.y + u(rows * size * 1.2 + 2.4);
  return { ...body, y, h: Math.max(u(8), body.y + body.h - y) };
}

/** Moves the words of a slide to their place. PptxGenJS always leaves a placeholder where its layout has it. */
function withWordsAt(xml: string, place: Box | undefined): string {
  if (!place) return xml;
  const emu = (length: number) => Math.round(length * 914_400);
  return xml.replace(
    /(type="body"[\s\S]*?<a:off x="\d+" y=")\d+("\/><a:ext cx="\d+" cy=")\d+"/,
    `$1${emu(place.y)}$2${emu(place.h)}"`,
  );
}

function bodyOf(slide: Drawn, key: keyof typeof layoutNames, fontSize: number): pptxgen.TextProps[] {
  const paragraph = (text: string, options: pptxgen.TextPropsOptions = {}): pptxgen.TextProps => ({
    text,
    options: { fontSize, breakLine: true, paraSpaceAfter: Math.round(fontSize * 0.35), ...options },
  });
  if (key === 'help') {
    // The names and numbers are as large as the slide has room for, shared out among the routes.
    const large = Math.max(16, Math.min(34, Math.floor((330 / slide.lines.length - 30) / 1.25)));
    return slide.lines.flatMap((line) => {
      const { name, phone, rest } = routeOf(line);
      const shown =
        name.includes(phone ?? '') && phone !== undefined ? name : [name, phone].filter(Boolean).join('  ');
      return [
        paragraph(shown, { bold: true, fontFace: voice, fontSize: large, paraSpaceAfter: 0 }),
        paragraph(rest, { fontSize: 16, paraSpaceAfter: 6 }),
      ];
    });
  }
  if (key === 'story') return slide.lines.map((line) => paragraph(line, { fontFace: voice }));
  if (key === 'endings') return slide.lines.map((line) => paragraph(line, { fontFace: voice, bold: true }));
  if (key === 'question' || key === 'title') return slide.lines.map((line) => paragraph(line));
  return slide.lines.flatMap((line) => {
    const { mark, rest } = markOf(line);
    return mark === undefined
      ? [paragraph(line)]
      : [{ text: `${mark}  `, options: { fontSize, bold: true, fontFace: voice } }, paragraph(rest)];
  });
}

/** The told words: they stand on the thin rising line, and are turned to its slope. */
function toldOf(told: string, label: string): pptxgen.TextProps[] {
  const fontSize = Math.max(16, Math.min(34, Math.floor(1500 / (told.length + label.length * 0.6))));
  return [
    ...(label === ''
      ? []
      : [
          {
            text: label,
            options: { fontFace: plain, bold: true, fontSize: Math.max(14, Math.round(fontSize * 0.6)) },
          },
        ]),
    { text: told, options: { fontFace: voice, fontSize } },
  ];
}

function toldPlace({ layout }: Drawn): pptxgen.TextPropsOptions {
  const [ground, rise] = layout === 'known' ? [23, 17.4] : [52, 24];
  const angle = (Math.atan2(rise, 122) * 180) / Math.PI;
  // The box is turned about its middle, and placed so that its lower edge then lies on the line.
  const [width, height] = [100, 6];
  const turn = (angle * Math.PI) / 180;
  const [middleX, middleY] = [
    6 + 66 * Math.cos(turn) - (height / 2) * Math.sin(turn),
    ground - 66 * Math.sin(turn) - (height / 2 + 0.4) * Math.cos(turn),
  ];
  return {
    ...box(middleX - width / 2, middleY - height / 2, width, height),
    rotate: 360 - angle,
    color: colour.ink,
    valign: 'bottom',
    align: 'left',
    margin: 0,
    wrap: false,
    objectName: 'What is told',
  };
}

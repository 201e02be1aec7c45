import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { ShelvedPack } from '#domain/shelf/shelved-pack.ts';
import {
  helpLineOf,
  imprintOf,
  licence,
  type PackImprint,
  type PrintedRoute,
  routesOf,
  type SiteFacts,
  withDemonstration,
} from './imprint.ts';
import { tidyOffice } from './office.ts';
import { type SheetBlock, sheetsOf } from './sheets.ts';

/** Fonts that school machines have: others would be replaced by ones with other widths. */
const voice = 'Georgia';
const plain = 'Verdana';

/** An A4 page and its margins, in twips: 567 to a centimetre, 20 to a point. */
const page = { width: 11906, height: 16838, side: 1020, top: 900, bottom: 1200 } as const;
const textWidth = page.width - 2 * page.side;

/** The worksheets as a document to change: for another reading level, another language, another class. */
export async function worksheetsDocx(pack: ShelvedPack<'print'>, site: SiteFacts): Promise<Uint8Array> {
  const imprint = imprintOf(pack, site);
  const file = new Document({
    title: `${imprint.title}: worksheets`,
    creator: imprint.site,
    lastModifiedBy: imprint.site,
    description: withDemonstration(pack.data.strapline, imprint.demonstration),
    styles: stylesOf(),
    numbering: { config: [dashes] },
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: { top: page.top, bottom: page.bottom, left: page.side, right: page.side, footer: 420 },
          },
        },
        footers: { default: footer(imprint, helpLineOf(pack)) },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(imprint.title)] }),
          ...sheetsOf(pack).flatMap((sheet, index) => [
            new Paragraph({
              heading: HeadingLevel.HEADING_1,
              pageBreakBefore: index > 0 && sheet.isLong,
              children: [new TextRun(sheet.title)],
            }),
            small(sheet.kind),
            ...sheet.blocks.flatMap(drawn),
          ]),
          ...help(routesOf(pack)),
          ...about(imprint),
        ],
      },
    ],
  });
  const bytes = new Uint8Array(await Packer.toArrayBuffer(file));
  return tidyOffice(bytes, imprint.version);
}

function stylesOf(): NonNullable<ConstructorParameters<typeof Document>[0]['styles']> {
  const heading = (size: number, outlineLevel: number, before: number) => ({
    run: { font: voice, bold: true, size, color: '000000' },
    paragraph: { spacing: { before, after: 100 }, keepNext: true, keepLines: true, outlineLevel },
  });
  return {
    default: {
      document: {
        run: {
          font: plain,
          size: 22,
          language: { value: 'en-GB', eastAsia: 'en-GB', bidirectional: 'ar-SA' },
        },
        paragraph: { spacing: { line: 300, lineRule: LineRuleType.AUTO, after: 140 } },
      },
      title: {
        run: { font: voice, bold: true, size: 56, color: '000000' },
        paragraph: {
          spacing: { after: 240 },
          border: { bottom: { style: BorderStyle.SINGLE, size: 24, space: 6, color: '000000' } },
        },
      },
      heading1: heading(38, 0, 360),
      heading2: heading(25, 1, 280),
      heading3: heading(22, 2, 200),
    },
    paragraphStyles: [
      {
        id: 'Small',
        name: 'Small',
        basedOn: 'Normal',
        run: { size: 19 },
        paragraph: { spacing: { after: 100 } },
      },
      {
        id: 'Prompt',
        name: 'Prompt',
        basedOn: 'Normal',
        run: { font: voice, size: 32, bold: true },
        paragraph: { spacing: { before: 120, after: 160 } },
      },
      {
        id: 'Told',
        name: 'Told',
        basedOn: 'Normal',
        run: { font: voice, size: 28 },
        paragraph: {
          spacing: { before: 200, after: 160 },
          border: { top: { style: BorderStyle.SINGLE, size: 4, space: 4, color: '000000' } },
        },
      },
      {
        id: 'Lived',
        name: 'Lived',
        basedOn: 'Normal',
        run: { font: voice, size: 28, bold: true },
        paragraph: { spacing: { before: 200, after: 160 } },
      },
      {
        id: 'Pause',
        name: 'Pause',
        basedOn: 'Normal',
        run: { font: voice, size: 25, bold: true },
        paragraph: {
          spacing: { before: 240, after: 60 },
          indent: { left: 280 },
          border: { left: { style: BorderStyle.SINGLE, size: 36, space: 10, color: '000000' } },
          keepNext: true,
        },
      },
      // Without a border between, Word draws one line around all of them.
      {
        id: 'Line',
        name: 'Line to write on',
        basedOn: 'Normal',
        paragraph: {
          spacing: { before: 0, after: 0, line: 480, lineRule: LineRuleType.AUTO },
          border: {
            bottom: { style: BorderStyle.SINGLE, size: 4, space: 1, color: '777777' },
            between: { style: BorderStyle.SINGLE, size: 4, space: 1, color: '777777' },
          },
        },
      },
    ],
  };
}

const dashes = {
  reference: 'dashes',
  levels: [
    {
      level: 0,
      format: LevelFormat.BULLET,
      text: '–',
      alignment: AlignmentType.LEFT,
      style: { paragraph: { indent: { left: 360, hanging: 360 } }, run: { font: plain } },
    },
  ],
};

function styled(style: string, text: string): Paragraph {
  return new Paragraph({ style, children: [new TextRun(text)] });
}
const small = (text: string) => styled('Small', text);

function drawn(block: SheetBlock): readonly (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ heading: HeadingLevel.HEADING_2, children: [new TextRun(block.text)] })];
    case 'text':
      return [new Paragraph({ children: [new TextRun(block.text)] })];
    case 'small':
      return [small(block.text)];
    case 'label':
      return [new Paragraph({ children: [new TextRun({ text: block.text, bold: true })] })];
    case 'prompt':
      return [styled('Prompt', block.text)];
    case 'endings':
      return [styled('Told', block.told), ...lines(4), styled('Lived', block.lived), ...lines(4)];
    case 'list':
      return block.items.map(
        (item) =>
          new Paragraph({
            numbering: { reference: 'dashes', level: 0 },
            spacing: { after: 60 },
            children: [new TextRun(item)],
          }),
      );
    case 'choices':
      return [
        table(
          ['Tick', 'Letter', 'Answer'],
          block.items.map(({ mark, text }) => ['☐', mark, text]),
          [900, 1100, textWidth - 2000],
        ),
        gap(),
      ];
    case 'pairs':
      return [
        table(
          ['This', 'Letter', 'goes with this'],
          block.items.map(([left, right]) => [left, '', right]),
          [4000, 1400, textWidth - 5400],
        ),
        gap(),
      ];
    case 'table': {
      const isForm = block.isForm ?? false;
      return [
        table(
          block.heads,
          block.rows.map((row) => row.map((cell) => (cell === '' ? '☐' : cell))),
          isForm ? [textWidth - 3 * 1400, 1400, 1400, 1400] : [1900, textWidth - 1900 - 2900, 2900],
        ),
        gap(),
      ];
    }
    case 'lines':
      return [...lines(block.count), gap()];
    case 'paragraph':
      return [
        new Paragraph({
          children: block.runs.flatMap(({ text, strong }): ParagraphChild[] =>
            text === '\n' ? [new TextRun({ break: 1 })] : [new TextRun({ text, bold: strong })],
          ),
        }),
      ];
    case 'said':
      return [styled(block.voice === 'told' ? 'Told' : 'Lived', block.text)];
    case 'pause':
      return [styled('Pause', block.question), small(block.prompt)];
  }
}

function lines(count: number): Paragraph[] {
  return Array.from({ length: count }, () => new Paragraph({ style: 'Line' }));
}

function gap(): Paragraph {
  return new Paragraph({ spacing: { before: 0, after: 0, line: 200, lineRule: LineRuleType.AUTO } });
}

function table(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
  const cells = (texts: readonly string[], bold: boolean) =>
    texts.map(
      (text, index) =>
        new TableCell({
          width: { size: widths[index] ?? 1000, type: WidthType.DXA },
          margins: { top: 80, bottom: 80, right: 160 },
          borders: {
            top: none,
            left: none,
            right: none,
            bottom: { style: BorderStyle.SINGLE, size: bold ? 12 : 4, color: '000000' },
          },
          children: [
            new Paragraph({
              spacing: { after: 0 },
              children: [
                new TextRun({
                  text,
                  bold,
                  ...(text === '☐' && { font: 'Segoe UI Symbol' }),
                  ...(bold && { size: 19 }),
                }),
              ],
            }),
          ],
        }),
    );
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: [...widths],
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: cells(heads, true) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: cells(row, false) })),
    ],
  });
}

function help(routes: readonly PrintedRoute[]): Paragraph[] {
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      pageBreakBefore: true,
      children: [new TextRun('Get help now')],
    }),
    ...routes.map(
      ({ name, phone, forWhom, details, checked }) =>
        new Paragraph({
          keepLines: true,
          children: [
            new TextRun({ text: name, bold: true }),
            ...(phone === '' || name.includes(phone)
              ? []
              : [new TextRun({ text: phone, bold: true, font: voice, size: 32, break: 1 })]),
            new TextRun({ text: `${forWhom}. ${details}. ${checked}.`, size: 19, break: 1 }),
          ],
        }),
    ),
  ];
}

function about({ title, day, site, page, withdrawals, labels, demonstration }: PackImprint): Paragraph[] {
  const label = labels.length > 0 ? ` The story in it: ${labels.join('; ')}.` : '';
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun('About this file')] }),
    new Paragraph({
      children: [
        new TextRun(
          `${title}, version of ${day}, from ${site}. Free to copy and change in schools and youth work under ${licence.name}, ${licence.url}.${demonstration === '' ? '' : ` ${demonstration}.`}${label} Stories can be taken back at any time: before you teach it again, look at ${page} or ${withdrawals}, and delete what is no longer there.`,
        ),
      ],
    }),
  ];
}

function footer({ title, day, withdrawals, page, demonstration }: PackImprint, helpLine: string): Footer {
  const run = (text: string, bold = false) => new TextRun({ text, bold, size: 15 });
  return new Footer({
    children: [
      new Paragraph({
        spacing: { after: 0, line: 240, lineRule: LineRuleType.AUTO },
        border: { top: { style: BorderStyle.SINGLE, size: 4, space: 4, color: '000000' } },
        children: [run(helpLine, true)],
      }),
      new Paragraph({
        spacing: { after: 0, line: 240, lineRule: LineRuleType.AUTO },
        children: [
          run(`${title}, version of ${day}. ${licence.name}. Page `),
          new TextRun({ children: [PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES], size: 15 }),
        ],
      }),
      new Paragraph({
        spacing: { after: 0, line: 240, lineRule: LineRuleType.AUTO },
        children: [run(`Check for withdrawals: ${withdrawals} and ${page}`)],
      }),
      ...(demonstration === ''
        ? []
        : [
            new Paragraph({
              spacing: { after: 0, line: 240, lineRule: LineRuleType.AUTO },
              children: [run(demonstration)],
            }),
          ]),
    ],
  });
}

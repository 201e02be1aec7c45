import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';

/**
 * The templates and fonts are read from the project's folder and not from beside this file, because a build moves
 * this file elsewhere.
 */
const room = join(process.cwd(), 'src/printables');
const packages = createRequire(join(process.cwd(), 'package.json'));

/**
 * The fonts, one file for each weight, because Typst takes no variable fonts. Noto Sans has the arrows and ticks that
 * the others lack.
 */
const fontFiles = [
  '@expo-google-fonts/literata/300Light/Literata_300Light.ttf',
  '@expo-google-fonts/literata/400Regular/Literata_400Regular.ttf',
  '@expo-google-fonts/literata/600SemiBold/Literata_600SemiBold.ttf',
  '@expo-google-fonts/literata/700Bold/Literata_700Bold.ttf',
  '@expo-google-fonts/literata/900Black/Literata_900Black.ttf',
  '@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf',
  '@expo-google-fonts/atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf',
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
];

/** The documents that can be made, each from the template of its name. */
export type PdfTemplate = 'plan' | 'worksheets' | 'cards' | 'quiz-answers' | 'guide';

let compiler: NodeCompiler | undefined;
let made = 0;

/**
 * Makes a tagged PDF (PDF/UA-1) from a template and data. The same data make the same bytes.
 *
 * @throws if the template fails, a letter is in none of the fonts, or Typst has anything to complain of
 */
export function pdfOf(template: PdfTemplate, data: unknown): Uint8Array {
  return written(template, laidOut(template, data));
}

/**
 * Makes a PDF at the first type size at which it has at most `mostPages`; at the last size, however many it has.
 *
 * @param sizes in points, the largest first; the template finds the one in use as `size` among its data
 * @throws what `pdfOf` throws
 */
export function fittedPdfOf(
  template: PdfTemplate,
  data: object,
  sizes: readonly [number, ...number[]],
  mostPages: number,
): Uint8Array {
  const [size, ...smaller] = sizes;
  const document = laidOut(template, { ...data, size });
  const [next, ...rest] = smaller;
  return next === undefined || document.numOfPages <= mostPages
    ? written(template, document)
    : fittedPdfOf(template, data, [next, ...rest], mostPages);
}

function laidOut(template: PdfTemplate, data: unknown): NodeTypstDocument {
  compiler ??= NodeCompiler.create({
    workspace: room,
    fontArgs: [{ fontBlobs: fontFiles.map((file) => readFileSync(packages.resolve(file))) }],
  });
  const result = compiler.compile({
    mainFileContent: templateSource(template),
    inputs: { data: JSON.stringify(data) },
  });
  const failed = result.takeDiagnostics() ?? result.takeWarnings();
  const document = result.result;
  if (failed || !document) {
    const said = failed ? compiler.fetchDiagnostics(failed) : [];
    throw new Error(`src/printables/${template}.typ does not make a PDF: ${JSON.stringify(said)}`);
  }
  return document;
}

function written(template: PdfTemplate, document: NodeTypstDocument): Uint8Array {
  try {
    return new Uint8Array((compiler as NodeCompiler).pdf(document, { pdfStandard: 'ua-1' }));
  } catch (error) {
    throw new Error(`src/printables/${template}.typ does not make an accessible PDF`, { cause: error });
  } finally {
    // Typst remembers what it has laid out; a site with many packs must not fill the memory.
    if (++made % 20 === 0) compiler?.evictCache(10);
  }
}

/** The engines and fonts that files are made with, and their versions: a new one makes all files anew. */
export function fontsAndEngines(): unknown {
  return [
    '@myriaddreamin/typst-ts-node-compiler',
    '@expo-google-fonts/literata',
    '@expo-google-fonts/atkinson-hyperlegible-next',
    '@expo-google-fonts/noto-sans',
    'docx',
    'pptxgenjs',
    'fflate',
  ].map((name) => {
    const path = join(process.cwd(), 'node_modules', name, 'package.json');
    return [name, (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version];
  });
}

function templateSource(name: PdfTemplate): string {
  return readFileSync(join(room, `${name}.typ`), 'utf8');
}

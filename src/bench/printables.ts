import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { readReviewed } from '#files/reviewed.ts';
import { siteToday } from '#files/today.ts';
import { libraryOf } from '#library/library.ts';
import { cardsPdf } from '#printables/cards.ts';
import { everythingZip, textsOf } from '#printables/everything-zip.ts';
import { planData, planPdf } from '#printables/plan.ts';
import { quizAnswersPdf } from '#printables/quiz-answers.ts';
import { slidesPptx } from '#printables/slides-pptx.ts';
import { worksheetsPdf } from '#printables/worksheets.ts';
import { worksheetsDocx } from '#printables/worksheets-docx.ts';

const rounds = 10;

/**
 * How long the files of a lesson pack take: all of them at first, nothing being warm; the plan again, with words it has
 * not seen; and the plan as it was. Beside it, headless Chromium printing a page with the words of the plan.
 *
 * @returns a Markdown section
 */
export async function printablesFigures(root: string): Promise<string> {
  const { content } = await readReviewed(root);
  const library = libraryOf(content, siteToday(content.site.mode));
  const [pack] = library.printedPacks;
  if (!pack) return '';
  const site = {
    name: content.site.name,
    url: content.site.url,
    leaveTo: content.site.leaveTo,
    mode: content.site.mode,
    support: library.support,
  };

  const set = await timedOnce(async () => {
    const files = {
      'plan.pdf': planPdf(pack, site),
      'worksheets.pdf': worksheetsPdf(pack, site),
      'cards.pdf': cardsPdf(pack, site),
      'quiz-answers.pdf': quizAnswersPdf(pack, site),
      'slides.pptx': await slidesPptx(pack, site),
      'worksheets.docx': await worksheetsDocx(pack, site),
    };
    everythingZip(pack, textsOf(pack, site, { script: '', styles: [] }, []), files);
  });
  const same = await timedOften(() => planPdf(pack, site));
  const other = await timedOften((round) =>
    planPdf({ ...pack, data: { ...pack.data, title: `${pack.data.title}, ${round}` } }, site),
  );
  const printing = await chromiumPrints(htmlOfWords(planData(pack, site)));

  const row = (what: string, milliseconds: number, ratio?: number) =>
    `| ${what} | ${milliseconds.toFixed(0)} | ${ratio === undefined ? '' : `${ratio.toFixed(2)} ×`} |`;
  return [
    '## Files of a lesson pack',
    '',
    `“${pack.data.title}”, the median of ${rounds}; “Ours to this” compares the plan with other words. Targets: all seven files 1,500, the plan again 40.`,
    '',
    '| What | Milliseconds | Ours to this |',
    '| --- | --- | --- |',
    row('All seven files, nothing warm', set),
    row('The plan, the same again', same),
    row('The plan, other words', other),
    ...(printing === undefined
      ? []
      : [
          row('Chromium prints the words of the plan, running already', printing.warm, other / printing.warm),
          row('Chromium started, prints them, ended', printing.cold, other / printing.cold),
        ]),
    '',
  ].join('\n');
}

async function timedOnce(run: () => unknown): Promise<number> {
  const from = performance.now();
  await run();
  return performance.now() - from;
}

async function timedOften(run: (round: number) => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timedOnce(() => run(round)));
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
}

/** Undefined where there is no Chromium. */
async function chromiumPrints(html: string): Promise<{ cold: number; warm: number } | undefined> {
  const executablePath = findChromium();
  if (executablePath === undefined) return undefined;
  const launch = () => chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const cold = await timedOften(async () => {
    const browser = await launch();
    const page = await browser.newPage();
    await page.setContent(html);
    await page.pdf({ format: 'A4' });
    await browser.close();
  });
  const browser = await launch();
  const page = await browser.newPage();
  const warm = await timedOften(async (round) => {
    await page.setContent(html.replace('<p>', `<p>${round}</p><p>`));
    await page.pdf({ format: 'A4' });
  });
  await browser.close();
  return { cold, warm };
}

/** Every text of the data, each a paragraph. */
function htmlOfWords(data: unknown): string {
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'object' && value !== null)
      for (const each of Object.values(value)) visit(each);
  };
  visit(data);
  const escaped = texts.map((text) => `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`);
  return `<!doctype html><html lang="en-GB"><title>Plan</title>${escaped.join('')}</html>`;
}

function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const places = [
    process.env['CHROMIUM_PATH'] ?? [],
    ...['chromium', 'chromium-browser', 'google-chrome'].map((name) =>
      folders.map((folder) => join(folder, name)),
    ),
  ].flat();
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

import { escapeHtml } from './escape.ts';
import type { Block, Run } from './story-text.ts';
import type { Span } from './verbatim.ts';

/** A link around a stretch of a paragraph: a sentence with a margin note. */
export interface Mark {
  readonly span: Span;
  /** Where the link leads: the id of the note. */
  readonly id: string;
}

/** Whether a link may be drawn as one. Where it may not, its words stand without it. */
export type MayFollow = (url: string) => boolean;

/** The HTML of the runs of one block. Every word is escaped. */
export function htmlOfRuns(runs: readonly Run[], mayFollow: MayFollow, mark?: Mark): string {
  const htmlOfRun = (run: Run) => htmlOfOne(run, mayFollow);
  if (!mark) return runs.map(htmlOfRun).join('');
  const [before, rest] = cut(runs, mark.span.start);
  const [inside, after] = cut(rest, mark.span.end - mark.span.start);
  const words = inside.map((run) => htmlOfRun({ ...run, link: undefined })).join('');
  return `${before.map(htmlOfRun).join('')}<a class="note-ref" href="#${mark.id}">${words}</a>${after.map(htmlOfRun).join('')}`;
}

/** The HTML of a quote or a list; other blocks have their own place in the page. */
export function htmlOf(block: Block, mayFollow: MayFollow): string {
  const inside = (blocks: readonly Block[]) => blocks.map((each) => htmlOf(each, mayFollow)).join('');
  switch (block.kind) {
    case 'quote':
      return `<blockquote>${inside(block.blocks)}</blockquote>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      const items = block.items.map((item) => `<li>${inside(item)}</li>`).join('');
      return `<${tag} class="list">${items}</${tag}>`;
    }
    case 'subheading':
      return `<h3>${htmlOfRuns(block.runs, mayFollow)}</h3>`;
    case 'told':
    case 'lived':
      return `<p class="said said--${block.kind}">${htmlOfRuns(block.runs, mayFollow)}</p>`;
    default:
      return `<p>${htmlOfRuns(block.runs, mayFollow)}</p>`;
  }
}

function htmlOfOne(run: Run, mayFollow: MayFollow): string {
  let html = run.text === '\n' ? '<br>' : escapeHtml(run.text);
  if (run.emphasis) html = `<em>${html}</em>`;
  if (run.strong) html = `<strong>${html}</strong>`;
  if (run.link !== undefined && mayFollow(run.link)) html = `<a href="${escapeHtml(run.link)}">${html}</a>`;
  return html;
}

/** Parts runs at a position of their joined text. */
function cut(runs: readonly Run[], position: number): [Run[], Run[]] {
  const before: Run[] = [];
  const after: Run[] = [];
  let start = 0;
  for (const run of runs) {
    const at = Math.min(Math.max(position - start, 0), run.text.length);
    if (at > 0) before.push({ ...run, text: run.text.slice(0, at) });
    if (at < run.text.length) after.push({ ...run, text: run.text.slice(at) });
    start += run.text.length;
  }
  return [before, after];
}

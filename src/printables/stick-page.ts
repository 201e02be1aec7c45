import { escapeHtml } from '#domain/text/escape.ts';
import { demonstrationHtml } from '#domain/words/demonstration.ts';
import type { SiteFacts } from './imprint.ts';

/**
 * A page as one file, to open without the internet or to print: it asks for nothing, and can be left at once.
 *
 * @param page its title, what is in it as HTML, what follows that, and styles beside those that every such page has
 */
export function stickPage(
  page: { readonly title: string; readonly main: string; readonly after?: string; readonly style?: string },
  site: SiteFacts,
): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escapeHtml(page.title)} – ${escapeHtml(site.name)}</title>
<style>${style}${page.style ?? ''}</style>
</head>
<body>
${site.mode === 'demo' ? `${demonstrationHtml}\n` : ''}<p class="top"><a href="${escapeHtml(site.leaveTo)}" rel="nofollow noreferrer">Leave this page</a></p>
<main>
${page.main}
</main>
${page.after === undefined ? '' : `${page.after}\n`}</body>
</html>
`;
}

/** The look of a text on a stick: a reader's own fonts, light or dark, and paper. */
const style = `
*, *::before, *::after { box-sizing: border-box; }
html { color-scheme: light dark; }
body { margin: 0 auto; max-width: 42rem; padding: 1rem 1.25rem 3rem; font: 1.1875rem/1.6 Verdana, "Segoe UI", sans-serif; }
h1, h2, .num { font-family: Georgia, "Times New Roman", serif; line-height: 1.1; } h1 { font-size: 2.6rem; margin: 1rem 0 .5rem; }
em { font-style: normal; font-weight: 700; }
article { border-left: 8px solid; padding-left: 1.5rem; margin-block: 2rem; }
.said { font: 400 1.5rem/1.3 Georgia, serif; margin: 1.4rem 0; } .said--told { border-top: 1px solid; padding-top: .5rem; } .said--lived { font-weight: 700; }
.pause { border-block: 1px solid; margin: 2rem 0; padding: .3rem 0; }
.small { font-size: 1rem; }
.demo-line p { margin: 0; font-size: 1rem; border-bottom: 1px solid; }
.help { border-top: 8px solid; margin-top: 2rem; } .help ul { padding: 0; list-style: none; } .help li { margin-top: 1rem; } .help p { margin: 0; font-size: 1rem; } .num { display: block; font-size: 1.5rem; font-weight: 700; color: inherit; }
.top a { display: inline-flex; align-items: center; min-height: 44px; font-weight: 700; color: inherit; }
a { color: inherit; } a:focus-visible { outline: 3px solid; outline-offset: 3px; }
@media print { @page { size: A4; margin: 14mm 16mm; } body { max-width: none; padding: 0; font-size: 11pt; } .top { display: none; } .pause, .help { break-inside: avoid; } }
`;

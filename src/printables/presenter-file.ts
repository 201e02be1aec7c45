import { telephone } from '#domain/schema/support-route.ts';
import { lessonLengths, type ShelvedPack } from '#domain/shelf/shelved-pack.ts';
import { htmlOfPresenter } from '#domain/teach/slide-markup.ts';
import { slidesOf } from '#domain/teach/slides.ts';
import { escapeHtml } from '#domain/text/escape.ts';
import { demonstrationHtml } from '#domain/words/demonstration.ts';
import { hashInPolicy, withFontsInside } from '#offline/page.ts';
import { imprintOf, type PackImprint, type PrintedRoute, routesOf, type SiteFacts } from './imprint.ts';

/**
 * What the presenter is made of, the same as on the site. The route hands it over, because it lies in rooms below this
 * one.
 */
export interface PresenterParts {
  /** `components/presenter/on-a-stick.ts` as one plain script, as `offline/script.ts` bundles it. */
  readonly script: string;
  /** The site's style sheets, in their order. */
  readonly styles: readonly string[];
}

/** A file beside the presenter, as its page names it. */
export interface FileBeside {
  readonly name: string;
  readonly label: string;
  readonly about: string;
}

/**
 * The presenter as one file that needs no server and no network: styles, script and fonts are inside it. Its policy
 * lets it load nothing at all.
 */
export function presenterFile(
  pack: ShelvedPack<'print'>,
  site: SiteFacts,
  parts: PresenterParts,
  beside: readonly FileBeside[],
): string {
  const imprint = imprintOf(pack, site);
  const { script } = parts;
  const styles = withFontsInside(process.cwd(), parts.styles.join('\n'));
  const decks = lessonLengths.map(({ cut }) => ({ cut, slides: slidesOf(pack, cut) }));
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src '${hashInPolicy(script)}'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(imprint.title)}: slides – ${escapeHtml(imprint.site)}</title>
<style>${styles}
${own}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the main part of this page</a>
${site.mode === 'demo' ? `${demonstrationHtml}\n` : ''}<section class="safety" aria-label="Safety"><div class="safety__in"><a class="safety__help" href="#help">Get help now</a><a class="leave" href="${escapeHtml(site.leaveTo)}" rel="nofollow noreferrer" id="leave">Leave this page</a></div><p class="vh" role="status" id="leave-status"></p></section>
<main id="main" tabindex="-1"><div class="wrap present__page">
<div class="no-present">
<p class="unzip" id="unzip"><strong>Unzip me first.</strong> If this file is still inside its ZIP, take the whole folder out (on Windows: right-click the ZIP, then Extract all), and open index.html there. If plan.pdf stands beside this file, you have done so.</p>
<h1 class="slides-h">${escapeHtml(imprint.title)}</h1>
<p class="lead">${escapeHtml(pack.data.strapline)}</p>
${pack.missing > 0 ? '<p><strong>A story that this pack was written around is no longer available. Another activity stands in its place.</strong></p>' : ''}
<h2 class="stick-h">In this folder</h2>
<ul class="stick">${beside.map(({ name, label, about }) => `<li><a href="${escapeHtml(name)}">${escapeHtml(label)}</a> <span>${escapeHtml(about)}</span></li>`).join('')}</ul>
<h2 class="stick-h">The slides</h2>
<p>They play from here, without the internet. Choose a length, then Present. Arrows, space or a clicker turn them.</p>
</div>
${htmlOfPresenter(decks, 'page', site.url)}
<div class="no-present">${imprintHtml(imprint)}</div>
</div></main>
${helpHtml(routesOf(pack))}
<script>${script}</script>
</body>
</html>
`;
}

/** Version, licence, labels, and where to see whether anything was taken back. */
export function imprintHtml({
  title,
  day,
  site,
  page,
  withdrawals,
  labels,
  licence,
  licenceUrl,
}: PackImprint): string {
  const label = labels.length > 0 ? ` The story in it: ${escapeHtml(labels.join('; '))}.` : '';
  return `<p class="small">${escapeHtml(title)}, version of ${escapeHtml(day)}, from ${escapeHtml(site)}. Free to copy and change in schools and youth work under <a href="${licenceUrl}">${licence}</a>.${label} Stories can be taken back at any time: before you teach it again, look at <a href="${escapeHtml(page)}">${escapeHtml(page)}</a> or <a href="${escapeHtml(withdrawals)}">${escapeHtml(withdrawals)}</a>, and delete what is no longer there.</p>`;
}

export function helpHtml(routes: readonly PrintedRoute[]): string {
  return `<section class="help" id="help" aria-labelledby="help-h" tabindex="-1"><div class="wrap help__in"><h2 id="help-h">Get help now</h2><ul class="help__list">${routes
    .map(
      ({ name, phone, forWhom, details, checked }) =>
        `<li><strong>${escapeHtml(name)}</strong>${phone === '' ? '' : `<a class="num" href="${telephone(phone)}">${escapeHtml(phone)}</a>`}<p>${escapeHtml(forWhom)}. ${escapeHtml(details)}. ${escapeHtml(checked)}.</p></li>`,
    )
    .join('')}</ul></div></section>`;
}

const own = `
.unzip { margin-top: 1.5rem; border-left: 8px solid currentColor; padding: .6rem 0 .6rem 1.1rem; font-size: 1.25rem; max-width: 40em; }
.stick-h { font-size: var(--s-2); margin-top: var(--sp-7); }
.stick { margin-top: var(--sp-4); max-width: 52rem; border-bottom: 1.5px solid var(--ink); }
.stick li { display: grid; grid-template-columns: minmax(11rem, 1fr) 2fr; gap: 0 1.5rem; align-items: baseline; border-top: 1.5px solid var(--ink); padding-block: .35rem; }
.stick a { display: inline-flex; align-items: center; min-height: var(--target); font-weight: 700; }
.stick-h + p { margin-top: var(--sp-3); } .lengths .btn { font-size: 1.25rem; padding-inline: 2rem; }
@media (max-width: 36rem) { .stick li { grid-template-columns: 1fr; } }
`;

import { html } from 'hono/html';
import type { Html } from './markup.ts';

/** A labelled field: one line of text. */
export function textField(
  name: string,
  label: string,
  {
    value = '',
    help,
    type = 'text',
    autocomplete = 'off',
  }: { value?: string; help?: string; type?: string; autocomplete?: string } = {},
): Html {
  return html`<div class="field"><label for="${name}">${label}</label>${hint(name, help)}<input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" spellcheck="false"${describedBy(name, help)}></div>`;
}

/** A labelled field of several lines. */
export function proseField(
  name: string,
  label: string,
  { value = '', help, rows = 6 }: { value?: string; help?: string; rows?: number } = {},
): Html {
  // HTML drops a line end right after this tag. Because there is one already, a text that begins with a line end
  // keeps its own.
  return html`<div class="field"><label for="${name}">${label}</label>${hint(name, help)}<textarea id="${name}" name="${name}" rows="${rows}" autocomplete="off" spellcheck="false" dir="auto"${describedBy(name, help)}>
${value}</textarea></div>`;
}

/** A choice of one from a list. */
export function choiceField(
  name: string,
  label: string,
  options: readonly (readonly [value: string, words: string])[],
  { value, help, empty }: { value?: string | undefined; help?: string; empty?: string } = {},
): Html {
  return html`<div class="field"><label for="${name}">${label}</label>${hint(name, help)}<select id="${name}" name="${name}"${describedBy(name, help)}>
${empty === undefined ? '' : html`<option value="">${empty}</option>`}
${options.map(([each, words]) => html`<option value="${each}"${each === value ? html` selected` : ''}>${words}</option>`)}
</select></div>`;
}

/** A choice of several from a list. */
export function choicesField(
  name: string,
  label: string,
  options: readonly (readonly [value: string, words: string])[],
  { chosen = [], help }: { chosen?: readonly string[]; help?: string } = {},
): Html {
  return html`<fieldset class="field"><legend>${label}</legend>${hint(name, help)}<div class="choices">
${options.map(
  ([value, words]) =>
    html`<label class="choice"><input type="checkbox" name="${name}" value="${value}"${chosen.includes(value) ? html` checked` : ''}> <span>${words}</span></label>`,
)}
</div></fieldset>`;
}

function hint(name: string, help: string | undefined): Html | '' {
  return help === undefined ? '' : html`<p class="hint" id="${name}-hint">${help}</p>`;
}
function describedBy(name: string, help: string | undefined): Html | '' {
  return help === undefined ? '' : html` aria-describedby="${name}-hint"`;
}

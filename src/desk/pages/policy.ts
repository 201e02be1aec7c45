/**
 * The Content-Security-Policy of every answer: styles and fonts come from the desk alone, forms go to it alone, and
 * no script runs.
 */
export const policy =
  "default-src 'none'; style-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

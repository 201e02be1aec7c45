import { describe, expect, test } from 'vitest';
import { bytesOf, shippedForms } from './shipped.ts';

describe.each(shippedForms().map((form) => ({ file: form.file, form })))('$file', ({ form }) => {
  const bytes = bytesOf(form);

  test('opens in the admin, which would let it be saved again', () => {
    expect(form.accepts(form.open(bytes))).toBe(true);
  });

  test('is stored as the admin writes it: opening and saving changes no byte', () => {
    expect(new TextDecoder().decode(form.save(form.open(bytes)))).toBe(new TextDecoder().decode(bytes));
  });
});

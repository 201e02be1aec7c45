import type { z } from 'astro/zod';

/** The one schema of a union that a value, told by its discriminant, belongs to. */
export function optionOf(union: z.ZodDiscriminatedUnion, value: unknown): z.ZodType | undefined {
  const { discriminator } = union.def;
  return (union.options as z.ZodObject[]).find(
    (option) =>
      (option.shape[discriminator] as z.ZodType).safeParse((value as Record<string, unknown>)[discriminator])
        .success,
  );
}

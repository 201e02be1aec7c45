import type { Sheet } from '../schema/sheet.ts';
import { type Finding, mistakesFrom } from './findings.ts';
import { mistakesInCitations } from './law-review.ts';

/** What cannot be true of a sheet: a table without columns, columns without a table, and law that cites no rule. */
export function mistakesInSheet(sheet: Sheet): readonly Finding[] {
  return [
    ...mistakesFrom((wrong) => {
      sheet.parts.forEach(({ form, columns }, index) => {
        if (form === 'table' && columns.length === 0)
          wrong(`parts.${index}.columns`, 'found none, but it is a table: name at least one');
        if (form !== 'table' && columns.length > 0)
          wrong(`parts.${index}.form`, 'found columns, but it is no table: take them away, or make it one');
      });
    }),
    ...mistakesInCitations(sheet, []),
  ];
}

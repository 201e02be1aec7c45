import { type Figure, isDrawable, mostLines } from '../schema/myth.ts';
import { type Finding, mistakesFrom } from './findings.ts';

/** What cannot be true of the figures of a myth or a study, or cannot be drawn. */
export function mistakesInFigures(figures: readonly Figure[]): readonly Finding[] {
  return mistakesFrom((wrong) => {
    figures.forEach((figure, index) => {
      const path = `figures.${index}`;
      if (figure.compare.length > 0 && figure.valueLabel === undefined) {
        wrong(
          `${path}.valueLabel`,
          'found nothing: a number that is compared with others needs a label of its own',
        );
      } else if (!isDrawable(figure)) {
        wrong(
          `${path}.compare`,
          `a value above ${mostLines} cannot be drawn by itself: name a number to compare it with`,
        );
      }
      if (figure.unit === 'percent' && figure.value > 100)
        wrong(`${path}.value`, `found ${figure.value} per cent: write 100 or less`);
      if (figure.untilYear !== undefined && figure.year === undefined) {
        wrong(
          `${path}.year`,
          `found nothing: write the year in which the counting began, or leave out ${figure.untilYear}`,
        );
      } else if (
        figure.untilYear !== undefined &&
        figure.year !== undefined &&
        figure.untilYear <= figure.year
      ) {
        wrong(
          `${path}.untilYear`,
          `found ${figure.untilYear}: write a year after ${figure.year}, or leave it out`,
        );
      }
    });
  });
}

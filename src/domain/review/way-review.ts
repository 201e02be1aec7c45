import { choiceInWords, named } from '../schema/labels.ts';
import { type Way, waySchema } from '../schema/way.ts';
import { advisers, aims } from '../words/vocabularies.ts';
import { type Finding, mistakesFrom } from './findings.ts';

/** What cannot be true of a way in: the rules across its fields. */
export function mistakesInWay(way: Way): readonly Finding[] {
  return mistakesFrom((wrong) => {
    way.does.forEach(({ from, aims: those }, index) => {
      if (from !== 'strategy') return;
      if (those.includes('develop'))
        wrong(
          `does.${index}.aims`,
          `found ${choiceInWords(aims, 'develop')}: the strategy has four aims, and this is a fifth that research recommends: choose another`,
        );
      if (way.standing === 'notNamed')
        wrong(
          `does.${index}.from`,
          `found ${choiceInWords(advisers, 'strategy')}, but ${named(waySchema.shape.standing)} says that it does not speak to this group: choose ${choiceInWords(advisers, 'research')}, or change what stands there`,
        );
    });
  });
}

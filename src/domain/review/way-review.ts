import type { Way } from '../schema/way.ts';
import { type Finding, mistakesFrom } from './findings.ts';

/** What cannot be true of a way in: the rules across its fields. */
export function mistakesInWay(way: Way): readonly Finding[] {
  return mistakesFrom((wrong) => {
    way.does.forEach(({ from, aims }, index) => {
      if (from !== 'strategy') return;
      if (aims.includes('develop'))
        wrong(
          `does.${index}.aims`,
          'found “develop”: the strategy has four aims, and research recommends this fifth: choose another',
        );
      if (way.standing === 'notNamed')
        wrong(
          `does.${index}.from`,
          'found “strategy”, but it does not speak to this group: write research, or change the standing',
        );
    });
  });
}

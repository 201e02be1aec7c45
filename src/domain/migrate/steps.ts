import type { Step } from './migration.ts';

/**
 * Every change of the shape of content since the first release, oldest first. `npm run migrate` carries them out; how to
 * write one is in `docs/extending-a-field.md`. A step that was shipped stays: somebody may come from any release.
 */
export const steps: readonly Step[] = [
  {
    number: 1,
    description: 'Each thing that helps in a myth says for whom it is',
    place: 'myths',
    change({ data, body }) {
      const fields = data as Readonly<Record<string, unknown>>;
      const { whatHelps } = fields;
      if (!Array.isArray(whatHelps) || whatHelps.every(saysForWhom)) return { data, body };
      const said = whatHelps.map((help) =>
        saysForWhom(help) ? help : { ...(help as Readonly<Record<string, unknown>>), forWhom: 'adult' },
      );
      return { data: { ...fields, whatHelps: said }, body };
    },
  },
  {
    number: 2,
    description: 'A route of help says on what page it was read, and names needs as people say them',
    place: 'support',
    change({ data, body }) {
      const fields = data as Readonly<Record<string, unknown>>;
      // Every older route says when it was checked, and no newer one does.
      if (!('checkedOn' in fields)) return { data, body };
      const { checkedOn, needs, confirmedBy, ...kept } = fields;
      const tried = ['phone', 'textNumber', 'email', 'url', 'hours'].flatMap((name) => {
        const contact = fields[name];
        if (typeof contact !== 'string') return [];
        return name === 'textNumber' ? `text ${contact}` : contact;
      });
      return {
        data: {
          ...kept,
          needs: Array.isArray(needs) ? [...new Set(needs.map(needByNow))] : needs,
          bill: 'unknown',
          // Nobody noted it, so the more careful answer is the right one.
          sourceKind: 'other',
          readOn: checkedOn,
          ...(confirmedBy !== undefined && {
            confirmedBy,
            confirmedOn: checkedOn,
            confirmedAs: tried.join('; '),
          }),
        },
        body,
      };
    },
  },
  {
    number: 3,
    description: 'A myth names the rules of law that it rests on',
    place: 'myths',
    change({ data, body }) {
      const fields = data as Readonly<Record<string, unknown>>;
      return { data: 'cites' in fields ? fields : { ...fields, cites: [] }, body };
    },
  },
];

/** A need by the name that it has since step 2. “Worried about someone” was most often said of a child. */
function needByNow(need: unknown): unknown {
  if (need === 'missing') return 'exploitation';
  return need === 'family' ? 'child' : need;
}

/** True also of what is no set of fields: there is nothing to add to it, and the schema will say so. */
function saysForWhom(help: unknown): boolean {
  return typeof help !== 'object' || help === null || 'forWhom' in help;
}

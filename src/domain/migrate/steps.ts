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
];

/** True also of what is no set of fields: there is nothing to add to it, and the schema will say so. */
function saysForWhom(help: unknown): boolean {
  return typeof help !== 'object' || help === null || 'forWhom' in help;
}

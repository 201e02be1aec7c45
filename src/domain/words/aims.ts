import { type Adviser, type Aim, aims, valuesOf } from './vocabularies.ts';

/** What is known of one of the Ds. */
export interface AimFacts {
  readonly aim: Aim;
  /** One word. */
  readonly name: string;
  /** What it asks for, in our words. */
  readonly means: string;
  readonly from: Adviser;
  /** The slug of the source that says so, and its year. */
  readonly source: string;
  readonly year: number;
}

const facts: Readonly<Record<Aim, Omit<AimFacts, 'aim'>>> = {
  divert: {
    name: 'Divert',
    means: 'Help people not to be drawn into organised crime, and not to buy what it sells.',
    from: 'strategy',
    source: 'police-professional-2022',
    year: 2022,
  },
  deter: {
    name: 'Deter',
    means: 'Help businesses, public bodies and charities protect themselves and each other.',
    from: 'strategy',
    source: 'police-professional-2022',
    year: 2022,
  },
  detect: {
    name: 'Detect',
    means: 'Find out who is behind it, and bring them to court.',
    from: 'strategy',
    source: 'police-professional-2022',
    year: 2022,
  },
  disrupt: {
    name: 'Disrupt',
    means: 'Get in the way of the groups that do it.',
    from: 'strategy',
    source: 'police-professional-2022',
    year: 2022,
  },
  develop: {
    name: 'Develop',
    means: 'Build up the community itself: its places, its services, its trust and its say.',
    from: 'research',
    source: 'community-experiences-2018',
    year: 2018,
  },
};

/** The Ds in their order: the strategy’s four, then the one that the research recommends. */
export const fiveDs: readonly AimFacts[] = valuesOf(aims).map((aim) => ({ aim, ...facts[aim] }));

/** What stands beside the name of a D that the strategy does not have; nothing for one that it has. */
export function aimOrigin({ from }: Pick<AimFacts, 'from'>): string | undefined {
  return from === 'research' ? 'recommended by the research, not part of the strategy' : undefined;
}

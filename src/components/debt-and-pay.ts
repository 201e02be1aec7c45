/**
 * The numbers of the two figures that are an argument, and where they stand in their drawings. Both drawings are in units of
 * 360 across.
 */

/** One step of the made-up debt: what somebody is told that they owe by now, in pounds. */
export interface DebtStep {
  readonly title: string;
  readonly text: string;
  readonly owed: number;
  /** The source of what happens here; the sum itself is made up. */
  readonly source?: string;
}

/** What was given at the start, in pounds. It never changes, which is the point. */
export const given = 20;

/** A debt as guides for workers describe it, with amounts that we made up: nobody has counted them. */
export const debtSteps: readonly DebtStep[] = [
  {
    title: 'A present',
    text: `Chips, a lift, a jacket: say £${given} worth. Nobody says a price. You’re told you owe £0, because it’s a present.`,
    owed: 0,
    source: 'barnardos-debt-evidence',
  },
  {
    title: 'A price',
    text: 'Weeks later it has one. It was £20 worth, and you’re told £40. You never agreed to either.',
    owed: 40,
    source: 'childrens-society-debt-2022',
  },
  {
    title: 'A job',
    text: 'You do something to pay it off. Nobody says how much comes off, and you don’t see it written down. You’re told it’s still £40.',
    owed: 40,
    source: 'criminal-exploitation-guidance-2023',
  },
  {
    title: 'A loss',
    text: 'Something you were minding is lost, or is said to be. That’s yours to make up, they say: £90 more. Now it’s £130.',
    owed: 130,
    source: 'childrens-society-debt-2022',
  },
  {
    title: 'A late week',
    text: 'You’re a week late, so there’s £50 on top: £180.',
    owed: 180,
    source: 'childrens-society-debt-2022',
  },
  {
    title: 'The thick line',
    text: `It’s still £${given}. That’s all that ever came to you. Everything between the lines, £160 of it, was decided by one side. A fair debt has a number, an end, and somebody you could complain to.`,
    owed: 180,
  },
];

/** A step of the debt in its drawing: how far along, and the heights of the two lines. */
export interface DebtPoint {
  readonly x: number;
  readonly told: number;
  readonly given: number;
}

/** Where each step of the debt is drawn: what was told rises, what was given stays level. */
export function debtPoints(): readonly DebtPoint[] {
  const [ground, perPound] = [210, 1];
  return debtSteps.map(({ owed }, index) => ({
    x: 20 + index * 60,
    told: ground - owed * perPound,
    given: ground - given * perPound,
  }));
}

/** The gap between two steps, above the level line alone: a debt that is smaller than what was given leaves none. */
export function gapBetween(from: DebtPoint, to: DebtPoint): string {
  const rises = from.told - to.told;
  // Where the told line crosses the level one on its way up.
  const start =
    from.told <= from.given
      ? from
      : { x: from.x + ((from.told - from.given) / rises) * (to.x - from.x), told: from.given };
  return `M${start.x} ${start.told}L${to.x} ${to.told}V${to.given}H${start.x}Z`;
}

/** What one gang’s books show of pay, in US dollars: an hour at the bottom, a month further up. */
export const pay = { bottomHour: 3.3, middleMonth: 1000, topMonth: [4200, 10_900] } as const;

/** Hours in a month, asleep or awake: 365 days of 24 hours in twelve parts. */
export const hoursInMonth = 730;

/** Hours that somebody at the bottom would have to work for an amount, to the nearest hour. */
export function hoursFor(dollars: number): number {
  return Math.round(dollars / pay.bottomHour);
}

/** How far an amount of hours reaches across the drawing. */
export function reachOf(hours: number): number {
  return Math.round((hours / hoursFor(pay.topMonth[1])) * 3400) / 10;
}

import { packRoute } from './_file.ts';

const route = packRoute('plan.pdf');
export const { getStaticPaths, GET } = route;

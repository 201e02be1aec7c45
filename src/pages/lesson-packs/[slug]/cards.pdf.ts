import { packRoute } from './_file.ts';

const route = packRoute('cards.pdf');
export const { getStaticPaths, GET } = route;

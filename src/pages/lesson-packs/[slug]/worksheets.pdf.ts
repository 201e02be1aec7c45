import { packRoute } from './_file.ts';

const route = packRoute('worksheets.pdf');
export const { getStaticPaths, GET } = route;

import { packRoute } from './_file.ts';

const route = packRoute('everything.zip');
export const { getStaticPaths, GET } = route;

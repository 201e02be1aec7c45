import { packRoute } from './_file.ts';

const route = packRoute('worksheets.docx');
export const { getStaticPaths, GET } = route;

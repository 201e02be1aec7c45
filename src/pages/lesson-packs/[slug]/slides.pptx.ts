import { packRoute } from './_file.ts';

const route = packRoute('slides.pptx');
export const { getStaticPaths, GET } = route;

import { packRoute } from './_file.ts';

const route = packRoute('quiz-answers.pdf');
export const { getStaticPaths, GET } = route;

import { kitZipRoute } from '../../_kit/routes.ts';

export const { getStaticPaths, GET } = kitZipRoute('stories');

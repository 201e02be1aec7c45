import { cardRoute } from '../../../_kit/routes.ts';

export const { getStaticPaths, GET } = cardRoute('myths', 'webp');

export { config as default } from './src/cms/config.ts';

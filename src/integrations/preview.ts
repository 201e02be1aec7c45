import type { AstroIntegration } from 'astro';

/** While editing only: `/preview/stories/<slug>/` shows a story before it may be published. */
export function preview(): AstroIntegration {
  return {
    name: 'preview',
    hooks: {
      'astro:config:setup': ({ command, injectRoute }) => {
        if (command !== 'dev') return;
        injectRoute({ pattern: '/preview/stories/[slug]', entrypoint: './src/pages/_preview.astro' });
      },
    },
  };
}

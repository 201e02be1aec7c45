/**
 * Keeps the admin from being reloaded under an editor's hands. Every save changes content, and Astro then reloads
 * every page that is open: good for a preview, but in the admin what is not saved yet would be gone. Vite's client
 * leaves a page alone when the reload is meant for a page of another name.
 */
if (!import.meta.env.SSR) {
  import.meta.hot?.on('vite:beforeFullReload', (payload) => {
    payload.path = '/not-the-admin.html';
  });
}

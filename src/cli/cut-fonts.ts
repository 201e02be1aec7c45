import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cutFont, fontCuts } from './font-cuts.ts';

/** `node src/cli/cut-fonts.ts`: makes the fonts of the site in `public/fonts/` again, from their packages. */
for (const cut of fontCuts) {
  const bytes = await cutFont(process.cwd(), cut);
  await writeFile(join('public', 'fonts', cut.file), bytes);
  process.stdout.write(`${cut.file}: ${bytes.length} bytes\n`);
}

import { readReviewed } from '#files/reviewed.ts';
import { libraryOf } from './src/library/library.ts';
import { allKits } from '#domain/kits.ts';
import { drawCard } from '#cards/draw.ts';
import { writeFileSync, mkdirSync } from 'node:fs';
const only = process.argv[2] ?? '';
mkdirSync('/tmp/cards',{recursive:true});
const { content } = await readReviewed(process.cwd());
const kits = allKits(libraryOf(content, '2026-11-22'));
let n=0,bytes=0; const t=performance.now();
for (const k of kits) for (const {card} of k.cards) for (const size of ['square','portrait','tall','wide'] as const) {
  const name = `${k.slug}-${card.id}-${size}`;
  if (!new RegExp(only).test(name)) continue;
  const png = await drawCard(card,size); n++;
  if ('tooLong' in png) { console.log('TOO LONG', name, png.tooLong); continue; }
  bytes+=png.length; writeFileSync(`/tmp/cards/${name}.png`, png);
}
console.log(n, 'cards', Math.round(performance.now()-t),'ms', Math.round(bytes/n/1000),'kB each');

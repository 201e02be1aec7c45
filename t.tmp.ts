
import { readReviewed } from '#files/reviewed.ts';
import { libraryOf } from './src/library/library.ts';
import { allKits } from '#domain/kits.ts';
import { press, pixelsOf, pngOf } from '#cards/draw.ts';
import { layOut } from '#cards/layout.ts';
import sharp from 'sharp';
const { content } = await readReviewed(process.cwd());
const kits = allKits(libraryOf(content, '2026-11-22'));
const cards = kits.flatMap(k=>k.cards.map(c=>c.card)).slice(0,30).concat(kits.flatMap(k=>k.cards.map(c=>c.card)).slice(-20));
const p = await press();
await layOut(cards[0]!, 'square', p);
let t=performance.now(); const ls=[] as any[]; for (const c of cards) ls.push(await layOut(c,'square',p)); console.log('layout', (performance.now()-t)/cards.length);
t=performance.now(); const px=[] as Buffer[]; for (const l of ls) px.push(await pixelsOf(l,'square')); console.log('draw', (performance.now()-t)/cards.length);
t=performance.now(); let b=0; for (const x of px) b+=(await pngOf(x,'square')).length; console.log('encode', (performance.now()-t)/cards.length, b/cards.length);
for (const o of [{palette:true,effort:4,dither:0,colours:64},{palette:true,effort:1,dither:0},{palette:true,effort:7,dither:0},{compressionLevel:9},{compressionLevel:6},{palette:true,effort:4,dither:0,colours:32}] as any[]) { t=performance.now(); b=0; for (const x of px.slice(0,20)) b+=(await sharp(x,{raw:{width:1080,height:1080,channels:4}}).removeAlpha().png(o).toBuffer()).length; console.log(JSON.stringify(o), (performance.now()-t)/20, b/20); }

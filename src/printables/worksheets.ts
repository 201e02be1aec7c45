import type { ShelvedPack } from '#domain/shelf/shelved-pack.ts';
import { helpLineOf, imprintOf, routesOf, type SiteFacts } from './imprint.ts';
import { sheetsOf } from './sheets.ts';
import { pdfOf } from './typst.ts';

/** The worksheets: what pupils read and write on. */
export function worksheetsPdf(pack: ShelvedPack<'print'>, site: SiteFacts): Uint8Array {
  return pdfOf('worksheets', worksheetsData(pack, site));
}

/** What the template `worksheets.typ` draws. */
export function worksheetsData(pack: ShelvedPack<'print'>, site: SiteFacts) {
  return {
    imprint: imprintOf(pack, site),
    name: 'Worksheets',
    help: helpLineOf(pack),
    routes: routesOf(pack),
    sheets: sheetsOf(pack),
  };
}

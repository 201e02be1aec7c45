import type { AddressInfo } from 'node:net';
import { pinsFor } from '#files/key-pins.ts';
import { readReviewed } from '#files/reviewed.ts';
import { intakeConfig } from '#intake/config.ts';
import { openIntake } from '#intake/open-intake.ts';
import { serveSite } from '#server/serve-site.ts';

/** Serves a folder with an intake beside it in a process of its own, as `npm start` does, and says at which port. */
const [dist = 'dist', spool = 'spool'] = process.argv.slice(2);
const root = process.cwd();
const pins = await pinsFor(root, (await readReviewed(root)).content);
const { app } = await openIntake(intakeConfig({ INTAKE_SPOOL: spool }), 'public/keys.json', pins, false);
const server = serveSite(dist, 0, { beside: app });
server.on('listening', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());

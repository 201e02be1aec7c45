import type { HostedSite } from './header-rules.ts';

/** A site on a web server of one's own, for which a configuration is written. */
export interface OwnServer extends HostedSite {
  /** The name under which it is found: `stories.example.org`. */
  readonly name: string;
  /**
   * What the web server does: hands `files` out itself and passes nothing on but sealed messages, to `npm run intake`; or passes
   * everything on, to `npm start`.
   */
  readonly serves: 'files' | 'everything on';
  /** Where the built site lies, for `files`. */
  readonly folder: string;
}

/** Where sealed messages are sent to, and the most bytes that are taken of one: a little more than it has. */
export const dropAddress = '/api/drop';
export const mostOfMessage = 64 * 1024;

/** Where `npm start` and `npm run intake` listen, unless they are told otherwise. */
export const sitePort = 4321;
export const intakePort = 4322;

/** Headers of a request that say who sends it. None is handed on with a message. */
export const tellingHeaders: readonly string[] = [
  'Forwarded',
  'Referer',
  'User-Agent',
  'Via',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-Forwarded-Proto',
  'X-Real-IP',
];

/** Headers that the intake sends and the web server too: they are sent once. */
export const sentByIntake: readonly string[] = ['Cache-Control', 'X-Content-Type-Options'];

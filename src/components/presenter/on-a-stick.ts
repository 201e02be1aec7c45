/**
 * The script of the presenter that plays from a USB stick. `integrations/offline-scripts.ts` bundles it, with all that it
 * imports, into the one plain script that a page opened from a file may have.
 */
import '../leave.ts';
import './presenter.ts';
import './unzip-notice.ts';

/**
 * Takes away the notice that the presenter's file has to be unzipped first, where the file is plainly not inside a ZIP.
 * Windows and the usual archivers open a file out of a ZIP from a temporary folder, which its address gives away.
 */
const isInside = /\.zip|\/temp\/|temp\d+_|\/7z|\/rar\$|\/\.fr-/i.test(decodeURIComponent(location.pathname));
const notice = document.getElementById('unzip');
if (notice && !isInside) notice.hidden = true;

export {};

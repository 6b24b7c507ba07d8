export type * from './port.js';
export { factOf } from './fact-of.js';
export { removeUnusable } from './remove-unusable.js';
export { openRowReaders } from './open-row-readers.js';
export { Projector, type ProjectorParts } from './projector.js';
export { rebuild, type RebuildParts, type RebuildThreads } from './rebuild.js';
export { serveShare } from './shares/serve-share.js';
export type { Rebuilt } from './shares/share.js';
export { openRouting, type Routes } from './routing/open-routing.js';

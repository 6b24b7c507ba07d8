export type * from './port.js';
export { factOf } from './fact-of.js';
export { removeUnusable } from './remove-unusable.js';
export { openRowReaders } from './open-row-readers.js';
export { Projector, type ProjectorParts } from './projector.js';
export { rebuild, type Rebuilt, type RebuildParts } from './rebuild.js';
export { openRouting, type Routes } from './routing/open-routing.js';

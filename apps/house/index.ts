export type * from './house.js';
export { HouseError, houseErrorCodes, type HouseErrorCode } from './house-error.js';
export { readConfig, settings, type Config } from './config.js';
export { existingKind, kindOf, type HouseKind } from './data-directory.js';
export { openHouse, type OpenOptions } from './open-house.js';
export { openReadHouse, type ReadHouse } from './open-read-house.js';
export { restoreHouse } from './backup/restore.js';
export { demoKeyFile } from './master-key.js';
export { build } from './build.js';

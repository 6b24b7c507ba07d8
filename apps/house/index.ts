export type * from './house.js';
export { HouseError, type HouseErrorCode } from './house-error.js';
export { readConfig, settings, type Config } from './config.js';

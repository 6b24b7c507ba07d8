/** The HTTP door of a house. */
export { startApi, type Api } from './start-api.js';
export type { ApiOptions, Limits, Serving } from './api-options.js';

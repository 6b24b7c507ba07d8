/** Names by which the controllers are given what is no class of its own. */
export const HOUSE = Symbol('house');
export const LOGGER = Symbol('logger');
export const AUTHENTICATE = Symbol('authenticate');
export const LIMITS = Symbol('limits');

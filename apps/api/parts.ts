/** Names by which the controllers are given what is no class of its own. */
export const HOUSE = Symbol('house');
export const LIMITS = Symbol('limits');

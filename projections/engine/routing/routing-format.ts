/** Of the routing's tables; part of the file's name: another format is built beside. */
export const routingFormat = 4;

import { childFaults } from './placement/faults/children.js';
import { courseFaults } from './placement/faults/course.js';
import { dutyFaults } from './placement/faults/duties.js';
import { endFaults } from './placement/faults/ends.js';
import { startFaults } from './placement/faults/starts.js';
import type { Fault } from './scene.js';
import { contentFaults } from './support/faults/content.js';
import { orderFaults } from './support/faults/order.js';

/**
 * Every way in which a made-up case can be wrong, though each of its events is accepted: its name, the rules that must find it
 * and, as it is told, the events they must name.
 */
export const faults: readonly Fault[] = [
  ...startFaults,
  ...dutyFaults,
  ...childFaults,
  ...courseFaults,
  ...endFaults,
  ...orderFaults,
  ...contentFaults,
];

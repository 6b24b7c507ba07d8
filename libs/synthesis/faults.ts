import { beginningFaults } from './placement/faults/beginnings.js';
import { courseFaults } from './placement/faults/course.js';
import { endFaults } from './placement/faults/ends.js';
import type { Topic } from './scene.js';
import { supportFaults } from './support/faults.js';

/**
 * Every way in which a made-up case can be wrong, though each of its events is accepted. A fault says itself which rule must find
 * it and on which events (`story.expect`).
 */
export const faults: readonly Topic[] = [...beginningFaults, ...courseFaults, ...endFaults, ...supportFaults];

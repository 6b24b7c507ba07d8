import { appealTopics } from './placement/topics/appeals.js';
import { correctionTopics } from './placement/topics/corrections.js';
import { courseTopics } from './placement/topics/course.js';
import { identityTopics } from './placement/topics/identity.js';
import { comesBack, turns18 } from './placement/topics/plain.js';
import { transferTopics } from './placement/topics/transfers.js';
import { unbornTopics } from './placement/topics/unborn.js';
import type { Topic } from './scene.js';
import { companion } from './support/companion.js';
import { changeTopics } from './support/topics/changes.js';
import { personTopics } from './support/topics/persons.js';

/** Every story that is right and out of the ordinary. */
export const topics: readonly Topic[] = [
  ...appealTopics,
  ...correctionTopics,
  ...courseTopics,
  ...identityTopics,
  ...transferTopics,
  ...unbornTopics,
  turns18,
  comesBack,
  companion,
  ...changeTopics,
  ...personTopics,
];

import { addDays } from '#libs/reference';
import type { Scene, Topic } from '../scene.js';
import { running } from '../placement/fits.js';
import { tellBeginning } from '../placement/tell-beginning.js';
import { tellCourse } from '../placement/tell-course.js';
import { tellMeasure } from './tell-measure.js';

/** Support that ran before a placement and runs on through it, and a support person or friendship family during it. */
export const companion: Topic = {
  kind: 'placement',
  age: 'child',
  name: 'support before and during a placement',
  oneIn: 40,
  fits: running(200),
  tell(scene: Scene) {
    const { start, last, random, wanted } = scene;
    const before = addDays(start, -80);
    tellMeasure(scene, { id: `${scene.kase.caseId}-m1`, start: before, pgf: '230' });
    const begun = tellBeginning(scene);
    tellCourse(scene, start, last, begun);
    const during = addDays(start, 60) < '2024-01-10' ? '2024-01-10' : addDays(start, 60);
    if (during < wanted.end) {
      const pgf = random.pick(['461', '462', '463', '464']);
      tellMeasure(scene, { id: `${scene.kase.caseId}-m2`, start: during, pgf });
    }
  },
};

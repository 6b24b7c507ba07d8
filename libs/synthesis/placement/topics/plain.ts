import { addDays } from '#libs/reference';
import type { Scene, Topic } from '../../scene.js';
import { ended, lasting } from '../fits.js';
import { tellBeginning, type BeginningWishes } from '../tell-beginning.js';
import { tellCourse, tellMove } from '../tell-course.js';
import { tellEnding, tellStayEnding } from '../tell-ending.js';
import { tellContinuedStay, tellReestablishedStay } from '../tell-youth.js';

/** A whole placement of a child, as wished. */
export function tellWhole(scene: Scene, wishes: BeginningWishes = {}): ReturnType<typeof tellBeginning> {
  const begun = tellBeginning(scene, wishes);
  tellCourse(scene, wishes.start ?? scene.start, scene.last, begun);
  if (scene.end) tellEnding(scene, scene.end);
  return begun;
}

export const plainPlacement: Topic = {
  name: 'placement',
  kind: 'placement',
  oneIn: 1,
  age: 'child',
  fits: () => true,
  tell: (scene) => void tellWhole(scene),
};

/** Past 18 the placement goes on as a stay 18–22. */
export const turns18: Topic = {
  name: 'placement that goes on past 18',
  kind: 'placement',
  oneIn: 4,
  age: 'turns-18',
  fits: lasting(700),
  tell(scene) {
    const begun = tellBeginning(scene);
    const { site } = tellCourse(scene, scene.start, scene.adult, begun);
    tellContinuedStay(scene, scene.start);
    const later = addDays(scene.adult, 60);
    if (later < scene.last && scene.random.chance(0.4)) tellMove(scene, later, site);
    if (scene.end) tellStayEnding(scene, scene.end);
  },
};

/** A young person of 18 to 22 comes back. */
export const comesBack: Topic = {
  name: 'stay 18–22 re-established',
  kind: 'placement',
  oneIn: 40,
  age: 'youth',
  fits: ended(60),
  tell(scene) {
    const { kase, start, end } = scene;
    kase.about('person-registered', start, kase.person, { name: 'Opdigtet Prøvesen' });
    tellReestablishedStay(scene, start);
    tellStayEnding(scene, end!);
  },
};

import type { Scene, Topic } from '../../scene.js';
import { CaseTeller } from '../../telling/case-teller.js';
import { causesFor } from '../../telling/causes.js';
import { lasting, withNeighbour } from '../fits.js';
import { tellBeginning } from '../tell-beginning.js';
import { tellCourse, type Standing } from '../tell-course.js';
import { tellEnding } from '../tell-ending.js';
import { tellPersons } from '../tell-persons.js';
import { dayAt } from './course.js';

/** Another of the municipalities asked for. */
export function neighbourOf({ wanted, random, career }: Scene): string {
  const others = wanted.municipalities.filter((code) => code !== career.reporter);
  return random.pick(others);
}

/** The child's case at another municipality. */
export function caseAt(scene: Scene, reporter: string): CaseTeller {
  const { story, kase } = scene;
  return new CaseTeller(story, reporter, `${kase.caseId}-${reporter}`, kase.person);
}

/** The duty taken over, and what happens there until the end. */
export function tellTakenOver(scene: Scene, day: string, from: string | undefined, standing: Standing): string {
  const { kase, random, start, last, end } = scene;
  tellPersons(scene, day);
  const id = kase.tell('acting-duty-taken-over', day, {
    takeOverDate: day,
    basis: standing.basis,
    site: standing.site,
    causes: causesFor(random),
    ...(from && { fromMunicipality: from }),
    originalStart: start,
  });
  tellCourse(scene, day, last, standing);
  if (end) tellEnding(scene, end);
  return id;
}

const handedOver: Topic = {
  kind: 'placement',
  age: 'child',
  name: 'acting duty handed over to another municipality',
  oneIn: 40,
  fits: withNeighbour(lasting(250)),
  tell(scene) {
    const { kase, start, career } = scene;
    const to = neighbourOf(scene);
    const begun = tellBeginning(scene);
    const day = dayAt(scene, 0.5);
    const standing = tellCourse(scene, start, day, begun);
    kase.tell('acting-duty-handed-over', day, { handOverDate: day, toMunicipality: to });
    tellTakenOver({ ...scene, kase: caseAt(scene, to) }, day, career.reporter, standing);
  },
};

export const transferTopics: readonly Topic[] = [handedOver];

import type { Scene } from '../scene.js';
import { nameOf } from '../telling/names.js';

/** Who the child is and who its parents are (SKE-2f), told with the decision. */
export function tellPersons({ kase, child, mother, father, random }: Scene, day: string): void {
  const person = kase.personAlone;
  const told = person.kind === 'cpr' || person.kind === 'substitute';
  if (person.kind !== 'unborn') {
    kase.about('person-registered', day, person, {
      ...(!told && { birthDate: child.birthDate, sex: child.sex }),
      name: nameOf(random, child.sex),
    });
  }
  kase.about('person-registered', day, mother.cpr, { name: nameOf(random, 'female') });
  kase.about('person-related', day, person, { relation: 'mother', other: mother.cpr });
  if (random.chance(0.85)) kase.about('person-related', day, person, { relation: 'father', other: father.cpr });
  else kase.about('person-related', day, person, { relation: 'father' });
  const custody = random.chance(0.3) ? father : mother;
  kase.about('person-related', day, person, {
    relation: 'custody-holder',
    other: custody.cpr,
    from: child.birthDate > day ? day : child.birthDate,
  });
}

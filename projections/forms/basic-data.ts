import { heldSince, staysOnMother, type Case, type Form, type Relation } from '#libs/cases';

/** Basic data on the child (SKE-2f); before birth on the expecting mother's number, which some cases keep (ANB-2.2.1b, ANB-2.2.1d). */
export function childBlock(kase: Case, { requiring, placement }: Form): Record<string, unknown> {
  const { people, child } = kase;
  const unborn = people.aliases(child).find((one) => people.motherOf(one) !== undefined);
  const kept = unborn !== undefined && staysOnMother(kase, unborn, placement);
  const mother = people.motherOf(kept ? unborn : child);
  return {
    birthDate: people.birthDate(child) ?? '',
    deathDate: people.death(child)?.date,
    name: people.name(child) ?? '',
    payingMunicipality: (requiring.data as { payingMunicipality?: string }).payingMunicipality ?? kase.reporter,
    person: mother ? people.current(mother) : child,
    sex: people.sex(child) ?? '',
    unborn: mother !== undefined && people.bornOn(child) === undefined,
  };
}

interface Parent {
  readonly relation: Relation;
  readonly person: string | null;
}

const parental: readonly Relation[] = ['mother', 'father', 'custody-holder', 'guardian'];

/**
 * Basic data on the parents and those with custody from the form's day on (SKE-2f), each once, though it was told of the
 * unborn child and of the born one; `person` null = known to be unknown.
 */
export function parentsBlock(kase: Case, day: string): readonly Record<string, unknown>[] {
  const { people, child } = kase;
  const related = people.related(child).filter((one) => parental.includes(one.relation) && heldSince(one, day));
  const mother = people.motherOf(child);
  const told = related.map(({ relation, other, from }) => ({
    birthDate: (other && people.birthDate(other)) || '',
    from: from || undefined,
    person: other === null ? null : people.current(other),
    relation,
  }));
  const unborn =
    mother && !told.some((one) => one.relation === 'mother')
      ? [{ birthDate: people.birthDate(mother) ?? '', person: people.current(mother), relation: 'mother' }]
      : [];
  return [...unborn, ...told.filter((one, at) => told.findIndex((other) => sameParent(one, other)) === at)];
}

const sameParent = (one: Parent, other: Parent): boolean =>
  one.relation === other.relation && one.person === other.person;

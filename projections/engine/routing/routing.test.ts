import { Story, anna, mother } from '../../../libs/cases/testing/story.js';
import { openRouting } from './open-routing.js';
import { Routing } from './routing.js';
import { openRoutingFile } from './schema.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';

afterAll(removeTemporaryDirectories);

const ben = { pseudonym: 'p_ben', kind: 'person-id' } as const;
const unborn = { pseudonym: 'p_unborn', kind: 'unborn', mother } as const;

/** Routes a story, and once more what it holds already: that must change nothing. */
function routed(story: Story): { routing: Routing; directory: string; touched: number[][] } {
  const directory = temporaryDirectory();
  const routing = new Routing(openRoutingFile(directory));
  const add = (): number[][] => story.facts.map((fact) => [...routing.add(fact).cases].sort());
  const touched = add();
  routing.advance(story.facts.length);
  const units = (): unknown => routing.children(0, 100).map((child) => unitsOf(routing, child));
  const before = units();
  const again = add();
  expect(units()).toEqual(before);
  // Of an event before a join, the joined unit is touched now; each fact still lies in every unit it touches.
  again.forEach((cases, nth) => {
    for (const unit of cases) expect(routing.factsOfCase(unit, nth + 1)).toContain(nth + 1);
  });
  return { routing, directory, touched };
}

/** Ordinals of each case unit of a child. */
const unitsOf = (routing: Routing, child: number): number[][] =>
  routing.casesOfChild(child).map((unit) => routing.factsOfCase(unit, 1000));

const childrenOf = (routing: Routing): number[][][] => routing.children(0, 100).map((child) => unitsOf(routing, child));

const decided = (story: Story, caseId: string, more: object = {}): Story =>
  story.tell('placement-decided', {}, { caseId, ...more });

describe('case units', () => {
  it('hold the facts of a case and of the persons it names, told before or after', () => {
    const story = decided(new Story().tell('person-registered'), 'c_1').tell('person-died');
    expect(childrenOf(routed(story).routing)).toEqual([[[1, 2, 3]]]);
  });

  it('hold what is told of the persons whom those name, of the same reporter only', () => {
    const story = decided(new Story(), 'c_1')
      .tell('person-registered', {}, { person: mother })
      .tell('person-registered', {}, { person: mother, reporter: '461' })
      .tell('person-related', { relation: 'mother', other: mother });
    const { routing, touched } = routed(story);
    expect(childrenOf(routing)).toEqual([[[1, 2, 4]]]);
    expect(touched).toEqual([[1], [], [], [1]]);
  });

  it('are touched by a person fact when they name the person, of that reporter', () => {
    const story = decided(decided(decided(new Story(), 'c_1'), 'c_2'), 'c_3', { person: ben });
    decided(story, 'c_4', { reporter: '461' }).tell('person-registered');
    expect(routed(story).touched.at(-1)).toEqual([1, 2]);
  });

  it('are one after continued as, also when the link is retracted: folds tell what is live', () => {
    const story = decided(decided(new Story(), 'c_2'), 'c_1')
      .tell('case-continued-as', { newCaseId: 'c_2' }, { caseId: 'c_1', id: 'link' })
      .retract('link');
    const { routing } = routed(decided(story, 'c_1'));
    expect(childrenOf(routing)).toEqual([[[1, 2, 3, 4, 5]]]);
  });

  it('are joined by a link that comes before what it links, and over a chain', () => {
    const story = new Story()
      .tell('case-continued-as', { newCaseId: 'c_2' }, { caseId: 'c_1' })
      .tell('case-continued-as', { newCaseId: 'c_4' }, { caseId: 'c_3' });
    decided(decided(story, 'c_2'), 'c_4').tell('case-continued-as', { newCaseId: 'c_3' }, { caseId: 'c_2' });
    expect(childrenOf(routed(story).routing)).toEqual([[[1, 2, 3, 4, 5]]]);
  });

  it('tell which of them no longer stand as they were kept', () => {
    const story = decided(decided(new Story(), 'c_1'), 'c_2').tell('person-registered', {}, { person: ben });
    story.tell('case-continued-as', { newCaseId: 'c_2' }, { caseId: 'c_1' }).tell('persons-linked', { other: ben });
    const routing = new Routing(openRoutingFile(temporaryDirectory()));
    const stale = story.facts.map((fact) => [...routing.add(fact).stale].sort());
    expect(stale.slice(0, 4)).toEqual([[], [], [], [1, 2]]);
    expect(stale[4]).toEqual([1]);
  });
});

describe('child units', () => {
  it('hold the cases of every reporter that name the child, each in one child only', () => {
    const story = decided(decided(new Story(), 'c_1'), 'c_2', { reporter: '461' });
    expect(childrenOf(decided(story, 'c_3', { person: ben }) && routed(story).routing)).toEqual([[[1], [2]], [[3]]]);
  });

  it.each([
    ['a birth', (story: Story) => story.tell('person-born', { newIdentifier: anna }, { person: unborn })],
    ['a link', (story: Story) => story.tell('persons-linked', { other: unborn })],
    [
      'a change of identifier',
      (story: Story) => story.tell('identifier-changed', { newIdentifier: anna }, { person: unborn }),
    ],
    [
      'the number in a start',
      (story: Story) => story.tell('placement-started', { childIdentifier: anna }, { person: unborn, caseId: 'c_1' }),
    ],
    ['a case that named both', (story: Story) => decided(story, 'c_1')],
  ])('are joined by %s', (_how, tie) => {
    const story = tie(decided(decided(new Story(), 'c_1', { person: unborn }), 'c_2'));
    expect(routed(story).routing.children(0, 100)).toHaveLength(1);
  });

  it('are joined by an event id that lies in two streams', () => {
    const one = new Story().tell('placement-decided', {}, { id: 'shared', caseId: 'c_1' });
    const story = decided(one, 'c_2', { person: ben });
    expect(routed(story).routing.children(0, 100)).toHaveLength(2);
    story.tell('placement-decided', {}, { id: 'shared', caseId: 'c_3', person: ben });
    expect(routed(story).routing.children(0, 100)).toHaveLength(1);
  });

  it('are not joined by a mother or a sibling', () => {
    const story = decided(decided(new Story(), 'c_1'), 'c_2', { person: ben });
    for (const person of [anna, ben]) story.tell('person-related', { relation: 'mother', other: mother }, { person });
    story.tell('person-related', { relation: 'sibling', other: ben });
    expect(childrenOf(routed(story).routing)).toEqual([[[1, 3, 4, 5]], [[2, 4]]]);
  });
});

describe('routes for a trace', () => {
  it('lead from any name of a child to all its cases and facts, and from a case to its own', () => {
    const story = decided(decided(new Story(), 'c_1', { person: unborn }), 'c_9', { reporter: '461' })
      .tell('person-born', { newIdentifier: anna }, { person: unborn })
      .tell('person-registered', {}, { person: mother });
    const routes = openRouting(routed(story).directory);
    expect(routes.factsOfPerson([unborn.pseudonym], 4)).toEqual([1, 2, 3, 4]);
    expect(routes.factsOfPerson([anna.pseudonym, unborn.pseudonym], 2)).toEqual([1, 2]);
    expect(routes.factsOfPerson([mother.pseudonym], 4)).toEqual([4]);
    expect(routes.factsOfPerson(['p_nobody'], 4)).toEqual([]);
    expect(routes.factsOfCaseKey('461', 'c_9', 4)).toEqual([2]);
    expect(routes.factsOfCaseKey('461', 'c_1', 4)).toEqual([]);
    routes.close();
  });
});

describe('the file', () => {
  it('keeps its checkpoint, and forgets what was rolled back', () => {
    const directory = temporaryDirectory();
    const db = openRoutingFile(directory);
    const routing = new Routing(db);
    const [first, second] = decided(decided(new Story(), 'c_1'), 'c_2').facts;
    routing.add(first!);
    routing.advance(1);
    db.exec('BEGIN');
    routing.add(second!);
    routing.advance(2);
    db.exec('ROLLBACK');
    routing.reread();
    expect(routing.checkpoint()).toBe(1);
    expect(routing.children(0, 9)).toEqual([1]);
    db.close();
    expect(new Routing(openRoutingFile(directory)).checkpoint()).toBe(1);
  });
});

import { vanishedBy } from '#libs/reporting';
import { Story, anna } from '../../libs/cases/testing/story.js';
import { placed } from '../../libs/cases/testing/usual.js';
import type { StoredPerson } from '#libs/cases';
import { projecting, type Readers } from '../testing/projected.js';
import { placementCoverage } from './coverage.js';

const project = projecting();
const on = '2026-03-31';
const substitute: StoredPerson = {
  pseudonym: 'p_substitute',
  kind: 'substitute',
  birthDate: '2015-01-01',
  sex: 'female',
};

/** Keys of the placements that covered the day as of the earlier ordinal and vanished by the end of the story. */
const vanished = ({ placements }: Readers, earlier: number, later: number, reporter = '751'): string[] =>
  [...vanishedBy(placementCoverage(placements!))({ reporter, on, earlier, later })].map(({ key }) => key);

/** Given a placement delivered, when something else is told, then what vanished. */
async function after(tell: (story: Story) => void, story = placed()): Promise<string[]> {
  const earlier = story.facts.length;
  tell(story);
  return vanished(await project(story), earlier, story.facts.length);
}

describe('the placements that cover a day', () => {
  const covered = async (story: Story, day: string, asOf = story.facts.length): Promise<string[]> => {
    const { coverageOf } = placementCoverage((await project(story))['placements']!);
    return [...coverageOf({ reporter: '751', asOf, on: day })].map(({ child }) => child);
  };

  test('R2: run from the start to the day before the end; a decision alone covers none', async () => {
    const story = placed().tell('placement-ceased', { endDate: '2026-06-01' });
    expect(await covered(story, '2026-02-09')).toEqual([]);
    expect(await covered(story, '2026-02-10')).toEqual(['p_anna']);
    expect(await covered(story, '2026-05-31')).toEqual(['p_anna']);
    expect(await covered(story, '2026-06-01')).toEqual([]);
    expect(await covered(story, '2026-06-01', 2)).toEqual(['p_anna']);
    expect(await covered(story, '2026-02-10', 1)).toEqual([]);
  });

  test('are those of one reporter, or of the country', async () => {
    const story = placed(placed(new Story(anna, '461', 'c_odense')));
    const { coverageOf } = placementCoverage((await project(story))['placements']!);
    const keys = (reporter: string) => [...coverageOf({ reporter, asOf: 4, on })].map(({ key }) => key);
    expect(keys('461')).toEqual(['1']);
    expect(keys('751')).toEqual([]);
    expect(keys('')).toEqual(['1']);
  });
});

describe('given a child that was placed', () => {
  test('nothing new: still placed', async () => {
    expect(await after((story) => story.tell('placement-followed-up'))).toEqual([]);
  });

  test('ANB-2.1f: ceased is not vanished', async () => {
    expect(await after((story) => story.tell('placement-ceased', { endDate: '2026-03-20' }))).toEqual([]);
  });

  test('ANB-2.1f: an end after the day that is corrected to before it is not vanished', async () => {
    const story = placed().tell('placement-ceased', { endDate: '2026-06-01' }, { id: 'ceased' });
    expect(await after(() => story.correct('ceased', { endDate: '2026-03-20' }), story)).toEqual([]);
  });

  test('ANB-2.1g: handed over is not vanished', async () => {
    const tell = (story: Story) => story.tell('acting-duty-handed-over', { handOverDate: '2026-03-20' });
    expect(await after(tell)).toEqual([]);
  });

  test('ANB-2.2.4a: dead is not vanished', async () => {
    expect(await after((story) => story.tell('person-died', { deathDate: '2026-03-20' }))).toEqual([]);
  });

  test('a start retracted is not vanished, with its decision or without', async () => {
    expect(await after((story) => story.retract('started'))).toEqual([]);
    expect(await after((story) => story.retract('started').retract('decided'))).toEqual([]);
  });

  test('a start retracted and reported anew, later, is not vanished', async () => {
    expect(
      await after((story) => story.retract('started').tell('placement-started', { startDate: '2026-05-01' })),
    ).toEqual([]);
  });

  test('a start corrected to after the day has vanished', async () => {
    expect(await after((story) => story.correct('started', { startDate: '2026-05-01' }))).toEqual(['1']);
  });

  test('a cessation taken back does not explain what a corrected start then does', async () => {
    const tell = (story: Story) =>
      story
        .tell('placement-ceased', { endDate: '2026-03-20' }, { id: 'ceased' })
        .retract('ceased')
        .correct('started', { startDate: '2026-05-01' });
    expect(await after(tell)).toEqual(['1']);
  });

  test('a decision retracted leaves the placement, under another key', async () => {
    expect(await after((story) => story.retract('decided'))).toEqual([]);
  });

  test('IND-3.2.3c: under a substitute number that gets a CPR number is not vanished', async () => {
    const tell = (story: Story) =>
      story.tell('identifier-changed', { newIdentifier: anna, fromDate: '2026-04-01' }, { person: substitute });
    expect(await after(tell, placed(new Story(substitute)))).toEqual([]);
  });

  test('ANB-2.2.1c: placed before a number was told, then known as born, is not vanished', async () => {
    const unborn: StoredPerson = { pseudonym: 'p_unborn', kind: 'unborn', mother: { pseudonym: 'p_m', kind: 'cpr' } };
    const tell = (story: Story) =>
      story.tell('person-born', { birthDate: '2026-02-09', newIdentifier: anna }, { person: unborn });
    expect(await after(tell, placed(new Story(unborn)))).toEqual([]);
  });

  test('a new number and a start moved past the day: vanished, unless another case of the child covers it', async () => {
    const move = (story: Story) =>
      story
        .tell('identifier-changed', { newIdentifier: anna, fromDate: '2026-04-01' }, { person: substitute })
        .correct('started', { startDate: '2026-05-01' });
    expect(await after(move, placed(new Story(substitute)))).toEqual(['1']);
    const elsewhere = (story: Story) =>
      move(story).tell('placement-started', { startDate: '2026-03-01' }, { caseId: 'c_2', person: anna });
    expect(await after(elsewhere, placed(new Story(substitute)))).toEqual([]);
  });

  test('a case that names another child from then on has vanished for the first', async () => {
    const other: StoredPerson = { ...substitute, pseudonym: 'p_other' };
    const tell = (story: Story) =>
      story.tell('placement-followed-up', { followUpDate: '2026-03-01' }, { person: other });
    expect(await after(tell)).toEqual(['1']);
  });

  test('GEN-1.4d: a case continued as another is not vanished', async () => {
    const tell = (story: Story) => story.tell('case-continued-as', { changeDate: '2026-03-01', newCaseId: 'c_2' });
    expect(await after(tell)).toEqual([]);
  });
});

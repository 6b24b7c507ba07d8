import { parseCloudEventType } from '#libs/cases';
import type { CloudEvent } from '../telling/story.js';

/** Made numbers of one year. */
export interface YearFigures {
  placed: number;
  placementsStarted: number;
  supported: number;
  measuresStarted: number;
}

type Data = Readonly<Record<string, unknown>>;

/** A time of care: from its first day to its last, or on. */
interface Run {
  readonly from: string;
  to: string;
}

const starts: Readonly<Record<string, string>> = {
  'placement-started': 'startDate',
  'acting-duty-taken-over': 'takeOverDate',
  'youth-stay-decided': 'effectDate',
};
const ends: Readonly<Record<string, string>> = {
  'placement-ceased': 'endDate',
  'acting-duty-handed-over': 'handOverDate',
  'person-died': 'deathDate',
};

/**
 * Adds a child's events to the figures of the years: placed or supported on 31 December (once, whatever the number of cases),
 * placements and measures started in the year. Read off the events as told first, corrections of a day or two left aside.
 */
export function countChild(events: readonly CloudEvent[], years: ReadonlyMap<number, YearFigures>): void {
  const placements: Run[] = [];
  const measures = new Map<string, Run>();
  const told = events.map(({ type, data }) => ({ name: parseCloudEventType(type)!.name, data: data as Data }));
  const dated = told
    .map((one) => ({ ...one, on: dayOf(one) }))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  for (const { name, data, on } of dated) {
    readPlacement(name, data, on, placements, years);
    readMeasure(name, data, on, measures);
  }
  for (const { from } of measures.values()) tally(years, from, 'measuresStarted');
  for (const [year, figures] of years) {
    const day = `${year}-12-31`;
    if (placements.some((run) => holds(run, day))) figures.placed += 1;
    if ([...measures.values()].some((run) => holds(run, day))) figures.supported += 1;
  }
}

const dayOf = ({ name, data }: { name: string; data: Data }): string =>
  String(data[starts[name] ?? ends[name] ?? (name === 'support-started' ? 'startDate' : 'endDate')] ?? '');

const holds = ({ from, to }: Run, day: string): boolean => from <= day && (to === '' || to > day);

function tally(years: ReadonlyMap<number, YearFigures>, day: string, figure: keyof YearFigures): void {
  const figures = years.get(Number(day.slice(0, 4)));
  if (figures) figures[figure] += 1;
}

function readPlacement(
  name: string,
  data: Data,
  on: string,
  runs: Run[],
  years: ReadonlyMap<number, YearFigures>,
): void {
  const current = runs.at(-1);
  if (name in ends) {
    if (current && current.to === '' && on >= current.from) current.to = on;
  } else if (name in starts && data['implementation'] !== 'planned' && data['stay'] !== 'decided') {
    const goesOn = data['stay'] === 'continued' || (current !== undefined && current.to === '');
    if (goesOn && name !== 'acting-duty-taken-over') return;
    runs.push({ from: on, to: '' });
    // A duty taken over is the same placement at another municipality.
    if (name !== 'acting-duty-taken-over') tally(years, on, 'placementsStarted');
  }
}

function readMeasure(name: string, data: Data, on: string, runs: Map<string, Run>): void {
  const id = String(data['measureId']);
  if (name === 'support-started' && !runs.has(id)) runs.set(id, { from: on, to: '' });
  const run = runs.get(id);
  if (run && name === 'support-ceased') run.to = on;
}

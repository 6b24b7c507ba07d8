import { apiProblems, type ApiProblemCode, type ProblemLine } from './api-problems.js';
import { roomProblems, type RoomCode } from './room-problems.js';

export type ProblemCode = ApiProblemCode | RoomCode;

/** One problem as the catalogue tells it. */
export interface ProblemEntry {
  readonly code: ProblemCode;
  readonly status: number;
  readonly en: string;
  readonly da: string;
}

/** A map, since a code may come from an error of any library: an object would answer for `constructor`. */
const lines = new Map<string, ProblemLine>([...Object.entries(apiProblems), ...Object.entries(roomProblems)]);

/** Every problem the API can answer with. */
export const problemEntries = (): readonly ProblemEntry[] =>
  [...lines].map(([code, [status, en, da]]) => ({ code: code as ProblemCode, status, en, da }));

/** The line of a code; undefined for a code that is not ours. */
export const problemLine = (code: string): ProblemLine | undefined => lines.get(code);

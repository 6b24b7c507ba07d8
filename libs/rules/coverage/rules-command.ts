import { parseArgs } from 'node:util';
import { checkRules } from './check-rules.js';
import { coverageOf } from './coverage.js';
import { listRules } from './list-rules.js';
import { readSources, rootAbove } from './read-sources.js';
import { rulesTable } from './rules-table.js';

/** What the command needs from outside; `root` is the source checkout, found from where this code lies when absent. */
export interface RulesEdge {
  /** Takes a whole text; the caller ends the line. */
  readonly out: (text: string) => void;
  readonly root?: string;
}

const usage = 'Usage: sagsspor rules [--check] [--list <prefix of rule ids>]';

/**
 * `sagsspor rules`: the table of rules by statistic; `--list ANB-2.2` the rules by their ids; `--check` what is wrong.
 * Answers the exit code: 0, 1 when the check finds something, 2 when called wrongly or where there are no sources to read.
 */
export function rulesCommand(argv: readonly string[], { out, root = rootAbove(__dirname) }: RulesEdge): number {
  const asked = read(argv);
  if (!asked) return say(out, usage, 2);
  const sources = readSources(root);
  if (!sources.length)
    return say(
      out,
      'Which rules are kept is read from the sources, and a build holds none. Run it in a source checkout.',
      2,
    );
  const coverage = coverageOf(sources);
  if (asked.list !== undefined)
    return say(out, listRules(asked.list, coverage) || `No rule id begins with ${asked.list}.`, 0);
  if (!asked.check) return say(out, rulesTable(coverage), 0);
  const wrong = checkRules(coverage);
  return say(
    out,
    wrong.length ? wrong.join('\n') : 'Every rule is enforced with a test, or listed with its reason.',
    wrong.length ? 1 : 0,
  );
}

function read(argv: readonly string[]): { check?: boolean; list?: string } | undefined {
  try {
    return parseArgs({ args: [...argv], options: { check: { type: 'boolean' }, list: { type: 'string' } } }).values;
  } catch {
    return undefined;
  }
}

function say(out: (text: string) => void, text: string, code: number): number {
  out(text);
  return code;
}

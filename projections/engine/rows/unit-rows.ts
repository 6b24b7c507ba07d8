import type { Row } from '#libs/cases';
import { sameJson } from './same-json.js';

/** What an event did to a thing: its row; of one that is gone the last. */
export interface Change {
  readonly row: Row;
  readonly gone: boolean;
  readonly thing: Thing;
}

/** A thing of a unit, as its file knows it. */
export interface Thing {
  /** Its number there, once that is known. */
  no: number | undefined;
  /** The unit never gave it before: most likely no row of it was written yet. */
  readonly isNew: boolean;
}

/** A thing with its row as it stands, or as it last stood. */
interface Standing extends Thing {
  row: Row;
  gone: boolean;
  /** The turn in which it was last given. */
  turn: number;
}

const none: readonly Change[] = [];

/** The rows that one projection gives of a unit, from one event to the next. */
export class UnitRows {
  #given: readonly Row[] = [];
  /** What stands for each of the given rows. */
  #standing: readonly Standing[] = [];
  #turn = 0;
  readonly #byKey = new Map<string, Standing>();

  /**
   * Takes the rows as a fold gives them now, and tells what that changed: new and changed rows, and those that vanished. A row that says
   * what it said is none, though it be another object.
   * @param isKnown what is new here may be written long since: the unit was forgotten, and is folded anew.
   * @throws Error when a fold gives two rows of one key: a fault of the fold, never of the data.
   */
  turnTo(given: readonly Row[], isKnown = false): readonly Change[] {
    const [before, standing] = [this.#given, this.#standing];
    if (given === before || (given.length === 0 && before.length === 0)) return none;
    this.#turn++;
    const changes: Change[] = [];
    const stands: Standing[] = [];
    for (let at = 0; at < given.length; at++) {
      const row = given[at]!;
      // Most rows are the very objects that were given before, and at the same place.
      stands.push(before[at] === row ? this.#again(standing[at]!) : this.#take(row, changes, !isKnown));
    }
    this.#standing = stands;
    this.#given = given;
    for (const one of standing)
      if (one.turn !== this.#turn) {
        one.gone = true;
        changes.push({ row: one.row, gone: true, thing: one });
      }
    return changes.length ? changes : none;
  }

  #take(row: Row, changes: Change[], isNew: boolean): Standing {
    const id = `${row.kind} ${row.key}`;
    let one = this.#byKey.get(id);
    if (one) {
      this.#again(one);
      if (!one.gone && isAs(one.row, row)) return one;
      one.row = row;
      one.gone = false;
    } else {
      one = { row, no: undefined, isNew, gone: false, turn: this.#turn };
      this.#byKey.set(id, one);
    }
    changes.push({ row, gone: false, thing: one });
    return one;
  }

  #again(one: Standing): Standing {
    if (one.turn === this.#turn) throw new Error(`a fold gave two rows of the kind ${one.row.kind} with one key`);
    one.turn = this.#turn;
    return one;
  }
}

const isAs = (one: Row, other: Row): boolean =>
  one === other ||
  (one.date === other.date &&
    one.until === other.until &&
    one.order === other.order &&
    one.person === other.person &&
    one.caseKey === other.caseKey &&
    one.reporter === other.reporter &&
    sameJson(one.body, other.body));

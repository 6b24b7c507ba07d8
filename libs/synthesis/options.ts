import { isMunicipality, isPlainDate, municipalities } from '#libs/reference';
import { SynthesisError } from './synthesis-error.js';

/** What to make. The same options make the same bytes. */
export interface SynthesisOptions {
  /** Any text or number; another seed makes other children. */
  readonly seed: string | number;
  /** Codes, or how many (the first of the official list); all 98 when absent. */
  readonly municipalities?: readonly string[] | number;
  /** First and last calendar year whose events are made. Cases that run when it begins bring their history. */
  readonly years: readonly [from: number, to: number];
  /** 1 = the size of Denmark (of the chosen municipalities' share of it). Default 1. */
  readonly scale?: number;
  /** Adds cases that are wrong in a known way, and the findings to expect of them. Default false. */
  readonly faults?: boolean;
  /** Share of events that are sent twice, byte for byte. Default 0.005. */
  readonly duplicates?: number;
  /** Last day anything is told on; the last day of the last year when absent. May not lie ahead of the day of intake. */
  readonly asOfEnd?: string;
}

/** Options with every default in place. */
export interface Wanted {
  readonly seed: string;
  readonly municipalities: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly scale: number;
  readonly faults: boolean;
  readonly duplicates: number;
  readonly end: string;
}

/** Reads options. Throws {@link SynthesisError}. */
export function wantedOf(options: SynthesisOptions): Wanted {
  const [from, to] = options.years;
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 2012 || to < from || to > 2036) {
    throw new SynthesisError('SYNTHESIS-YEARS', 'Give a first and a last year from 2012 to 2036, the first not later.');
  }
  const scale = options.scale ?? 1;
  if (!(scale > 0 && scale <= 100))
    throw new SynthesisError('SYNTHESIS-SCALE', 'Give a scale above 0 and at most 100.');
  const end = options.asOfEnd ?? `${to}-12-31`;
  if (!isPlainDate(end) || end < `${from}-01-01` || end > `${to}-12-31`) {
    throw new SynthesisError('SYNTHESIS-END', 'Give an end date within the years asked for, as YYYY-MM-DD.');
  }
  return {
    seed: String(options.seed),
    municipalities: chosen(options.municipalities),
    from,
    to,
    scale,
    faults: options.faults ?? false,
    duplicates: options.duplicates ?? 0.005,
    end,
  };
}

function chosen(wanted: SynthesisOptions['municipalities']): readonly string[] {
  const all = municipalities().map(({ code }) => code);
  const codes = typeof wanted === 'number' ? all.slice(0, wanted) : [...new Set(wanted ?? all)];
  if (codes.length === 0 || !codes.every(isMunicipality)) {
    throw new SynthesisError('SYNTHESIS-MUNICIPALITY', 'Give at least one municipality, each by its three-digit code.');
  }
  return codes;
}

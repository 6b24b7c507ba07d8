import { lazyData } from './read-data.js';

/** One of the 98 municipalities. Christiansø (411) is none of them. */
export interface Municipality {
  /** Three digits. */
  readonly code: string;
  readonly name: string;
  readonly region: string;
  readonly regionCode: string;
  /** Landsdel. */
  readonly province: string;
  readonly provinceCode: string;
}

const all = lazyData<readonly Municipality[]>('municipalities');
let byCode: ReadonlyMap<string, Municipality> | undefined;

export const municipalities = (): readonly Municipality[] => all();

export function municipality(code: string): Municipality | undefined {
  byCode ??= new Map(all().map((one) => [one.code, one]));
  return byCode.get(code);
}

export const isMunicipality = (code: string): boolean => municipality(code) !== undefined;

import { readData } from '../read-data.js';
import type { CodeEntry, CodeList } from './code-list.js';

type Published = Readonly<Record<string, Omit<CodeList, 'id'>>>;
type Category = readonly [key: string, da: string, en: string, rule?: string];

interface HouseKeys {
  readonly keys: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly categories: Readonly<Record<string, readonly Category[]>>;
}

interface HouseLists {
  readonly note: string;
  readonly lists: Readonly<Record<string, { title_da: string; title_en: string; keys: readonly Category[] }>>;
}

const unknown = 'official code unknown';

/** Every list as delivered: those copied with their sources, with our keys where the official code is not known, and our own.
 * The temporary non-approved offer (ANB-2.2.7a) is in no published list; it has a key of ours in both lists of site types. */
export function publishedLists(): CodeList[] {
  const house = readData<HouseKeys>('house-keys');
  const copied = Object.entries(readData<Published>('code-lists')).map(([id, list]) => withHouseKeys(id, list, house));
  return [...copied, ...houseLists()];
}

function withHouseKeys(id: string, list: Omit<CodeList, 'id'>, house: HouseKeys): CodeList {
  const keys = house.keys[id] ?? {};
  const entries = list.codes.map((entry) => {
    const key = entry.code === null && entry.en ? keys[entry.en] : undefined;
    return key ? { ...entry, key, house: true, note: entry.note ?? unknown } : entry;
  });
  return { id, ...list, codes: [...entries, ...(house.categories[id] ?? []).map(categoryEntry)] };
}

function categoryEntry([key, da, en, rule]: Category): CodeEntry {
  return { code: null, key, house: true, da, en, note: unknown, ...(rule && { rule }) };
}

function houseLists(): CodeList[] {
  const { note, lists } = readData<HouseLists>('house-lists');
  return Object.entries(lists).map(([id, { title_da, title_en, keys }]) => ({
    id,
    title_da,
    title_en,
    source: 'house',
    confidence: 'house',
    access: 'direct',
    note,
    complete: false,
    codes: keys.map(categoryEntry),
  }));
}

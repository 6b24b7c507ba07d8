import { fieldsOf, type Field } from '#libs/cases';

type Dto = new () => object;
export type Content = Readonly<Record<string, unknown>>;

/** One value that stands in an event: its field and the object it stands in. */
export class Visited {
  constructor(
    readonly field: Field,
    readonly value: unknown,
    readonly parent: Content,
    private readonly under: string,
    private readonly index?: number,
  ) {}

  /** The JSON pointer to it; made when it is asked for, since most values are good. */
  get pointer(): string {
    const at = `${this.under}/${this.field.name}`;
    return this.index === undefined ? at : `${at}/${this.index}`;
  }
}

const cache = new Map<Dto, readonly Field[]>();

/** The fields of a DTO, looked up once. */
export function fieldsOnce(dto: Dto): readonly Field[] {
  let fields = cache.get(dto);
  if (!fields) cache.set(dto, (fields = fieldsOf(dto)));
  return fields;
}

/**
 * Shows every value present in an object that has the shape of its DTO: each part before what it holds, lists entry by
 * entry (a list of codes as its codes). The content of a correction is shown as one value.
 * @param wanted which kinds of fields are shown.
 */
export function visitFields(
  dto: Dto,
  content: Content,
  pointer: string,
  wanted: ReadonlySet<Field['kind']>,
  see: (visited: Visited) => void,
): void {
  for (const field of fieldsOnce(dto)) {
    const value = content[field.name];
    if (value === undefined) continue;
    const { kind } = field;
    const isWanted = wanted.has(kind);
    if (kind === 'codes') {
      const codes = value as unknown[];
      if (isWanted) codes.forEach((code, index) => see(new Visited(field, code, content, pointer, index)));
      continue;
    }
    if (isWanted && kind !== 'parts') see(new Visited(field, value, content, pointer));
    if (kind === 'part') visitFields(field.type!(), value as Content, `${pointer}/${field.name}`, wanted, see);
    else if (kind === 'parts') {
      const at = `${pointer}/${field.name}`;
      (value as Content[]).forEach((entry, index) => visitFields(field.type!(), entry, `${at}/${index}`, wanted, see));
    }
  }
}

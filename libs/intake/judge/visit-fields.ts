import { fieldsOf, type Field } from '#libs/cases';

type Dto = new () => object;
export type Content = Readonly<Record<string, unknown>>;

/** One value that stands in an event: its field, the object it stands in, and the JSON pointer to it. */
export interface Visited {
  readonly field: Field;
  readonly value: unknown;
  readonly parent: Content;
  readonly pointer: string;
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
 */
export function visitFields(dto: Dto, content: Content, pointer: string, see: (visited: Visited) => void): void {
  for (const field of fieldsOnce(dto)) {
    const value = content[field.name];
    if (value === undefined) continue;
    const at = `${pointer}/${field.name}`;
    if (field.kind === 'part') {
      see({ field, value, parent: content, pointer: at });
      visitFields(field.type!(), value as Content, at, see);
    } else if (field.kind === 'parts') {
      (value as Content[]).forEach((entry, index) => visitFields(field.type!(), entry, `${at}/${index}`, see));
    } else if (field.kind === 'codes') {
      (value as unknown[]).forEach((code, index) =>
        see({ field, value: code, parent: content, pointer: `${at}/${index}` }),
      );
    } else {
      see({ field, value, parent: content, pointer: at });
    }
  }
}

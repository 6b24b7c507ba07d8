import {
  CaseEventData,
  cloudEventTypeOf,
  EventData,
  eventType,
  eventTypes,
  exampleOf,
  fieldsOf,
  PersonEventData,
  type EventType,
  type Field,
} from '#libs/cases';

type Constructor = new () => object;

/** What several types share is told once; the most special first. */
const shared: readonly (readonly [of: Constructor, title: string])[] = [
  [CaseEventData, 'What an event of a case carries'],
  [PersonEventData, 'What an event about a person carries'],
  [EventData, 'What every event carries'],
];

/** The event catalogue: every type with its fields, rules and an example, made from the declarations that validate it. */
export function eventsPage(): string {
  const types = eventTypes();
  return `# Event catalogue

An event is a CloudEvents 1.0 envelope: \`specversion\` 1.0, \`id\` (yours, at most 128 characters, for good), \`source\`, \`type\`, and \`data\` with
the fields below. An optional field is left out, never null. Dates are plain Danish calendar dates. How events are sent:
[publishing](publishing.md). This page is made by \`sagsspor docs events\`.

| type | what | official term |
| --- | --- | --- |
${types.map(({ name, en, da }) => `| [${name}](#${name}) | ${en} | ${da} |`).join('\n')}

${[...shared].reverse().map(sharedSection).join('\n')}
${partsOf(types).map(partSection).join('\n')}
${types.map(typeSection).join('\n')}`;
}

function sharedSection([of, title]: (typeof shared)[number]): string {
  const base = baseOf(Object.getPrototypeOf(of) as Constructor);
  return `## ${title}

${base ? `${besides(base)}\n\n` : ''}${table(ownFields(of, base))}
`;
}

const besides = ([, title]: (typeof shared)[number]): string =>
  `Besides [${title.toLowerCase()}](#${anchorOf(title)}):`;

const partSection = (part: Constructor): string => `## ${part.name}

${table(fieldsOf(part))}
`;

function typeSection(type: EventType): string {
  const { name, en, da, date, rules, data } = type;
  const base = baseOf(data);
  return `## ${name}

${en}, *${da}*. \`${cloudEventTypeOf(type)}\`${date ? `, happened on \`${date}\`` : ''}.${rules.length ? ` Rules: ${rules.join(', ')}.` : ''}
${besides(base!)}

${table(ownFields(data, base))}

\`\`\`json
${JSON.stringify(exampleData(type), null, 2)}
\`\`\`
`;
}

const baseOf = (of: Constructor): (typeof shared)[number] | undefined =>
  shared.find(([base]) => of === base || of.prototype instanceof base);

function ownFields(of: Constructor, base: (typeof shared)[number] | undefined): readonly Field[] {
  const known = new Set(base ? fieldsOf(base[0]).map(({ name }) => name) : []);
  return fieldsOf(of).filter(({ name }) => !known.has(name));
}

/** The composite values that fields hold, as they are first met. */
function partsOf(types: readonly EventType[]): readonly Constructor[] {
  const parts = new Set<Constructor>();
  const look = (of: Constructor): void => {
    for (const { type } of fieldsOf(of)) if (type) look(parts.add(type()) && type());
  };
  for (const { data } of types) look(data);
  return [...parts];
}

/** A correction's content is that of its root, which no field can have as an example of its own. */
function exampleData({ name, data }: EventType): object {
  if (name !== 'correction') return exampleOf(data, false);
  const content = exampleOf(eventType('placement-started')!.data, false);
  return { reporter: '751', root: 'evt-0001', type: 'placement-started', reason: 'error', content };
}

const table = (fields: readonly Field[]): string =>
  ['| field | required | form | meaning |', '| --- | --- | --- | --- |', ...fields.map(row)].join('\n');

function row(field: Field): string {
  const { name, required, en, da, mayLieAhead, vaulted, rules } = field;
  const said = [
    `${en}${da ? ` *${da}*.` : ''}`,
    mayLieAhead && 'May lie ahead.',
    vaulted && 'Kept in the vault.',
    rules?.length && `(${rules.join(', ')})`,
  ].filter(Boolean);
  const cells = [`\`${name}\``, required === false ? '' : 'yes', formOf(field), said.join(' ')];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function formOf({ kind, list, type, schema }: Field): string {
  const part = type && `[${type().name}](#${anchorOf(type().name)})`;
  switch (kind) {
    case 'choice':
      return (schema['enum'] as readonly string[]).map((word) => `\`${word}\``).join(', ');
    case 'code':
      return list?.startsWith('(') ? 'code of the list that `list` names' : `code of \`${list}\``;
    case 'codes':
      return `codes of \`${list}\``;
    case 'part':
      return part!;
    case 'parts':
      return `list of ${part}`;
    case 'flag':
      return 'true or false';
    case 'content':
      return 'object';
    case 'count':
      return `${String(schema['minimum'])} to ${String(schema['maximum'])}`;
    case 'event-id':
      return "the sender's event id";
    default:
      return kind;
  }
}

const anchorOf = (title: string): string => title.toLowerCase().replaceAll(' ', '-');

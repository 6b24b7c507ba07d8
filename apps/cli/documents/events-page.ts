import { cloudEventTypeOf, eventTypes, exampleOf, fieldsOf, type EventType, type Field } from '#libs/cases';

/** The event catalogue: every type with its fields, rules and an example, made from the declarations that validate it. */
export function eventsPage(): string {
  return `# Event catalogue

Every event is a CloudEvents 1.0 envelope: \`specversion\` 1.0, \`id\` (yours, for good), \`source\`, \`type\`, \`data\`. What the reporter is and
who sends comes from the credential. Made by \`sagsspor docs events\`.

${eventTypes()
  .map((type) => `- [${type.name}](#${type.name})`)
  .join('\n')}

${eventTypes().map(section).join('\n')}`;
}

function section(type: EventType): string {
  const { name, en, da, family, date, rules } = type;
  return `## ${name}

${en} (*${da}*). \`${cloudEventTypeOf(type)}\`, in the stream of a ${family === 'case' ? 'case' : family}; ${date ? `happened on \`${date}\`` : 'has no day of its own'}.${rules.length ? ` Rules: ${rules.join(', ')}.` : ''}

| field | required | meaning |
| --- | --- | --- |
${rows(type.data, '').join('\n')}

\`\`\`json
${JSON.stringify(exampleOf(type.data, false), null, 2)}
\`\`\`
`;
}

function rows(of: new () => object, prefix: string): string[] {
  return fieldsOf(of).flatMap((field) => [row(field, prefix), ...inner(field, prefix)]);
}

const inner = (field: Field, prefix: string): string[] =>
  field.type ? rows(field.type(), `${prefix}${field.name}${field.kind === 'parts' ? '[]' : ''}.`) : [];

function row(field: Field, prefix: string): string {
  const { name, required, en, da, list, mayLieAhead, vaulted, rules } = field;
  const said = [
    `${en}${da ? ` *${da}*.` : ''}`,
    list && `Code list \`${list}\`.`,
    mayLieAhead && 'May lie ahead.',
    vaulted && 'Kept in the vault; the log holds a token.',
    rules?.length && `(${rules.join(', ')})`,
  ].filter(Boolean);
  return `| \`${prefix}${name}\` | ${required === false ? '' : 'yes'} | ${said.join(' ').replaceAll('|', '\\|')} |`;
}

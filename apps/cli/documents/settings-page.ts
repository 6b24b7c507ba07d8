import { settings } from '#apps/house';

/** Every setting with its default and meaning. */
export const settingsPage = (): string => `# Settings

Read from the environment at start and checked there; a wrong one ends the start with \`config.invalid\` or \`config.open-network\`.
Command-line options (\`--data\`, \`--out\`, \`--host\`, \`--port\`) win over them. How they are used: [operations](operations.md). This page is made
by \`sagsspor docs settings\`.

| variable | default | meaning |
| --- | --- | --- |
${[...settings, ...secrets].map(([name, standard, meaning]) => `| \`${name}\` | ${standard ? `\`${standard}\`` : '–'} | ${meaning} |`).join('\n')}
`;

/** Not among the settings, so that they are in no object that could be printed. */
const secrets = [
  [
    'SAGSSPOR_MASTER_KEY',
    '',
    'The master key of the vault itself: 32 bytes as 64 hex digits or base64. Secret; wins over the key file.',
  ],
  ['SAGSSPOR_TOKEN', '', 'Token of the credential under which `sagsspor import` sends. Secret.'],
] as const;

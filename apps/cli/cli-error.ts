/** Why a command could not be done, where no room has said it. Stable. */
export const cliErrorCodes = [
  'cli.usage',
  'cli.file',
  'cli.no-credential',
  'cli.server-gone',
  'cli.server-running',
  'cli.not-ours',
] as const;

export type CliErrorCode = (typeof cliErrorCodes)[number];

export class CliError extends Error {
  override readonly name = 'CliError';

  constructor(
    readonly code: CliErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** Where a command writes. Results go to standard output, everything about them to standard error. */
export interface Terminal {
  out(text: string): void;
  /** Bytes of a result, at the pace they are taken. */
  write(chunk: Uint8Array | string): Promise<void>;
  note(text: string): void;
  /** Says how far long work is: one line that is written over, or a line every few seconds where nobody watches. */
  progress(text: string): void;
  /** Ends a line of progress. */
  settle(): void;
}

/** Milliseconds between two lines of progress in a file or pipe. */
const everyPiped = 5_000;
/** And on a screen. */
const everyShown = 100;

export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  let shown = 0;
  let last = 0;
  const clear = (): void => {
    if (shown > 0) stderr.write(`\r${' '.repeat(shown)}\r`);
    shown = 0;
  };
  return {
    out(text) {
      clear();
      stdout.write(`${text}\n`);
    },
    async write(chunk) {
      if (!stdout.write(chunk)) await new Promise((resolve) => stdout.once('drain', resolve));
    },
    note(text) {
      clear();
      stderr.write(`${text}\n`);
    },
    progress(text) {
      const now = Date.now();
      if (now - last < (stderr.isTTY ? everyShown : everyPiped)) return;
      last = now;
      clear();
      stderr.write(stderr.isTTY ? text : `${text}\n`);
      shown = stderr.isTTY ? text.length : 0;
    },
    settle: clear,
  };
}

const grouped = new Intl.NumberFormat('en-GB');

/** A count as people read it. */
export const count = (value: number): string => grouped.format(value).replaceAll(',', ' ');

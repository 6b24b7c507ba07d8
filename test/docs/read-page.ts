import { readFileSync } from 'node:fs';

/** A fenced block of a Markdown page. */
export interface Block {
  /** `sh` is run, `text` is what the block before it prints; anything else is only read. */
  readonly language: string;
  /** Said after the language: `varies` = the numbers of this output are another day's. */
  readonly varies: boolean;
  readonly lines: readonly string[];
  /** Line of its first fence, from 1. */
  readonly at: number;
}

/** A block that is run, and the output that the page shows of it, if it does. */
export interface Step {
  readonly block: Block;
  readonly shown: Block | undefined;
}

/** The fenced blocks of a page, in order. @throws when a fence is left open. */
export function blocksOf(path: string): Block[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at++) {
    const fence = /^```(\S*) *(.*)$/.exec(lines[at]!);
    if (!fence) continue;
    const end = lines.indexOf('```', at + 1);
    if (end < 0) throw new Error(`${path}:${at + 1}: a fence is left open`);
    blocks.push({
      language: fence[1]!,
      varies: fence[2] === 'varies',
      lines: lines.slice(at + 1, end),
      at: at + 1,
    });
    at = end;
  }
  return blocks;
}

/** What is run of a page; the `text` block after a step, before the next one, is its output. */
export function stepsOf(path: string): Step[] {
  const blocks = blocksOf(path).filter(({ language }) => language === 'sh' || language === 'text');
  return blocks.flatMap((block, at) => {
    if (block.language !== 'sh') return [];
    const next = blocks[at + 1];
    return [{ block, shown: next?.language === 'text' ? next : undefined }];
  });
}

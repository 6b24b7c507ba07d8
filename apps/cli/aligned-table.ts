/** Longer cells are cut on a screen; the other formats give them whole. */
const widest = 40;

/** Columns side by side, as wide as their longest cell. */
export function alignedTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const cut = (text: string): string => (text.length > widest ? `${text.slice(0, widest - 1)}…` : text);
  const all = [columns, ...rows].map((row) => row.map(cut));
  const widths = columns.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Columns of text under a header, padded to equal width; numbers are the caller's to format. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[], alignRight: readonly number[] = []): string {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map(row => row[column].length)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (alignRight.includes(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
      .join('  ')
      .trimEnd()
  return [line(header), line(widths.map(width => '─'.repeat(width))), ...rows.map(line)].join('\n')
}

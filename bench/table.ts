const nameWidth = 34;
const cellWidth = 12;

/** One line of a table: a name and its cells, right-aligned. */
export function row(name: string, ...cells: string[]): void {
  console.log(`${name.padEnd(nameWidth)}${cells.map((cell) => cell.padStart(cellWidth)).join("")}`);
}

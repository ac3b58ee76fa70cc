/** A whole number out of a row that our own SQL selected. The threads do without zod: it is half their start. */
export function numberInRow(row: unknown, column: string): number {
  const value = Number(Reflect.get(Object(row), column));
  if (Number.isSafeInteger(value)) return value;
  throw new Error(`The database gave no number for ${column}.`);
}

const grouped = new Intl.NumberFormat("en-GB");

/** A count with its thousands apart: "12,345". */
export function countWords(count: number): string {
  return grouped.format(count);
}

/** "1 delivery", "1,204 deliveries". */
export function deliveriesInWords(count: number): string {
  return `${countWords(count)} ${count === 1 ? "delivery" : "deliveries"}`;
}

/** Shared by both tables: columns on a screen, a card a row on a phone. */
export const tableLooks = {
  table: "w-full border-separate border-spacing-0 max-md:block",
  head: "max-md:sr-only",
  headCell:
    "sticky top-0 z-10 h-8 whitespace-nowrap border-line border-b bg-paper px-3 text-left font-normal text-ink-faint text-xs first:pl-6 last:pr-6",
  body: "max-md:block",
  row: "relative text-sm hover:bg-hover max-md:flex max-md:flex-wrap max-md:items-baseline max-md:gap-x-3 max-md:border-line max-md:border-b max-md:px-4 max-md:py-2",
  cell: "h-10 border-line border-b px-3 py-1.5 align-top first:pl-6 last:pr-6 max-md:block max-md:h-auto max-md:border-0 max-md:px-0 max-md:py-0.5 max-md:nth-3:basis-full max-md:nth-4:basis-full max-md:empty:hidden max-md:first:pl-0 max-md:last:pr-0",
  link: "relative z-1 text-accent hover:underline",
} as const;

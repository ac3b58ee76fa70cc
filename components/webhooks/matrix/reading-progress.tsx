import type { AccountsOverview } from "@/lib/api-client/accounts/account-webhooks-query";

export const waitWords = {
  share: "Waiting for Kazoo: Hookline takes a third of the requests that it lets an account make.",
  kazoo: "Waiting for Kazoo: it has had too many requests.",
};

/** How far the reading is, and what it waits for. */
export function ReadingProgress({ overview }: { readonly overview: AccountsOverview }) {
  const { accounts, rows, waitsFor } = overview;
  const seen = [...rows.values()];
  const read = seen.length;
  const details = seen.filter(({ isWhole }) => !isWhole).length;
  const what =
    read < accounts.length || accounts.length === 0
      ? `${read} of ${accounts.length || "all"} accounts read.`
      : `All ${read} accounts read; failures and kinds of objects of ${details} are still asked for.`;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-line border-b px-4 py-1.5 text-ink-soft text-sm md:px-6">
      <progress
        aria-label="Accounts read"
        value={2 * read - details}
        max={2 * accounts.length || 1}
        className="h-1.5 w-40 accent-accent"
      />
      <output className="nums">
        {what} {waitsFor && waitWords[waitsFor]}
      </output>
    </div>
  );
}

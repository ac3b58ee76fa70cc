import { queryOptions } from "@tanstack/react-query";
import type { Account } from "@/lib/domain/account";
import {
  type AccountFrame,
  type AccountRow,
  accountFrameSchema,
} from "@/lib/domain/account-webhooks";
import { path } from "@/lib/format/path";
import { fetchFrames } from "../request/fetch-frames";
import { queryString } from "../request/fetch-json";
import { endsSession, sessionGate } from "../session/session-gate";

/** So often what arrives is drawn. */
const drawMs = 250;
const keptMs = 30 * 60_000;

/** The webhooks of an account and its descendants, as far as they are read by now. */
export interface AccountsOverview {
  readonly accounts: readonly Account[];
  readonly rows: ReadonlyMap<string, AccountRow>;
  /** What the reading waits for: Hookline's share of what Kazoo answers, or Kazoo itself. */
  readonly waitsFor: "share" | "kazoo" | null;
  /** Null while it is being read. */
  readonly readAt: number | null;
  /** Why the reading ended early. */
  readonly failure: string | null;
}

const nothing: AccountsOverview = {
  accounts: [],
  rows: new Map(),
  waitsFor: null,
  readAt: null,
  failure: null,
};

function withFrame(overview: AccountsOverview, frame: AccountFrame): AccountsOverview {
  const { rows } = overview;
  switch (frame.is) {
    case "accounts": {
      const known = new Set(frame.accounts.map(({ id }) => id));
      const left = new Map([...rows].filter(([id]) => known.has(id)));
      return { ...overview, accounts: frame.accounts, rows: left };
    }
    case "row":
      return { ...overview, rows: new Map(rows).set(frame.row.accountId, frame.row) };
    case "waiting":
      return { ...overview, waitsFor: frame.for };
    case "failed":
      return { ...overview, waitsFor: null, failure: frame.why };
    case "done":
      return { ...overview, waitsFor: null, readAt: frame.at };
  }
}

/**
 * Read once, and again only on wish: each reading costs Kazoo a request an account. What was read
 * stays on screen meanwhile. While the session is over it waits, and goes on where it was.
 */
export function accountWebhooksQuery(accountId: string) {
  const queryKey = ["descendants", accountId, "webhooks"] as const;
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<AccountsOverview> => {
      const before = client.getQueryData<AccountsOverview>(queryKey);
      let overview: AccountsOverview = { ...(before ?? nothing), readAt: null, failure: null };
      // What was cut short goes on where it was.
      let fresh = before !== undefined && before.readAt !== null;
      for (let drawnAt = 0; ; ) {
        let isOver = false;
        const search = queryString({ fresh: fresh || undefined });
        const address = path`/api/accounts/${accountId}/descendants/webhooks` + search;
        for await (const frame of fetchFrames(address, accountFrameSchema, { signal })) {
          isOver = frame.is === "failed" && endsSession(frame.code);
          if (isOver) break;
          overview = withFrame(overview, frame);
          if (frame.is === "row" && Date.now() - drawnAt < drawMs) continue;
          drawnAt = Date.now();
          client.setQueryData(queryKey, overview);
        }
        if (!isOver) return overview;
        fresh = false;
        sessionGate.shut();
      }
    },
    structuralSharing: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: keptMs,
    refetchOnReconnect: false,
    retry: false,
  });
}

import type { QueryClient, QueryKey } from "@tanstack/react-query";
import * as z from "zod/mini";
import { pageSession } from "../session/page-session";

const showAfterMs = 4_000;
const maxLength = 1_000_000;
const prefix = "hookline-last-known";

interface LastKnown<S extends z.ZodMiniType> {
  readonly client: QueryClient;
  readonly queryKey: QueryKey;
  readonly schema: S;
  readonly read: () => Promise<z.output<S>>;
}

/** The tab's own storage: it survives a reload and ends with the tab. Null where there is none. */
function tabStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

function find<S extends z.ZodMiniType>(name: string, schema: S) {
  try {
    const kept = z.object({ at: z.number(), value: z.unknown() });
    const { at, value } = kept.parse(JSON.parse(tabStorage()?.getItem(name) ?? ""));
    return { at, value: schema.parse(value) };
  } catch {
    return null;
  }
}

function keep(name: string, value: unknown): void {
  const text = JSON.stringify({ at: Date.now(), value });
  try {
    if (text.length <= maxLength) tabStorage()?.setItem(name, text);
  } catch {
    // No room: a reload during an outage then starts without it.
  }
}

/**
 * Reads what only Kazoo can tell and keeps it in the tab. When the page was loaded anew and Kazoo
 * fails or takes long, what was last known is shown, as old as it is.
 */
export async function readOrLastKnown<S extends z.ZodMiniType>(known: LastKnown<S>) {
  const { client, queryKey, schema, read } = known;
  const name = `${prefix} ${pageSession.identity()} ${JSON.stringify(queryKey)}`;
  const show = (): void => {
    if (client.getQueryData(queryKey) !== undefined) return;
    const found = find(name, schema);
    if (found) client.setQueryData(queryKey, found.value, { updatedAt: found.at });
  };
  const timer = setTimeout(show, showAfterMs);
  try {
    const value = await read();
    keep(name, value);
    return value;
  } catch (cause) {
    show();
    throw cause;
  } finally {
    clearTimeout(timer);
  }
}

/** For who logs out: nothing of the account stays in the tab. */
export function forgetLastKnown(): void {
  const storage = tabStorage();
  for (const name of Object.keys(storage ?? {})) {
    if (name.startsWith(prefix)) storage?.removeItem(name);
  }
}

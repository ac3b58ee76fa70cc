import type { KeyLookup } from "../keys/key-lookup";
import type { ConsoleClient } from "./console-client";

const timeoutMs = 3_000;

/** Whether the database has a key; null while the console or its database can't tell. */
export function askForKeys(client: ConsoleClient): KeyLookup {
  return async (digest) => {
    const answer = await client.ask("GET", `/keys/${digest}`, timeoutMs);
    if (typeof answer === "string" || answer.status !== 200) return null;
    try {
      const { known }: { readonly known?: unknown } = JSON.parse(answer.text);
      return typeof known === "boolean" ? known : null;
    } catch {
      return null;
    }
  };
}

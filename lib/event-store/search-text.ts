import type { Payload } from "@/lib/domain/event";
import { isSecretField } from "@/lib/format/secret-fields";
import { phoneForms } from "./phone-digits";

// What is longer is found by its beginning: an index must not grow with a 600 kB payload.
const longestText = 32 * 1024;
const longestLeaf = 4 * 1024;
// Kazoo adds it to every event with the same value: finds nothing, costs as much as the rest.
const clusterField = "cluster_id";

/** The text by which an event is found: the values of its payload, numbers also by their digits. */
export function searchText(payload: Payload | null): string {
  const parts: string[] = [];
  let length = 0;

  function add(part: string): void {
    parts.push(part);
    length += part.length + 1;
  }

  function visit(value: Payload | undefined): void {
    if (length >= longestText || value === undefined || value === null) return;
    if (typeof value === "string") {
      // The database would end the text at its first NUL, this leaf's and all that follow.
      const leaf = value.slice(0, longestLeaf).replaceAll("\0", "");
      add(leaf);
      for (const form of phoneForms(leaf)) add(form);
    } else if (typeof value === "number") {
      add(String(value));
    } else if (Array.isArray(value)) {
      for (const item of value) visit(item);
    } else if (typeof value === "object") {
      for (const [name, item] of Object.entries(value)) {
        if (name !== clusterField && !isSecretField(name)) visit(item);
      }
    }
  }

  visit(payload);
  return parts.join("\n").slice(0, longestText);
}

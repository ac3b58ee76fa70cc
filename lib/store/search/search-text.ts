import type { Payload } from "@/lib/domain/event";
import { clusterField, isInstantField } from "@/lib/payload/field-catalogue";
import { maskSecrets } from "@/lib/secrets/mask-secrets";
import { secretMask } from "@/lib/secrets/mask-text";
import { phoneForms } from "./phone-digits";

// Only this much of a text is indexed: an index must not grow with a 600 kB payload.
const longestText = 32 * 1024;
const longestLeaf = 4 * 1024;

/**
 * The text by which an event is found: the values of its payload without credentials, numbers also
 * by their digits.
 */
export function searchText(payload: Payload | null): string {
  const parts: string[] = [];
  let length = 0;

  function add(part: string): void {
    parts.push(part);
    length += part.length + 1;
  }

  function visitText(value: string, name: string): void {
    if (value === secretMask) return;
    const leaf = value.length > longestLeaf ? value.slice(0, longestLeaf) : value;
    // The database would end the text at its first NUL, this leaf's and all that follow.
    const text = leaf.includes("\0") ? leaf.replaceAll("\0", "") : leaf;
    add(text);
    if (isInstantField(name)) return;
    for (const form of phoneForms(text)) add(form);
  }

  function visit(value: Payload | undefined, name: string): void {
    if (length >= longestText || value === undefined || value === null) return;
    if (typeof value === "string") {
      visitText(value, name);
    } else if (typeof value === "number") {
      add(String(value));
    } else if (Array.isArray(value)) {
      for (const item of value) visit(item, name);
    } else if (typeof value === "object") {
      for (const field of Object.keys(value)) {
        if (field !== clusterField) visit(value[field], field);
      }
    }
  }

  if (payload !== null) visit(maskSecrets(payload), "");
  return parts.join("\n").slice(0, longestText);
}

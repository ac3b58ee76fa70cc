import type { Payload } from "@/lib/domain/event";
import { fieldWords } from "@/lib/payload/field-words";
import { isSecretField } from "@/lib/payload/secret-fields";

export interface FieldRow {
  /** As one writes it in code: `items[0].name`. */
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  /** Null for a branch; then `children` counts what hangs below. */
  readonly text: string | null;
  readonly type: "string" | "number" | "boolean" | "null" | "object" | "array";
  readonly children: number;
  readonly secret: boolean;
  /** What the value means, where that is more than it says. */
  readonly note: string | null;
}

function typeOf(value: Payload): FieldRow["type"] {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  const type = typeof value;
  return type === "string" || type === "number" || type === "boolean" ? type : "object";
}

function entriesOf(value: Payload): [string, Payload][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function leafText(value: Payload, type: FieldRow["type"]): string {
  if (type === "object") return "{}";
  return type === "array" ? "[]" : String(value);
}

function pathTo(parent: string, name: string, inArray: boolean): string {
  if (inArray) return `${parent}[${name}]`;
  const plain = /^[A-Za-z_$][\w$]*$/.test(name);
  if (!plain) return `${parent}[${JSON.stringify(name)}]`;
  return parent === "" ? name : `${parent}.${name}`;
}

function collect(value: Payload, parent: string, depth: number, rows: FieldRow[]): void {
  const inArray = Array.isArray(value);
  for (const [name, child] of entriesOf(value)) {
    const path = pathTo(parent, name, inArray);
    const type = typeOf(child);
    const secret = isSecretField(name);
    const children = entriesOf(child).length;
    const branch = children > 0;
    rows.push({
      path,
      name,
      depth,
      type,
      text: branch ? null : leafText(child, type),
      children,
      secret,
      note: secret ? null : fieldWords(name, child),
    });
    if (branch) collect(child, path, depth + 1, rows);
  }
}

/** A payload as the rows of a tree, parents before children. */
export function fieldRows(payload: Payload): FieldRow[] {
  const rows: FieldRow[] = [];
  collect(payload, "", 0, rows);
  return rows;
}

const isBelow = (path: string, parent: string) =>
  path.startsWith(`${parent}.`) || path.startsWith(`${parent}[`);

/** The rows in sight: nothing below a folded branch; with a filter, only matches and their parents. */
export function visibleRows(
  rows: readonly FieldRow[],
  folded: ReadonlySet<string>,
  filter: string,
): FieldRow[] {
  const sought = filter.trim().toLowerCase();
  if (sought === "") {
    let hiddenBelow: string | null = null;
    return rows.filter((row) => {
      if (hiddenBelow !== null && isBelow(row.path, hiddenBelow)) return false;
      hiddenBelow = folded.has(row.path) ? row.path : null;
      return true;
    });
  }
  const matches = ({ path, text, secret }: FieldRow) =>
    path.toLowerCase().includes(sought) || (!secret && text?.toLowerCase().includes(sought));
  const kept = new Set<FieldRow>();
  // Parents come before children: going back, the next row one level up is the parent.
  let parentDepth = -1;
  for (const row of rows.toReversed()) {
    if (row.depth !== parentDepth && !matches(row)) continue;
    kept.add(row);
    parentDepth = row.depth - 1;
  }
  return rows.filter((row) => kept.has(row));
}

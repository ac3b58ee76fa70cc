import { objectName } from "@/lib/format/object-name";
import { shortId } from "@/lib/format/short-id";
import { words } from "@/lib/format/words";
import { type PayloadEntry, type PayloadFamily, sampleAccountId, telling } from "../payload-entry";
import { textField } from "../payload-fields";

/** Changed documents (docs/kazoo.md#objects). */
const objects: PayloadFamily = {
  kind: "object",
  owns: (trigger) => trigger === "object",
  triggerOf(fields) {
    // Seen from genuine Kazoo too: db_created, and documents that have no type.
    const changed = /^(doc|db)_/.test(textField(fields, "action") ?? "");
    return changed && textField(fields, "id") !== null ? "object" : null;
  },
  describe: ({ type, action }) => ({ type, action, callId: null }),
  leading: ["type", "action", "id", "account_id"],
};

const concrete = (value: string | undefined, otherwise: string) =>
  value === undefined || value === "all" ? otherwise : value;

export const objectEntry: PayloadEntry = {
  family: objects,
  id: "*",
  // Names are there only where the document itself is: in version 2, and where fields are included.
  ...telling(["id", "first_name", "last_name", "name", "username"], (facts, event) => {
    const what = event.type ? objectName(event.type) : "Object";
    const verb = event.action ? words(event.action.replace(/^doc_/, "")).toLowerCase() : "changed";
    const person = [facts.text("first_name"), facts.text("last_name")].filter(Boolean).join(" ");
    const id = facts.text("id");
    const name = person || facts.first("name", "username");
    const about = [name, id && shortId(id)].filter(Boolean).join(" · ");
    return { title: `${what} ${verb}`, detail: about || null };
  }),
  sample: (_trigger, { action, type }) => ({
    id: "caf8d15e0d2f4b6a9f0c1e2d3a4b5c6d",
    account_id: sampleAccountId,
    action: concrete(action, "doc_edited"),
    type: concrete(type, "user"),
  }),
};

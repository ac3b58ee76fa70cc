import { z } from "zod";
import { kazooBlacklist } from "@/lib/domain/refused-host";
import type { KazooRequest } from "./kazoo-request";

const ruleSchema = z.object({
  message: z.string().optional().catch(undefined),
  target: z.unknown().optional(),
});
const brokenRulesSchema = z.record(z.string(), z.unknown());

const urlRefused = `Kazoo refuses this URL. It must begin with http:// or https://, and its host must not be on ${kazooBlacklist}: localhost, 127.0.0.1 and 0.0.0.0 unless somebody changed it.`;

function camelCase(wirePath: string): string {
  return wirePath.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function sentence(rule: string, detail: unknown): string {
  const { message, target } = ruleSchema.safeParse(detail).data ?? {};
  const choices = z.array(z.string()).safeParse(target).data;
  if (message === "invalid client URL") return urlRefused;
  if (message === "missing required modifier") return "Choose a value: this trigger needs one.";
  if (rule === "required") return "Kazoo needs a value here.";
  if (rule === "enum" && choices) return `This Kazoo takes one of: ${choices.join(", ")}.`;
  const text = message ?? (typeof detail === "string" ? detail : `Breaks Kazoo's rule "${rule}"`);
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, "")}.`;
}

/**
 * Kazoo's `data` of a 400: dotted wire path → broken rules (docs/kazoo.md#validation). Ours: field
 * → sentence.
 */
export function fieldErrors(
  data: unknown,
  fieldName: KazooRequest["fieldName"] = camelCase,
): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [wirePath, value] of Object.entries(brokenRulesSchema.safeParse(data).data ?? {})) {
    const rules = Object.entries(brokenRulesSchema.safeParse(value).data ?? {});
    if (rules.length === 0) continue;
    const name = fieldName(
      // A dot inside a key comes escaped.
      wirePath.replaceAll("%2E", "."),
      rules.map(([rule]) => rule),
    );
    fields[name] = rules.map(([rule, detail]) => sentence(rule, detail)).join(" ");
  }
  return fields;
}

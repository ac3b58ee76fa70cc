import type { EventSummary } from "@/lib/domain/event";

/** How a delivery was encoded: "JSON", "form", "query", or its content type's own words. */
export function deliveryFormat(event: Pick<EventSummary, "method" | "contentType">): string {
  if (event.method === "GET") return "query";
  const type = event.contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "application/json") return "JSON";
  if (type === "application/x-www-form-urlencoded") return "form";
  return type === "" ? "no type" : type.replace(/^.*\//, "");
}

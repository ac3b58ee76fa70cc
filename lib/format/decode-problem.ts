import type { DecodeProblem } from "@/lib/domain/event";

const sentences: Readonly<Record<DecodeProblem["code"], string>> = {
  empty_body: "The delivery had no body",
  invalid_json: "The body is not valid JSON",
  invalid_form: "The body is not valid form-data",
  unsupported_content_type: "The content type is neither JSON nor form-data",
  unsupported_compression: "The body's compression could not be undone",
  too_deep: "The payload is nested too deeply",
  too_many_fields: "The payload has too many fields",
  request_line_lost: "The request line could not be read",
  undecodable: "The delivery could not be read",
};

/** What went wrong with reading a delivery, as one sentence without a full stop. */
export function decodeProblemInWords(problem: DecodeProblem): string {
  return sentences[problem.code];
}

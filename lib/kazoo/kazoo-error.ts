import { type ErrorDetails, HooklineError } from "@/lib/domain/hookline-error";
import { accountStateError } from "./account-state";
import { fieldErrors } from "./field-errors";
import type { KazooAnswer, KazooRequest } from "./kazoo-request";
import { outcomeUnknown } from "./transport-error";

const busySeconds = 10;

function changesSomething({ method, token }: KazooRequest): boolean {
  return method !== "GET" && token !== undefined;
}

/** "503, datastore_fault": what to look for in Kazoo's log. */
function inBrackets({ status, envelope }: KazooAnswer): string {
  return [String(status), envelope?.message?.slice(0, 80)].filter(Boolean).join(", ");
}

function badAnswer(
  answer: KazooAnswer,
  request: KazooRequest,
  details: ErrorDetails,
): HooklineError {
  const { status, contentType, bodyLength, envelope } = answer;
  if (envelope) {
    const sentence = `Kazoo failed at this request (${inBrackets(answer)}). Its log tells why, under its request id.`;
    return new HooklineError("kazoo_bad_answer", sentence, details);
  }
  const what =
    status >= 300 && status < 400
      ? "a redirect"
      : bodyLength === 0
        ? "nothing"
        : contentType === "text/html"
          ? "a web page"
          : "something that is not complete JSON";
  const advice =
    changesSomething(request) && status < 300
      ? outcomeUnknown
      : "Check that KAZOO_API_URL is the address of Kazoo's API, often port 8000 or 8443.";
  const sentence = `Kazoo's API should have answered, but ${what} came (${status}). ${advice}`;
  return new HooklineError("kazoo_bad_answer", sentence, details);
}

function outOfOrder(
  answer: KazooAnswer,
  request: KazooRequest,
  details: ErrorDetails,
): HooklineError {
  const code = answer.status === 504 ? "kazoo_timeout" : "kazoo_unreachable";
  const advice = changesSomething(request) ? outcomeUnknown : "Try again in a moment.";
  const sentence = `Kazoo, or the gateway before it, is not working right now (${inBrackets(answer)}). ${advice}`;
  return new HooklineError(code, sentence, details);
}

function invalid(answer: KazooAnswer, request: KazooRequest, details: ErrorDetails): HooklineError {
  const fields = fieldErrors(answer.envelope?.data, request.fieldName);
  const sentence =
    Object.keys(fields).length > 0
      ? "Kazoo does not accept what was entered. See the fields it names."
      : `Kazoo does not accept what was entered, and does not say why (${inBrackets(answer)}). Check each value.`;
  return new HooklineError("validation_failed", sentence, { ...details, fields });
}

/**
 * What an answer that is no success means. The status decides, never the prose in `message`,
 * which is an atom in one Kazoo and a sentence in another (docs/kazoo.md#errors).
 */
export function refusal(answer: KazooAnswer, request: KazooRequest): HooklineError {
  const { status, envelope, kazooRequestId } = answer;
  const details = { ...(kazooRequestId !== undefined && { kazooRequestId }) };
  if (status === 401 && request.token !== undefined) {
    return new HooklineError("session_over", "Your session is over. Log in again.", details);
  }
  if (status === 429) {
    const sentence = "Kazoo has had too many requests from here. Wait a few seconds and try again.";
    const retryAfterSeconds = answer.retryAfterSeconds ?? busySeconds;
    return new HooklineError("kazoo_busy", sentence, { ...details, retryAfterSeconds });
  }
  if (status === 409) {
    const sentence = "Somebody else changed this in Kazoo meanwhile. Reload and try again.";
    return new HooklineError("kazoo_conflict", sentence, details);
  }
  if (status === 412) {
    const sentence =
      "This is no longer as it was read from Kazoo, so nothing was changed. Reload and try again.";
    return new HooklineError("kazoo_conflict", sentence, details);
  }
  if (status === 502 || status === 503 || status === 504)
    return outOfOrder(answer, request, details);
  const stateError = accountStateError(answer, details);
  if (stateError) return stateError;
  // A gateway or another server than Kazoo also says 403 and 404, but not in an envelope.
  if (!envelope) return badAnswer(answer, request, details);
  if (status === 402) {
    const sentence =
      "Kazoo asks for charges to be accepted first, which Hookline never does. Do this in Kazoo's own interface.";
    return new HooklineError("kazoo_charges", sentence, details);
  }
  if (status === 423) {
    const sentence = "Kazoo has locked this account. Ask whoever runs Kazoo why.";
    return new HooklineError("account_disabled", sentence, details);
  }
  if (status === 403) {
    const sentence = "Kazoo does not allow your user to do this in this account.";
    return new HooklineError("kazoo_forbidden", sentence, details);
  }
  if (status === 404 && request.notFound) return request.notFound(details);
  // Kazoo's validator itself crashes on some values of a wrong type.
  const validatorCrashed = status === 500 && envelope.message?.startsWith("validation failed");
  if (status === 400 || validatorCrashed) return invalid(answer, request, details);
  return badAnswer(answer, request, details);
}

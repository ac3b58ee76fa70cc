import { z } from "zod";
import { HooklineError } from "@/lib/domain/hookline-error";

/** Failures before a byte of the request was sent: a change can't have happened. */
const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS)/;
const timeouts = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);

/** Told where a change was sent and Kazoo's word on it is missing. */
export const outcomeUnknown =
  "It is not known whether the change was made: reload before you try again.";

interface Circumstances {
  /** Whether the time for the whole request had run out. */
  readonly timedOut: boolean;
  /** Whether the status line had arrived: from then on Kazoo was reached. */
  readonly answering: boolean;
  /** Whether the request changes something in Kazoo. */
  readonly changes: boolean;
  readonly answerLimitBytes: number;
}

/**
 * What a log may hold of a failure. undici's errors carry bytes of the answer (`data`) and its
 * headers, in which a token may stand; their messages are of fixed words.
 */
const loggedSchema = z.object({
  name: z.string().optional(),
  code: z.string().optional(),
  message: z.string().optional(),
});

/** What undici throws → kazoo_timeout, kazoo_bad_answer or kazoo_unreachable. */
export function transportError(thrown: unknown, circumstances: Circumstances): HooklineError {
  const cause = loggedSchema.safeParse(thrown).data;
  const code = cause?.code ?? "no answer";
  const { timedOut, answering, changes, answerLimitBytes } = circumstances;
  const unsure = changes && !neverSent.test(code) ? ` ${outcomeUnknown}` : "";
  if (timedOut || timeouts.has(code)) {
    const sentence = `Kazoo did not answer in time.${unsure || " Try again in a moment."}`;
    return new HooklineError("kazoo_timeout", sentence, { cause });
  }
  if (code === "UND_ERR_RES_EXCEEDED_MAX_SIZE") {
    const sentence = `Kazoo's answer is larger than ${answerLimitBytes} bytes (KAZOO_ANSWER_LIMIT_BYTES), so it was not read.`;
    return new HooklineError("kazoo_bad_answer", sentence + unsure, { cause });
  }
  if (code.startsWith("HPE_") || code === "UND_ERR_HEADERS_OVERFLOW") {
    const sentence = "What answers at KAZOO_API_URL does not speak HTTP as Kazoo does. Check it.";
    return new HooklineError("kazoo_bad_answer", sentence, { cause });
  }
  if (answering) {
    const sentence = `Kazoo's answer broke off in the middle.${unsure || " Try again in a moment."}`;
    return new HooklineError("kazoo_bad_answer", sentence, { cause });
  }
  const sentence = `Kazoo can't be reached (${code}).${unsure || " Try again in a moment; if it stays so, check KAZOO_API_URL and Kazoo itself."}`;
  return new HooklineError("kazoo_unreachable", sentence, { cause });
}

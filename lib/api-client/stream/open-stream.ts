import { problemSchema } from "@/lib/domain/problem";
import { ApiError } from "../request/api-error";
import { kazooLink } from "../request/kazoo-link";
import { pageSession } from "../session/page-session";
import { sessionGate } from "../session/session-gate";

const firstWaitMs = 2_000;
const longestWaitMs = 60_000;

type Wait = (ms: number, signal: AbortSignal | null | undefined) => Promise<void>;

const wait: Wait = (ms, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });

/** The problem that a refusal says; null when something in between answered, such as a proxy. */
async function refusalOf(response: Response): Promise<ApiError | null> {
  const problem = problemSchema.safeParse(await response.json().catch(() => null));
  return problem.success ? new ApiError(problem.data) : null;
}

/**
 * Opens an event stream: waits for the login while the session is over, and ever longer (to a
 * minute) after each refusal. A response that is no stream rejects; `refusal` then tells why,
 * null when Hookline itself could not be heard.
 */
export function createStreamOpener(pause: Wait = wait) {
  let refusal: ApiError | null = null;
  let refusals = 0;
  const note = (now: ApiError | null) => {
    refusal = now;
    refusals = now ? refusals + 1 : 0;
  };
  return {
    refusal: () => refusal,
    async open(url: string | URL, init: RequestInit = {}): Promise<Response> {
      if (refusals > 0) {
        const askedMs = (refusal?.retryAfterSeconds ?? 0) * 1000;
        const grownMs = Math.min(longestWaitMs, firstWaitMs * 2 ** (refusals - 1));
        await pause(Math.max(askedMs, grownMs), init.signal);
      }
      await sessionGate.whenOpen(init.signal);
      const headers = new Headers(init.headers);
      for (const [name, value] of Object.entries(pageSession.headers())) headers.set(name, value);
      const response = await fetch(url, { ...init, headers }).catch((cause: unknown) => {
        note(null);
        throw cause;
      });
      if (response.ok) {
        note(null);
        return response;
      }
      if (response.status === 401) sessionGate.shut();
      note(response.status === 401 ? null : await refusalOf(response));
      if (refusal) {
        pageSession.reportProblem(refusal.code);
        kazooLink.reportProblem(refusal.code);
      }
      throw new Error(`The stream was refused with ${response.status}.`);
    },
  };
}

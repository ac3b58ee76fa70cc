import type { Attempt } from "@/lib/domain/attempt";

/** What has to be known of Kazoo's attempts before they are read. */
export const attemptsAreFailures =
  "Kazoo logs failed tries only, unless its setting webhooks.log_successful_attempts is on.";

const clientErrors: readonly (readonly [RegExp, string])[] = [
  [/econnrefused/, "Nothing listened at this address: the connection was refused"],
  [/nxdomain/, "The host name of the URL is not known"],
  [/ehostunreach|enetunreach/, "The host can't be reached from Kazoo"],
  [/socket_closed_remotely/, "The receiver closed the connection without an answer"],
  [/timeout/, "The connection took too long"],
  [/malformed_url|invalid_uri/, "Kazoo can't send to this URL"],
  [/^unknown$/, "The connection failed, as it does when it takes over ten seconds or TLS fails"],
];

/** What Kazoo names as the error of a connection, as one sentence without a full stop. */
export function clientErrorInWords(clientError: string): string {
  const known = clientErrors.find(([pattern]) => pattern.test(clientError));
  return known?.[1] ?? `The connection failed (${clientError})`;
}

function answerInWords(code: number, method: string): string {
  if (code === 200) return "The receiver answered 200";
  if (code === 201 && method === "PUT") {
    return "The receiver answered 201, which newer Kazoos take for a PUT and log as a failure";
  }
  if (code >= 200 && code < 300) return `The receiver answered ${code}; Kazoo takes only 200`;
  if (code >= 300 && code < 400) {
    return `The receiver answered ${code}, a redirect; Kazoo takes only 200`;
  }
  return `The receiver answered ${code}`;
}

/** How a try ended, as one sentence without a full stop. */
export function attemptInWords(
  attempt: Pick<Attempt, "code" | "clientError" | "reason" | "result"> & {
    readonly request: Pick<Attempt["request"], "method">;
  },
): string {
  const { code, clientError, reason, result, request } = attempt;
  if (code !== null) return answerInWords(code, request.method);
  if (clientError !== null) return clientErrorInWords(clientError);
  if (result === "success") return "The receiver took it";
  return reason ?? "It failed, and Kazoo doesn't say why";
}

/** Whether Kazoo goes on after a failed try, as one sentence without a full stop. */
export function retryInWords({
  result,
  code,
  retriesLeft,
}: Pick<Attempt, "result" | "code" | "retriesLeft">): string | null {
  if (result === "success") return null;
  if (code !== null) return "Kazoo never tries again after an answer";
  if (retriesLeft === null) return null;
  if (retriesLeft === 0) return "It was the last try";
  return "Kazoo tries again after two seconds";
}

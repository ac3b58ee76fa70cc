import type { Attempt } from "@/lib/domain/attempt";
import { isSecretField } from "@/lib/payload/secret-fields";
import { maskSecrets } from "./mask-secrets";
import { maskText, secretMask } from "./mask-text";
import { mentionsSecret } from "./mention-secret";
import type { ViewedAttempt } from "./viewed-attempt";

/** The one place that says an attempt may be seen. */
function viewed(attempt: Attempt): ViewedAttempt {
  return attempt as ViewedAttempt;
}

function maskHeader([name, value]: [string, string]): [string, string] {
  return [name, isSecretField(name) ? secretMask : maskText(value)];
}

function maskPair(pair: string): string {
  if (!mentionsSecret(pair)) return pair;
  const equals = pair.lastIndexOf("=");
  const name = equals === -1 ? "" : pair.slice(0, equals + 1);
  // A credential can also stand where the name does.
  return mentionsSecret(`${name}x`) && !isPlainName(name) ? secretMask : name + secretMask;
}

/** As Kazoo writes the names of a form: nothing that could hide a URL or another pair. */
function isPlainName(name: string): boolean {
  return /^[\w.[\] -]*=$/.test(name);
}

function isJson(body: string): boolean {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

/** JSON with its credentials masked, a form pair by pair, all else whole if it speaks of one. */
function maskBody(body: string | null): string | null {
  if (body === null) return null;
  const isForm = !/^\s*[{["<]/.test(body) && body.includes("=");
  if (isForm) return body.split("&").map(maskPair).join("&");
  if (!isJson(body)) return mentionsSecret(body) ? secretMask : maskText(body);
  const masked = maskSecrets(body);
  return typeof masked === "string" ? masked : secretMask;
}

/** An attempt as an operator may see it: bodies, headers and URL hold what a webhook was given. */
export function viewAttempt(attempt: Attempt): ViewedAttempt {
  const { request, response, clientError } = attempt;
  return viewed({
    ...attempt,
    clientError: clientError && maskText(clientError),
    request: {
      ...request,
      uri: maskText(request.uri),
      headers: request.headers.map(maskHeader),
      body: maskBody(request.body),
    },
    response: response && {
      headers: response.headers.map(maskHeader),
      body: maskBody(response.body),
    },
  });
}

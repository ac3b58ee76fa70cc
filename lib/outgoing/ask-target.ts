import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { Agent, request } from "undici";
import type { TargetAnswer } from "@/lib/domain/target-answer";
import { isPublicAddress } from "./is-public-address";

const timeoutMs = 8_000;

interface OutgoingRequest {
  readonly url: string;
  readonly method: "HEAD" | "GET" | "POST" | "PUT";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Hookline's own address, as its settings name it, may be on any network. */
  readonly isOwn?: boolean;
  readonly signal?: AbortSignal;
}

/** Sends one request to a URL that an operator or Kazoo named, and tells how it was answered. */
export type AskTarget = (asked: OutgoingRequest) => Promise<TargetAnswer>;

class Refused extends Error {}

interface Place {
  readonly address: string;
  readonly family: 4 | 6;
}

async function resolve(host: string): Promise<Place> {
  const version = isIP(host);
  const found =
    version === 0
      ? await lookup(host, { all: true, verbatim: true }).catch(() => [])
      : [{ address: host, family: version }];
  const first = found[0];
  if (!first) throw new Refused("The host name is not known here.");
  return { address: first.address, family: first.family === 6 ? 6 : 4 };
}

/** The one address that is connected to: looked up once, so that it can't change in between. */
async function placeOf(url: URL, mayBePrivate: boolean): Promise<Place> {
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new Refused("Only http and https URLs are asked.");
  }
  const place = await resolve(url.hostname.replace(/^\[(.*)\]$/, "$1"));
  if (mayBePrivate || isPublicAddress(place.address)) return place;
  throw new Refused(
    `${place.address} is not an address of the internet, so Hookline does not ask it. ALLOW_PRIVATE_TARGETS changes that.`,
  );
}

/** An agent that connects to that address, whatever the host name's next look-up says. */
function agentTo({ address, family }: Place): Agent {
  return new Agent({
    connect: {
      timeout: timeoutMs,
      lookup: (_host, options, answer) => {
        if (options.all) answer(null, [{ address, family }]);
        else answer(null, address, family);
      },
    },
  });
}

function inWords(cause: unknown): string {
  if (cause instanceof Refused) return cause.message;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (code === "ECONNREFUSED") return "Nothing listens there: the connection was refused.";
  if (code === "ECONNRESET" || code === "UND_ERR_SOCKET") return "The connection was closed.";
  if (cause instanceof Error && /timeout/i.test(cause.name + code)) {
    return `There was no answer within ${timeoutMs / 1000} s.`;
  }
  if (/CERT|SSL|TLS/.test(code)) return `Its certificate was refused (${code}).`;
  return `The request failed${code ? ` (${code})` : ""}.`;
}

/**
 * No redirect is followed and no answer is read but for its status. Unless `allowPrivate`, only
 * addresses of the internet are asked.
 */
export function createAskTarget({ allowPrivate }: { readonly allowPrivate: boolean }): AskTarget {
  return async ({ url, method, headers, body, isOwn = false, signal }) => {
    const startedAt = performance.now();
    const tookMs = () => Math.round(performance.now() - startedAt);
    let agent: Agent | undefined;
    try {
      const target = new URL(url);
      agent = agentTo(await placeOf(target, allowPrivate || isOwn));
      const deadline = AbortSignal.timeout(timeoutMs);
      const answer = await request(target, {
        dispatcher: agent,
        method,
        headers: { "user-agent": "Hookline", ...headers },
        ...(body !== undefined && { body }),
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      answer.body.on("error", () => {}).destroy();
      return { status: answer.statusCode, tookMs: tookMs(), problem: null };
    } catch (cause) {
      return { status: null, tookMs: tookMs(), problem: inWords(cause) };
    } finally {
      await agent?.destroy();
    }
  };
}

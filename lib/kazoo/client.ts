import type { z } from "zod";
import type { Logger } from "@/lib/config/logger";
import { HooklineError } from "@/lib/domain/hookline-error";
import type { Envelope } from "./envelope";
import { createExchange } from "./exchange";
import { refusal } from "./kazoo-error";
import type { KazooAnswer, KazooRequest } from "./kazoo-request";
import { retryRead } from "./retry-read";

export interface KazooClientOptions {
  /** Crossbar's address without "/v2". */
  readonly url: string;
  /** For one request with all its tries. */
  readonly timeoutMs: number;
  readonly answerLimitBytes: number;
  readonly logger: Logger;
}

/** One cluster's API. Only reads are tried again: a write may have happened. */
export interface KazooClient {
  /** Any answer, whatever its status; throws where there is none. */
  ask(request: KazooRequest): Promise<KazooAnswer>;
  /** The `data` of a 2xx answer, parsed; every other answer is thrown. */
  read<S extends z.ZodType>(request: KazooRequest, schema: S): Promise<z.output<S>>;
  close(): Promise<void>;
}

/** The envelope of a 2xx answer; throws what any other answer means. */
export function requireSuccess(answer: KazooAnswer, request: KazooRequest): Envelope {
  const { status, envelope } = answer;
  if (status >= 200 && status < 300 && envelope && envelope.status !== "error") return envelope;
  throw refusal(answer, request);
}

/** Throws kazoo_bad_answer when the value is not of the shape that was asked for. */
export function parseAnswered<S extends z.ZodType>(
  schema: S,
  value: unknown,
  kazooRequestId: string | undefined,
): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new HooklineError(
    "kazoo_bad_answer",
    "Kazoo answered in a form that Hookline doesn't know. The log says what was missing.",
    { kazooRequestId, cause: result.error },
  );
}

export function createClient(options: KazooClientOptions): KazooClient {
  const { timeoutMs, logger } = options;
  const exchange = createExchange(options);

  async function ask(request: KazooRequest): Promise<KazooAnswer> {
    const { method, path } = request;
    const deadline = AbortSignal.timeout(timeoutMs);
    const startedAt = performance.now();
    const tryOnce = () => exchange.once(request, deadline);
    const isRetried = method === "GET" && !request.once;
    const answer = await (isRetried ? retryRead(tryOnce, deadline) : tryOnce());
    const { status, kazooRequestId } = answer;
    const durationMs = Math.round(performance.now() - startedAt);
    logger.debug({ method, path, status, durationMs, kazooRequestId }, "asked Kazoo");
    return answer;
  }

  return {
    ask,
    async read(request, schema) {
      const answer = await ask(request);
      return parseAnswered(schema, requireSuccess(answer, request).data, answer.kazooRequestId);
    },
    close: () => exchange.close(),
  };
}

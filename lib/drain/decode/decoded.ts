import type { DecodeProblem, Payload } from "@/lib/domain/event";

/**
 * What bytes say. Both can be there: a payload that is readable but for a few bytes comes with
 * the problem beside it. The raw bytes are kept in any case.
 */
export interface Decoded {
  readonly payload: Payload | null;
  readonly problem: DecodeProblem | null;
}

// Kazoo's deepest recorded payload has 50 levels and its widest 2,000 fields.
export const deepestNesting = 200;
export const mostFields = 20_000;

export function undecodable(code: DecodeProblem["code"], message: string): Decoded {
  return { payload: null, problem: { code, message } };
}

export const tooDeep = undecodable(
  "too_deep",
  `The payload is nested more than ${deepestNesting} levels deep.`,
);
export const tooManyFields = undecodable(
  "too_many_fields",
  `The payload has more than ${mostFields} fields.`,
);

import { HooklineError } from "@/lib/domain/hookline-error";

/** Behind how many of the attempts before a time the next page begins. */
export interface AttemptPlace {
  /** Unix milliseconds: the page's attempts are before it. */
  readonly to: number;
  readonly skip: number;
}

export function encodePlace({ to, skip }: AttemptPlace): string {
  return Buffer.from(`a${to}.${skip}`).toString("base64url");
}

/** HooklineError "bad_cursor" when it is none of ours. */
export function decodePlace(cursor: string): AttemptPlace {
  const text = Buffer.from(cursor, "base64url").toString();
  const [, to, skip] = /^a(\d{1,15})\.(\d{1,6})$/.exec(text) ?? [];
  const place = { to: Number(to), skip: Number(skip) };
  if (to !== undefined && encodePlace(place) === cursor) return place;
  throw new HooklineError("bad_cursor", "This cursor is broken. Start again from the first page.");
}

/** The place behind the first `count` of the attempts that were read from a place. */
export function placeBehind(
  place: AttemptPlace,
  attempts: readonly { readonly at: number }[],
  count: number,
): AttemptPlace {
  const last = attempts[count - 1];
  if (!last) return place;
  const to = last.at + 1_000;
  const ofSecond = attempts.slice(0, count).filter(({ at }) => at === last.at).length;
  // Those left out before are of the second that the place's time ends.
  return { to, skip: ofSecond + (to === place.to ? place.skip : 0) };
}

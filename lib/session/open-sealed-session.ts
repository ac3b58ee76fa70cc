import { getIronSession, type IronSession, type SessionOptions } from "iron-session";
import { type SessionData, sessionDataSchema } from "./session-data";

export type SealedSession = IronSession<{ data?: SessionData }>;

/** The two verbs of a request's cookies that a session needs. */
interface CookieStore {
  get(name: string): { readonly name: string; readonly value: string } | undefined;
  set(name: string, value: string, options?: object): void;
  set(options: object & { readonly name: string; readonly value: string }): void;
}

/** For the seals that the library throws at, where it takes other broken ones for none. */
async function unseal(store: CookieStore, options: SessionOptions): Promise<SealedSession> {
  try {
    return await getIronSession(store, options);
  } catch {
    const withoutCookie = { get: () => undefined, set: store.set.bind(store) };
    return getIronSession(withoutCookie, options);
  }
}

/** The session in the cookie; without `data` when there is no cookie, or one that isn't ours. */
export async function openSealedSession(
  store: CookieStore,
  options: SessionOptions,
): Promise<SealedSession> {
  const session = await unseal(store, options);
  const { data } = sessionDataSchema.safeParse(session.data);
  if (data) session.data = data;
  else delete session.data;
  return session;
}

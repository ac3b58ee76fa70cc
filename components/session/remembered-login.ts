import { accountWays, type LoginFields } from "./login-fields";

const storageKey = "hookline-login";
type RememberedLogin = Omit<LoginFields, "password">;

/** By hand: the login page would load a schema library for these four texts alone. */
function parse(value: unknown): RememberedLogin | null {
  if (typeof value !== "object" || value === null) return null;
  const text = (name: string): string | null => {
    const found: unknown = Reflect.get(value, name);
    return typeof found === "string" ? found : null;
  };
  const by = accountWays.find((way) => way === text("by"));
  const [account, username, cluster] = [text("account"), text("username"), text("cluster")];
  if (!by || account === null || username === null || cluster === null) return null;
  return { by, account, username, cluster };
}

/** Everything of the last login but the password; null when there is none to be had. */
export function readRememberedLogin(): RememberedLogin | null {
  try {
    return parse(JSON.parse(localStorage.getItem(storageKey) ?? ""));
  } catch {
    return null;
  }
}

export function rememberLogin({ by, account, username, cluster }: RememberedLogin): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify({ by, account, username, cluster }));
  } catch {
    // A browser that keeps nothing: the next login is typed in full.
  }
}

import * as z from "zod/mini";
import { loginFieldsSchema } from "./login-fields";

const storageKey = "hookline-login";
const rememberedSchema = z.omit(loginFieldsSchema, { password: true });
type RememberedLogin = Omit<ReturnType<typeof rememberedSchema.parse>, never>;

/** Everything of the last login but the password; null when there is none to be had. */
export function readRememberedLogin(): RememberedLogin | null {
  try {
    return (
      rememberedSchema.safeParse(JSON.parse(localStorage.getItem(storageKey) ?? "")).data ?? null
    );
  } catch {
    return null;
  }
}

export function rememberLogin(login: RememberedLogin): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(rememberedSchema.parse(login)));
  } catch {
    // A browser that keeps nothing: the next login is typed in full.
  }
}

import type { Simulator } from "@/simulator/simulator";
import { ADMIN, ANN, BOB } from "./recorded-world";

const MASTER_LOGIN = { credentials: ADMIN.md5, account_name: "Acme Master" };
const CHILD_ADMIN = { credentials: ANN.md5, account_name: "Sub One" };
const CHILD_USER = { credentials: BOB.md5, account_name: "Sub One" };

/** Whose the tokens are whose logins were not recorded. */
const LOGINS: Record<string, object> = {
  TOKEN_4008887ecc: MASTER_LOGIN,
  TOKEN_a9f434e57a: MASTER_LOGIN,
  TOKEN_ee9024e982: MASTER_LOGIN,
  TOKEN_4b2d82d4e2: MASTER_LOGIN,
  TOKEN_f86927f9ea: CHILD_ADMIN,
};
const TAMPERED = "TOKEN_fb4a09bdff";

/** Recorded token names and the tokens that stand for them in this run. */
export interface ReplayTokens {
  /** Puts this run's tokens into a recorded text, logging in where that is needed. */
  fill(text: string): Promise<string>;
  /** Puts the recorded names back. */
  restore(text: string): string;
  /** A login's own answer: its token gets the recorded name. */
  learn(name: string, token: string): void;
  forget(): void;
}

export function createReplayTokens(
  simulator: Simulator,
  logins: Record<string, object> = LOGINS,
): ReplayTokens {
  const tokens = new Map<string, string>();

  async function logIn(name: string): Promise<string> {
    if (name === TAMPERED) return `${await tokenFor("TOKEN_4008887ecc")}x`;
    const response = await fetch(`${simulator.url}/v2/user_auth`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ data: logins[name] ?? CHILD_USER }),
    });
    const envelope: { auth_token?: string } = await response.json();
    if (!envelope.auth_token)
      throw new Error(`no login for ${name}: ${response.status} ${JSON.stringify(envelope)}`);
    return envelope.auth_token;
  }

  async function tokenFor(name: string): Promise<string> {
    const known = tokens.get(name);
    if (known !== undefined) return known;
    const token = await logIn(name);
    tokens.set(name, token);
    return token;
  }

  return {
    async fill(text) {
      let filled = text;
      for (const name of new Set(text.match(/TOKEN_[0-9a-f]{10}/g) ?? [])) {
        filled = filled.replaceAll(name, await tokenFor(name));
      }
      return filled;
    },
    restore(text) {
      // Longest first: a tampered token begins with the one it was made from.
      const known = [...tokens].sort(([, a], [, b]) => b.length - a.length);
      return known.reduce((rest, [name, token]) => rest.replaceAll(token, name), text);
    },
    learn: (name, token) => tokens.set(name, token),
    forget: () => tokens.clear(),
  };
}

import type { Credentials } from "@/lib/domain/session";

export const accountWays = ["name", "realm", "phone"] as const;
export type AccountWay = (typeof accountWays)[number];

/** What the login page asks for; `by` says how the account is named. */
export interface LoginFields {
  readonly by: AccountWay;
  readonly account: string;
  readonly username: string;
  readonly password: string;
  readonly cluster: string;
}

/** What has to be typed, in the order of the page, and what is said where nothing was. */
const required = {
  account: "Enter the account.",
  username: "Enter your username.",
  password: "Enter your password.",
};
export type LoginInput = keyof typeof required;
export const loginInputs: readonly LoginInput[] = ["account", "username", "password"];

/** The inputs in which nothing was typed, each with what to say there. */
export function missingInputs(fields: LoginFields): Partial<Record<LoginInput, string>> {
  const missing = loginInputs.filter((name) => fields[name] === "");
  return Object.fromEntries(missing.map((name) => [name, required[name]]));
}

/** The login page's fields as the API takes them. */
export function toCredentials(fields: LoginFields): Credentials {
  const { by, account, username, password, cluster } = fields;
  return {
    cluster,
    username,
    password,
    ...(by === "name" && { accountName: account }),
    ...(by === "realm" && { accountRealm: account }),
    ...(by === "phone" && { phoneNumber: account }),
  };
}

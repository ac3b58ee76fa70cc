import * as z from "zod/mini";
import type { Credentials } from "@/lib/domain/session";

const accountWays = ["name", "realm", "phone"] as const;

/** What the login page asks for; `by` says how the account is named. */
export const loginFieldsSchema = z.object({
  by: z.enum(accountWays),
  account: z.string().check(z.trim(), z.minLength(1, "Enter the account.")),
  username: z.string().check(z.trim(), z.minLength(1, "Enter your username.")),
  password: z.string().check(z.minLength(1, "Enter your password.")),
  cluster: z.string(),
});
export type LoginFields = z.infer<typeof loginFieldsSchema>;

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

import * as z from "zod/mini";

const accountIdentifier = z.string().check(z.trim(), z.minLength(1), z.maxLength(253));

/** "(555) 222-3333" → "5552223333": Kazoo takes digits, with a plus before them or none. */
function dialable(typed: string): string {
  const digits = typed.replace(/\D/g, "");
  if (digits === "") return typed;
  return typed.startsWith("+") ? `+${digits}` : digits;
}

/** What an operator types to log in. Exactly one way of naming the account. */
export const credentialsSchema = z
  .object({
    /** Name of a configured Kazoo cluster; the first one when absent. */
    cluster: z.optional(z.string()),
    accountName: z.optional(accountIdentifier),
    accountRealm: z.optional(accountIdentifier),
    phoneNumber: z.optional(z.pipe(accountIdentifier, z.transform(dialable))),
    username: z.string().check(z.trim(), z.minLength(1, "Enter your username."), z.maxLength(256)),
    password: z.string().check(z.minLength(1, "Enter your password."), z.maxLength(1024)),
  })
  .check(
    z.refine((c) => [c.accountName, c.accountRealm, c.phoneNumber].filter(Boolean).length === 1, {
      error: "Enter the account's name, its realm or one of its phone numbers.",
      path: ["accountName"],
    }),
  );

export type Credentials = z.infer<typeof credentialsSchema>;

/** A login that everybody may know, that of the demo: account/user/password. */
export const demoLoginSchema = z.pipe(
  z.string().check(z.regex(/^[^/]+\/[^/]+\/.+$/, "is not account/user/password.")),
  z.transform((text) => {
    const [account = "", username = "", ...password] = text.split("/");
    return { account, username, password: password.join("/") };
  }),
);

export type DemoLogin = z.infer<typeof demoLoginSchema>;

/** What the browser may know of a session. The Kazoo token is not in it, on purpose. */
export const sessionViewSchema = z.object({
  /** Who is logged in, for the header hookline-session-of; the same through renewals. */
  identity: z.string(),
  cluster: z.string(),
  operator: z.object({ id: z.nullable(z.string()), username: z.string() }),
  account: z.object({ id: z.string(), name: z.string() }),
  /** Unix milliseconds. */
  expiresAt: z.number(),
});

export type SessionView = z.infer<typeof sessionViewSchema>;

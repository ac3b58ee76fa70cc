import { z } from "zod";

const claimsSchema = z.object({ exp: z.number().positive() });
const defaultLifeMs = 60 * 60_000;

/** Unix milliseconds of the JWT's `exp`, read without verifying it; an hour from now if unreadable. */
export function tokenExpiry(token: string): number {
  try {
    const claims = Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8");
    return claimsSchema.parse(JSON.parse(claims)).exp * 1000;
  } catch {
    return Date.now() + defaultLifeMs;
  }
}

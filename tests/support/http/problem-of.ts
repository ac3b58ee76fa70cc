import { HooklineError } from "@/lib/domain/hookline-error";

/** The HooklineError that the promise rejects with; anything else fails the test. */
export async function problemOf(promise: Promise<unknown>): Promise<HooklineError> {
  try {
    await promise;
  } catch (cause) {
    if (cause instanceof HooklineError) return cause;
    throw cause;
  }
  throw new Error("This should have failed.");
}

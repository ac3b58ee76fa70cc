import { expect, test } from "vitest";
import { HooklineError } from "@/lib/domain/hookline-error";
import { requireMetricsToken } from "./require-metrics-token";

const token = "sixteen-letters!";

function refusal(headers: Record<string, string>, configured: string | null = token) {
  try {
    requireMetricsToken(new Headers(headers), configured ?? undefined);
    return null;
  } catch (cause) {
    return cause instanceof HooklineError ? cause : new Error("another error");
  }
}

test.each([`Bearer ${token}`, `bearer ${token}`, `BEARER  ${token}`])(
  "takes %s",
  (authorization) => {
    expect(refusal({ authorization })).toBeNull();
  },
);

test.each([
  "",
  token,
  "Bearer",
  "Bearer ",
  `Basic ${token}`,
  `Bearer ${token}x`,
  `Bearer ${token.slice(1)}`,
  `Bearer ${token} ${token}`,
])("refuses %j with 401, and doesn't say what it wants to hear", (authorization) => {
  const error = refusal({ authorization });
  expect(error).toMatchObject({ status: 401, code: "credentials_refused" });
  expect(error?.message).not.toContain(token);
});

test("without a configured token there is nothing, and it says how to change that", () => {
  for (const authorization of ["", "Bearer ", "Bearer undefined", `Bearer ${token}`]) {
    const error = refusal({ authorization }, null);
    expect(error).toMatchObject({ status: 404 });
    expect(error?.message).toContain("METRICS_TOKEN");
  }
});

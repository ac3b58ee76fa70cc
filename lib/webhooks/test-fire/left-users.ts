import type { TestContext } from "./test-context";

type LeftContext = Pick<TestContext, "kazoo" | "scope">;

/** Deletes those of these users that a test made; others of the account are out of its reach. */
export async function deleteLeftUsers(
  { kazoo, scope }: LeftContext,
  isMeant: (user: { readonly id: string; readonly madeAt: number }) => boolean,
): Promise<void> {
  const left = await kazoo.listTestUsers(scope.accountId);
  for (const user of left) if (isMeant(user)) await kazoo.deleteTestUser(scope.accountId, user.id);
}

import { expect, test } from "vitest";
import { startDemoKazoo } from "@/tests/support/kazoo/demo-kazoo";
import { countGroups } from "./count-groups";

test.each(["4.3", "master"] as const)(
  "on Kazoo %s groups are counted by what the webhooks say, and one without a webhook goes",
  async (kazoo) => {
    const { session, accountId, childId, simulator } = await startDemoKazoo({ kazoo });
    const childBefore = simulator.world.accounts.get(childId)?.fields;
    const scope = { cluster: "test", accountId };
    const [one, other] = await session.listWebhooks(accountId);
    await session.patchWebhook(accountId, one?.id ?? "", { group: "CRM" });
    await session.patchWebhook(accountId, other?.id ?? "", { group: "Bürö, 2nd" });
    expect(await countGroups({ kazoo: session, scope })).toEqual({ CRM: 1, "Bürö, 2nd": 1 });

    await session.patchWebhook(accountId, other?.id ?? "", { group: null });
    expect(await countGroups({ kazoo: session, scope })).toEqual({ CRM: 1 });
    const flags = simulator.world.accounts.get(accountId)?.fields.ui_flags;
    expect(flags).toMatchObject({ webhooks: { groups: { CRM: 1 } } });
    expect(JSON.stringify(flags)).not.toContain("Bürö");
    // Monster UI asks whether there is such a field.
    const document = await session.getWebhook(accountId, other?.id ?? "");
    expect(document).toMatchObject({ group: null, otherFields: {} });
    expect(simulator.world.accounts.get(childId)?.fields).toEqual(childBefore);
  },
);

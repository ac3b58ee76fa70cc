import { afterAll, beforeAll, describe } from "vitest";
import { CONTRACT_TARGETS, type ContractKazoo, type ContractTarget } from "./targets";

/**
 * Registers the cases once per target. A case that needs the simulator's controls or a receiver
 * asks the target for them and is not registered where they are missing.
 */
export function describeContract(
  subject: string,
  cases: (kazoo: () => ContractKazoo, target: ContractTarget) => void,
): void {
  describe.each(CONTRACT_TARGETS)(`${subject}: $name`, (target) => {
    let kazoo: ContractKazoo | undefined;
    beforeAll(async () => {
      kazoo = await target.start();
    });
    afterAll(() => kazoo?.close());
    cases(() => {
      if (!kazoo) throw new Error("a case ran before its Kazoo had started");
      return kazoo;
    }, target);
  });
}

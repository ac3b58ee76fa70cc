import { expect, test } from "vitest";
import { SpoolHistory } from "@/tests/support/spool/spool-history";
import { isLongForm } from "@/tests/support/torture";

const histories = isLongForm ? 12_000 : 400;
// One history again, on its own: HOOKLINE_SEED=123.
const onlySeed = process.env.HOOKLINE_SEED;
const firstSeed = onlySeed ? Number(onlySeed) : 1;

test("whatever happens to disk and processes, what was confirmed is drained once and nothing else is", async () => {
  let confirmed = 0;
  const seeds = Array.from({ length: onlySeed ? 1 : histories }, (_, index) => firstSeed + index);
  for (const seed of seeds) {
    const result = await new SpoolHistory(seed).run();
    expect({ seed, problems: result.problems }).toEqual({ seed, problems: [] });
    confirmed += result.confirmed;
  }
  if (!onlySeed) expect(confirmed).toBeGreaterThan(seeds.length);
}, 3_600_000);

test("the same seed is the same history", async () => {
  const [first, second] = [new SpoolHistory(21), new SpoolHistory(21)];
  expect(await first.run()).toEqual(await second.run());
});

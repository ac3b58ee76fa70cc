import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMemoryPot } from "./memory-pot";

describe("the memory for deliveries under way", () => {
  it("lets a key alone hold three quarters, and takes again what it gave", () => {
    const share = createMemoryPot(1_000).newShare();
    expect(share.take(750)).toBe(true);
    expect(share.take(1)).toBe(false);
    share.give(300);
    expect(share.take(300)).toBe(true);
    expect(share.take(1)).toBe(false);
  });

  it("keeps something for a key that comes after a greedy one", () => {
    const pot = createMemoryPot(1_000);
    pot.divide(2);
    const greedy = pot.newShare();
    let taken = 0;
    while (greedy.take(1)) taken += 1;
    expect(taken).toBe(250 + 250);
    const other = pot.newShare();
    expect(other.take(250 + 125)).toBe(true);
  });

  it("guarantees each of many keys its part, whatever all others hold", () => {
    const pot = createMemoryPot(1_000);
    pot.divide(10);
    const greedy = Array.from({ length: 9 }, () => pot.newShare());
    for (const share of greedy) while (share.take(1));
    const last = pot.newShare();
    expect(last.take(50)).toBe(true);
  });

  it("never holds more than all of it, and gives each key its part at any time", () => {
    const step = fc.record({ key: fc.nat({ max: 4 }), bytes: fc.integer({ min: -80, max: 80 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const pot = createMemoryPot(1_000);
        pot.divide(5);
        const shares = Array.from({ length: 5 }, () => ({ share: pot.newShare(), used: 0 }));
        for (const { key, bytes } of steps) {
          const one = shares[key];
          if (!one) continue;
          if (bytes >= 0) {
            const isOwn = one.used + bytes <= 100;
            const taken = one.share.take(bytes);
            if (isOwn) expect(taken).toBe(true);
            if (taken) one.used += bytes;
          } else {
            const given = Math.min(-bytes, one.used);
            one.share.give(given);
            one.used -= given;
          }
          expect(shares.reduce((sum, { used }) => sum + used, 0)).toBeLessThanOrEqual(1_000);
        }
      }),
    );
  });
});

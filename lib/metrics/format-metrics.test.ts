import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseExposition } from "@/tests/support/export/parse-exposition";
import { formatMetrics } from "./format-metrics";
import { counter, gauge, type Metric } from "./metric";

describe("the exposition format", () => {
  test("is HELP, TYPE and the samples, line by line", () => {
    const metrics: Metric[] = [
      {
        name: "x_total",
        type: "counter",
        help: "All x.",
        samples: [
          { labels: { answer: "stored", verb: "POST" }, value: 3 },
          { labels: { answer: "held", verb: "GET" }, value: 0 },
        ],
      },
      gauge("y_seconds", "How long.", 0.25),
    ];
    expect(formatMetrics(metrics)).toBe(
      [
        "# HELP x_total All x.",
        "# TYPE x_total counter",
        'x_total{answer="stored",verb="POST"} 3',
        'x_total{answer="held",verb="GET"} 0',
        "# HELP y_seconds How long.",
        "# TYPE y_seconds gauge",
        "y_seconds 0.25",
        "",
      ].join("\n"),
    );
  });

  test("a histogram's buckets count all that is below, and end with all there is", () => {
    const reading = { bounds: [0.01, 1], counts: [4, 2, 1], sum: 3.5 };
    const text = formatMetrics([{ name: "d_seconds", type: "histogram", help: "D.", reading }]);
    expect(text.split("\n").slice(2)).toEqual([
      'd_seconds_bucket{le="0.01"} 4',
      'd_seconds_bucket{le="1"} 6',
      'd_seconds_bucket{le="+Inf"} 7',
      "d_seconds_sum 3.5",
      "d_seconds_count 7",
      "",
    ]);
    expect(parseExposition(text).get("d_seconds")?.type).toBe("histogram");
  });

  test.each([
    [Number.POSITIVE_INFINITY, "+Inf"],
    [Number.NEGATIVE_INFINITY, "-Inf"],
    [Number.NaN, "NaN"],
    [1e21, "1e+21"],
    [-1.5e-9, "-1.5e-9"],
  ])("the number %s is written %s", (value, written) => {
    const text = formatMetrics([gauge("x", "X.", value)]);
    expect(text).toContain(`\nx ${written}\n`);
    expect(parseExposition(text).get("x")?.samples).toEqual([{ name: "x", labels: {}, value }]);
  });

  test("whatever stands in a help text or a label comes back as it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.double(), (words, value) => {
        const labels = { label: words };
        const metrics: Metric[] = [
          { name: "x", type: "gauge", help: words, samples: [{ labels, value }] },
          counter("y_total", words, 1),
        ];
        const parsed = parseExposition(formatMetrics(metrics));
        const sample = { name: "x", labels, value: value === 0 ? 0 : value };
        expect(parsed.get("x")).toEqual({ type: "gauge", help: words, samples: [sample] });
        expect(parsed.get("y_total")?.help).toBe(words);
      }),
    );
  });

  test("backslash, quote and line end are escaped where the format says", () => {
    const samples = [{ labels: { label: 'a\\b"c\nd' }, value: 1 }];
    const text = formatMetrics([{ name: "x", type: "gauge", help: 'a\\b"c\nd', samples }]);
    expect(text).toContain('# HELP x a\\\\b"c\\nd\n');
    expect(text).toContain('x{label="a\\\\b\\"c\\nd"} 1\n');
  });
});

describe("the check that these tests and others use", () => {
  test.each([
    ["# HELP x X.\n# TYPE x gauge\nx 1", "does not end"],
    ["x 1\n", "No HELP"],
    ["# HELP x X.\n# TYPE x gauge\nx{a=1} 1\n", "Neither"],
    ['# HELP x X.\n# TYPE x gauge\nx{a="\\t"} 1\n', "Neither"],
    ["# HELP x X.\n# TYPE x gauge\nx 1\nx 1\n", "twice"],
    ["# HELP x X.\n# TYPE x counter\nx 1\n", "no _total"],
    ["# HELP x X.\n# TYPE x gauge\ny 1\n", "in the family"],
    [
      '# HELP x X.\n# TYPE x histogram\nx_bucket{le="1"} 2\nx_bucket{le="+Inf"} 1\nx_sum 1\nx_count 1\n',
      "do not rise",
    ],
  ])("refuses %j", (text, why) => {
    expect(() => parseExposition(text)).toThrow(why);
  });
});

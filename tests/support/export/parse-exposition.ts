export interface ParsedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface ParsedFamily {
  readonly type: string;
  readonly help: string;
  readonly samples: readonly ParsedSample[];
}

const metricName = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const labelPair = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^\\\\"\\n]|\\\\[\\\\n"])*"';
const number = "[+-]?(?:Inf|(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?)|NaN";
const sampleLine = new RegExp(
  `^(${metricName})(?:\\{(${labelPair}(?:,${labelPair})*)\\})? (${number})$`,
);
const helpLine = new RegExp(`^# HELP (${metricName}) ((?:[^\\\\]|\\\\[\\\\n])*)$`);
const typeLine = new RegExp(`^# TYPE (${metricName}) (counter|gauge|histogram|summary|untyped)$`);

function unescaped(text: string): string {
  return text.replace(/\\([\\n"])/g, (_, char: string) => (char === "n" ? "\n" : char));
}

function labelsOf(text: string): Record<string, string> {
  const pairs = text.match(new RegExp(labelPair, "g")) ?? [];
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      return [pair.slice(0, at), unescaped(pair.slice(at + 2, -1))];
    }),
  );
}

function parseSample(line: string): ParsedSample {
  const match = sampleLine.exec(line);
  if (!match) throw new Error(`Neither comment nor sample: ${line}`);
  const [, name = "", labels = "", value = ""] = match;
  return { name, labels: labelsOf(labels), value: Number(value.replace("Inf", "Infinity")) };
}

/** What the format says of a histogram: buckets that only grow, the last of them all there is. */
function checkHistogram(name: string, samples: readonly ParsedSample[]): void {
  const buckets = samples.filter((sample) => sample.name === `${name}_bucket`);
  const bounds = buckets.map(({ labels }) => Number(labels.le?.replace("Inf", "Infinity")));
  const values = buckets.map(({ value }) => value);
  const valueAt = (suffix: string) =>
    samples.find((sample) => sample.name === name + suffix)?.value;
  const rises = (numbers: readonly number[]) =>
    numbers.every((value, at) => at === 0 || value >= (numbers[at - 1] ?? 0));
  if (!rises(bounds) || !rises(values)) throw new Error(`${name}: buckets do not rise`);
  if (bounds.at(-1) !== Number.POSITIVE_INFINITY) throw new Error(`${name}: no +Inf bucket`);
  if (values.at(-1) !== valueAt("_count")) throw new Error(`${name}: +Inf is not the count`);
  if (valueAt("_sum") === undefined) throw new Error(`${name}: no sum`);
}

function checkFamily(name: string, { type, samples }: ParsedFamily): void {
  const suffixes = type === "histogram" ? ["_bucket", "_sum", "_count"] : [""];
  const own = suffixes.map((suffix) => name + suffix);
  for (const sample of samples) {
    if (!own.includes(sample.name)) throw new Error(`${sample.name} in the family of ${name}`);
    if (type !== "gauge" && !(sample.value >= 0)) throw new Error(`${sample.name} is negative`);
  }
  const series = samples.map((sample) => JSON.stringify([sample.name, sample.labels]));
  if (new Set(series).size < series.length) throw new Error(`${name}: a series comes twice`);
  if (type === "counter" && !name.endsWith("_total")) throw new Error(`${name} is no _total`);
  if (type === "histogram") checkHistogram(name, samples);
}

/**
 * Prometheus' text format 0.0.4, read as strictly as its page has it: families by name. Throws on
 * whatever the format doesn't allow, and on what it only advises against.
 */
export function parseExposition(text: string): ReadonlyMap<string, ParsedFamily> {
  if (!text.endsWith("\n")) throw new Error("The last line does not end.");
  const families = new Map<string, ParsedFamily & { samples: ParsedSample[] }>();
  const lines = text.slice(0, -1).split("\n");
  for (let at = 0; at < lines.length; ) {
    const [, name = "", help = ""] = helpLine.exec(lines[at] ?? "") ?? [];
    const [, typed, type = ""] = typeLine.exec(lines[at + 1] ?? "") ?? [];
    if (name === "" || typed !== name) throw new Error(`No HELP and TYPE: ${lines[at]}`);
    if (families.has(name)) throw new Error(`${name} comes twice`);
    const end = lines.findIndex((line, index) => index > at + 1 && line.startsWith("#"));
    const own = lines.slice(at + 2, end === -1 ? undefined : end);
    const family = { type, help: unescaped(help), samples: own.map(parseSample) };
    checkFamily(name, family);
    families.set(name, family);
    at = end === -1 ? lines.length : end;
  }
  return families;
}

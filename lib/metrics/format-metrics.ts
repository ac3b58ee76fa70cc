import type { HistogramReading, Labels, Metric } from "./metric";

/** What the format is called in Content-Type and Accept. */
export const metricsContentType = "text/plain; version=0.0.4; charset=utf-8";

function escapeHelp(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

function escapeLabel(value: string): string {
  return escapeHelp(value).replaceAll('"', '\\"');
}

/** As Go's ParseFloat reads it: JavaScript's own numbers, but for infinity's name. */
function formatNumber(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  return value === Number.NEGATIVE_INFINITY ? "-Inf" : String(value);
}

function sampleLine(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escapeLabel(text)}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${formatNumber(value)}`;
}

/** Buckets are cumulative: each counts what all before it do. */
function histogramLines(name: string, { bounds, counts, sum }: HistogramReading): string[] {
  let total = 0;
  const buckets = [...bounds, Number.POSITIVE_INFINITY].map((bound, index) => {
    total += counts[index] ?? 0;
    return sampleLine(`${name}_bucket`, { le: formatNumber(bound) }, total);
  });
  return [...buckets, sampleLine(`${name}_sum`, {}, sum), sampleLine(`${name}_count`, {}, total)];
}

function linesOf(metric: Metric): string[] {
  const { name, type, help } = metric;
  const samples =
    metric.type === "histogram"
      ? histogramLines(name, metric.reading)
      : metric.samples.map(({ labels = {}, value }) => sampleLine(name, labels, value));
  return [`# HELP ${name} ${escapeHelp(help)}`, `# TYPE ${name} ${type}`, ...samples];
}

/** Prometheus' text format, version 0.0.4 (prometheus.io, "Exposition formats"). */
export function formatMetrics(metrics: readonly Metric[]): string {
  return metrics
    .flatMap(linesOf)
    .map((line) => `${line}\n`)
    .join("");
}

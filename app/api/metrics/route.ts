import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { route } from "@/lib/http/route";
import { formatMetrics, metricsContentType } from "@/lib/metrics/format-metrics";
import { requireMetricsToken } from "@/lib/metrics/require-metrics-token";

/** Metrics for a Prometheus that sends METRICS_TOKEN. */
export const GET = route({
  auth: "public",
  async handle({ runtime: { env, metrics }, request }) {
    requireMetricsToken(request.headers, env.metricsToken);
    const text = formatMetrics(await metrics.read());
    return new Response(text, { headers: { "content-type": metricsContentType } });
  },
});

const other = methodNotAllowed("GET");

export { other as DELETE, other as PATCH, other as POST, other as PUT };

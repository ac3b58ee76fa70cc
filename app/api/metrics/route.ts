import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";
import { formatMetrics, metricsContentType } from "@/lib/metrics/format-metrics";
import { requireMetricsToken } from "@/lib/metrics/require-metrics-token";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** Metrics for a Prometheus that sends METRICS_TOKEN. */
  GET: route({
    auth: "public",
    async handle({ runtime: { env, metrics }, request }) {
      requireMetricsToken(request.headers, env.metricsToken);
      const text = formatMetrics(await metrics.read());
      return new Response(text, { headers: { "content-type": metricsContentType } });
    },
  }),
});

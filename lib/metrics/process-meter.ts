import { readdir } from "node:fs/promises";
import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { counter, gauge, type Metric } from "./metric";

const resolutionMs = 10;

export interface ProcessMeter {
  /** Event loop lag is since the last reading. */
  read(): Promise<readonly Metric[]>;
  stop(): void;
}

/** What the loop took longer than it was meant to: the timer's own interval is no lag. */
function lagMetrics(delay: IntervalHistogram): Metric[] {
  const lag = (part: string, words: string, nanoseconds: number) =>
    gauge(
      `nodejs_eventloop_lag_${part}_seconds`,
      `${words} event loop lag since the last scrape.`,
      // Without a sample the mean is no number and the least is the largest.
      delay.count === 0 ? 0 : Math.max(0, nanoseconds / 1e9 - resolutionMs / 1000),
    );
  return [
    lag("mean", "Mean", delay.mean),
    lag("p50", "Median", delay.percentile(50)),
    lag("p99", "99th percentile of", delay.percentile(99)),
    lag("max", "Longest", delay.max),
  ];
}

/** Null where the system doesn't show them. */
function countOpenFiles(): Promise<number | null> {
  return readdir("/proc/self/fd").then(
    (names) => names.length,
    () => null,
  );
}

/** The process itself, under the names that Prometheus' client libraries agree on. */
export function startProcessMeter(): ProcessMeter {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  const startedAt = Date.now() / 1000 - process.uptime();

  return {
    async read() {
      const files = await countOpenFiles();
      const { user, system } = process.cpuUsage();
      const { rss, heapTotal, heapUsed, external } = process.memoryUsage();
      const lag = lagMetrics(delay);
      delay.reset();
      return [
        gauge("process_start_time_seconds", "When the process started, Unix time.", startedAt),
        counter("process_cpu_user_seconds_total", "User CPU time, all threads.", user / 1e6),
        counter("process_cpu_system_seconds_total", "System CPU time, all threads.", system / 1e6),
        counter("process_cpu_seconds_total", "CPU time, all threads.", (user + system) / 1e6),
        gauge("process_resident_memory_bytes", "Memory that lies in RAM.", rss),
        ...(files === null ? [] : [gauge("process_open_fds", "Open file descriptors.", files)]),
        gauge("nodejs_heap_size_total_bytes", "JavaScript heap, main thread.", heapTotal),
        gauge("nodejs_heap_size_used_bytes", "JavaScript heap in use, main thread.", heapUsed),
        gauge("nodejs_external_memory_bytes", "Memory beside the heap, main thread.", external),
        ...lag,
      ];
    },
    stop: () => delay.disable(),
  };
}

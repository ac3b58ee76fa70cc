type Source = Readonly<Record<string, string | undefined>>;

/** What the supervisor itself goes by; its children read and check all the rest. */
export interface SupervisorSettings {
  readonly host: string;
  readonly port: number;
  readonly shutdownTimeoutMs: number;
  readonly logLevel: string;
}

/** The start ends here, with this sentence. */
export class StartError extends Error {
  override readonly name = "StartError";
}

const defaultShutdownTimeoutMs = 10_000;
const maxPort = 65_535;

function given(source: Source, name: string): string | undefined {
  return source[name]?.trim() || undefined;
}

function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= maxPort;
}

/** Throws for a PORT that is none. */
export function supervisorSettings(source: Source): SupervisorSettings {
  const port = Number(given(source, "PORT") ?? "3000");
  if (!isPort(port)) {
    throw new StartError(
      `Hookline can't start with these settings:\n  PORT: is not a port number from 0 to ${maxPort}.`,
    );
  }
  // The console reports a wrong value, together with all other wrong settings.
  const timeoutMs = Number(given(source, "SHUTDOWN_TIMEOUT_MS") ?? defaultShutdownTimeoutMs);
  return {
    host: given(source, "HOST") ?? "0.0.0.0",
    port,
    shutdownTimeoutMs: timeoutMs >= 0 ? timeoutMs : defaultShutdownTimeoutMs,
    logLevel: given(source, "LOG_LEVEL") ?? "info",
  };
}

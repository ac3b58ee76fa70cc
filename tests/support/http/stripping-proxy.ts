import { request as ask, createServer } from "node:http";

export interface StrippingProxy {
  readonly url: string;
  close(): void;
}

/** As a reverse proxy that serves an application below a path and passes requests on without it. */
export async function startStrippingProxy(appUrl: string): Promise<StrippingProxy> {
  const { port: appPort, pathname: basePath } = new URL(appUrl);
  const server = createServer((request, response) => {
    const { method, headers, url = "" } = request;
    if (url !== basePath && !url.startsWith(`${basePath}/`)) {
      response.writeHead(502).end("Outside of the path.");
      return;
    }
    const path = url.slice(basePath.length) || "/";
    const upstream = ask({ port: appPort, method, headers, path }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    upstream.once("error", () => response.destroy());
    response.once("close", () => upstream.destroy());
    request.pipe(upstream);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}${basePath}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

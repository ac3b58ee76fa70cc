const securityHeaders = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "x-frame-options", value: "DENY" },
  { key: "referrer-policy", value: "same-origin" },
  { key: "permissions-policy", value: "camera=(), microphone=(), geolocation=()" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
];

// Set by the console, which knows PUBLIC_URL; a build is made with a placeholder for its path.
const { HOOKLINE_BASE_PATH: basePath = "", HOOKLINE_PAGES_DIR: distDir = ".next" } = process.env;

/** @type {import("next").NextConfig} */
const nextConfig = {
  basePath,
  distDir,
  // For what the browser asks for without Next's help.
  env: { HOOKLINE_BASE_PATH: basePath },
  // A link to a page that there isn't is a type error.
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // Pages and answers; not the event stream, which says "no-transform". Static files are compressed
  // by the build.
  compress: true,
  devIndicators: false,
  // `npm run verify` checks types, of tests too; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  // In development Next serves its own resources to localhost only; PUBLIC_URL's default is this.
  allowedDevOrigins: ["127.0.0.1"],
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default nextConfig;

/** @type {import("next").NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The proxy in front compresses; gzip here would buffer the event stream.
  compress: false,
  // Next's dev server refuses cross-origin dev assets; the console is often opened by IP address.
  allowedDevOrigins: ["127.0.0.1", "localhost"],
  devIndicators: false,
};

export default nextConfig;

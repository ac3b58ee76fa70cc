import "./globals.css";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { PageSettings } from "@/components/shell/frame/page-settings";
import { parseTheme, themeCookie } from "@/components/shell/theme";
import { Toaster } from "@/components/ui/overlays/toaster";

export const metadata: Metadata = {
  title: { default: "Hookline", template: "%s · Hookline" },
  description: "What Kazoo's webhooks deliver, live and afterwards.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f4f1" },
    { media: "(prefers-color-scheme: dark)", color: "#0d0c0b" },
  ],
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html
      lang="en"
      data-theme={theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body>
        <PageSettings />
        {children}
        <Toaster />
      </body>
    </html>
  );
}

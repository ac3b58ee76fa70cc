"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { lazyPart } from "@/components/ui/behaviour/lazy-part";
import { useHotkeys } from "@/components/ui/behaviour/use-hotkeys";
import { pagePath } from "@/lib/format/page-path";
import { AccountSwitcher } from "../account/account-switcher";
import { useAccountSection } from "../account/use-account-section";
import { useOffCount } from "../alerts/use-off-count";
import { BottomBar } from "./bottom-bar";
import { Rail } from "./rail";

const CommandPalette = lazyPart(() =>
  import("../command-palette").then((part) => part.CommandPalette),
);
const KeyboardHelp = lazyPart(() => import("../keyboard-help").then((part) => part.KeyboardHelp));

interface ConsoleFrameProps {
  readonly railStartsNarrow: boolean;
  readonly children: ReactNode;
}

/** The frame around every page of an account: rail or bottom bar, commands, keys. */
export function ConsoleFrame({ railStartsNarrow, children }: ConsoleFrameProps) {
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const router = useRouter();
  const { accountId } = useAccountSection();
  const offCount = useOffCount(accountId);
  const openPalette = () => setPalette(true);
  useHotkeys({
    "open-commands": openPalette,
    "go-to-events": () => router.push(pagePath(accountId, "events")),
    "go-to-calls": () => router.push(pagePath(accountId, "calls")),
    "go-to-deliveries": () => router.push(pagePath(accountId, "deliveries")),
    "go-to-webhooks": () => router.push(pagePath(accountId, "webhooks")),
    "go-to-accounts": () => router.push(pagePath(accountId, "accounts")),
    "go-to-keys": () => router.push(pagePath(accountId, "keys")),
    "show-keys": () => setHelp(true),
  });
  return (
    <div className="flex h-dvh flex-col md:flex-row short:h-auto short:min-h-dvh">
      <a
        href="#main"
        className="sr-only z-50 rounded bg-ink px-3 py-2 text-paper text-sm focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <Rail
        startsNarrow={railStartsNarrow}
        offCount={offCount}
        onPalette={openPalette}
        onHelp={() => setHelp(true)}
      />
      <div className="border-line border-b bg-sunken px-2 py-1 md:hidden">
        <AccountSwitcher />
      </div>
      <main id="main" className="flex min-h-0 min-w-0 flex-1 flex-col">
        {children}
      </main>
      <BottomBar offCount={offCount} onHelp={() => setHelp(true)} />
      {palette && <CommandPalette open onOpenChange={setPalette} onHelp={() => setHelp(true)} />}
      {help && <KeyboardHelp open onOpenChange={setHelp} />}
    </div>
  );
}

"use client";

import { PanelLeftClose, PanelLeftOpen, Search } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { hotkeyTable } from "@/components/ui/behaviour/hotkey-table";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Kbd } from "@/components/ui/controls/kbd";
import { writePreference } from "@/lib/api-client/preference-cookie";
import { pagePath } from "@/lib/format/page-path";
import { AccountSwitcher } from "../account/account-switcher";
import { useAccountSection } from "../account/use-account-section";
import { OperatorMenu } from "../operator-menu";
import { linkName, OffBadge } from "./off-badge";
import { railCookie } from "./rail-cookie";
import { sections } from "./sections";

interface RailProps {
  readonly startsNarrow: boolean;
  /** Webhooks that Kazoo switched off. */
  readonly offCount: number;
  readonly onPalette: () => void;
  readonly onHelp: () => void;
}

const item = "flex h-8 items-center gap-2.5 rounded px-2 text-sm [&_svg]:size-4 [&_svg]:shrink-0";

export function Rail({ startsNarrow, offCount, onPalette, onHelp }: RailProps) {
  const [narrow, setNarrow] = useState(startsNarrow);
  const { accountId, section } = useAccountSection();
  const toggle = () => {
    setNarrow(!narrow);
    writePreference(railCookie, narrow ? "wide" : "narrow");
  };
  return (
    <div
      className={classNames(
        "flex shrink-0 flex-col gap-1 border-line border-r bg-sunken p-2 max-md:hidden",
        narrow ? "w-[53px]" : "w-56",
      )}
    >
      <AccountSwitcher narrow={narrow} />
      <button
        type="button"
        aria-label="Commands"
        onClick={onPalette}
        className={classNames(item, "text-ink-soft hover:bg-hover hover:text-ink")}
      >
        <Search aria-hidden />
        {!narrow && (
          <>
            <span className="flex-1 text-left">Commands</span>
            <Kbd keys={hotkeyTable["open-commands"].keys} />
          </>
        )}
      </button>
      <nav aria-label="Pages" className="mt-2 flex flex-1 flex-col gap-px">
        {sections.map(({ segment, name, icon: Icon }) => {
          const here = segment === section.segment;
          return (
            <Link
              key={segment}
              href={pagePath(accountId, segment)}
              aria-current={here ? "page" : undefined}
              aria-label={linkName(segment, name, offCount)}
              className={classNames(
                item,
                "relative",
                here
                  ? "bg-hover font-medium text-ink [&_svg]:text-accent"
                  : "text-ink-soft hover:bg-hover hover:text-ink",
              )}
            >
              <Icon aria-hidden />
              {!narrow && <span className="flex-1">{name}</span>}
              {segment === "webhooks" && offCount > 0 && (
                <OffBadge
                  count={offCount}
                  className={narrow ? "absolute -top-1 -right-1 min-w-4 px-1 leading-4" : ""}
                />
              )}
            </Link>
          );
        })}
      </nav>
      <div className={classNames("flex gap-1", narrow ? "flex-col" : "items-center")}>
        <div className="min-w-0 flex-1">
          <OperatorMenu narrow={narrow} onHelp={onHelp} />
        </div>
        <IconButton label={narrow ? "Widen the rail" : "Narrow the rail"} onClick={toggle}>
          {narrow ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
        </IconButton>
      </div>
    </div>
  );
}

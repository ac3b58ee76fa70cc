"use client";

import Link from "next/link";
import { classNames } from "@/components/ui/class-names";
import { pagePath } from "@/lib/format/page-path";
import { useAccountSection } from "../account/use-account-section";
import { OperatorMenu } from "../operator-menu";
import { linkName, OffBadge } from "./off-badge";
import { sections } from "./sections";

interface BottomBarProps {
  /** Webhooks that Kazoo switched off. */
  readonly offCount: number;
  readonly onHelp: () => void;
}

/** The rail of a phone. */
export function BottomBar({ offCount, onHelp }: BottomBarProps) {
  const { accountId, section } = useAccountSection();
  return (
    <nav
      aria-label="Pages"
      className="grid shrink-0 auto-cols-fr grid-flow-col border-line border-t bg-sunken px-1 pt-1 pb-[max(4px,env(safe-area-inset-bottom))] md:hidden"
    >
      {sections.map(({ segment, name, icon: Icon }) => {
        const here = segment === section.segment;
        return (
          <Link
            key={segment}
            href={pagePath(accountId, segment)}
            aria-current={here ? "page" : undefined}
            aria-label={linkName(segment, name, offCount)}
            className={classNames(
              "relative flex h-12 flex-col items-center justify-center gap-0.5 rounded text-[10px]",
              here ? "font-medium text-ink [&_svg]:text-accent" : "text-ink-soft",
            )}
          >
            <Icon className="size-5" aria-hidden />
            {name}
            {segment === "webhooks" && offCount > 0 && (
              <OffBadge count={offCount} className="absolute top-0 left-1/2 ml-1.5 leading-4" />
            )}
          </Link>
        );
      })}
      <OperatorMenu onHelp={onHelp} />
    </nav>
  );
}

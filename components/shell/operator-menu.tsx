"use client";

import { CircleUser, Keyboard, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { useSession } from "@/lib/api-client/session/session-context";
import { clockTime } from "@/lib/format/instant";
import { DropdownMenu, MenuChoice, MenuItem, MenuSeparator } from "../ui/overlays/dropdown-menu";
import { AlertChoices } from "./alerts/alert-choices";
import { currentTheme, parseTheme, setTheme, type Theme } from "./theme";
import { useLogOut } from "./use-log-out";

const themeOptions = [
  {
    value: "system",
    label: (
      <>
        <Monitor aria-hidden /> As the system
      </>
    ),
  },
  {
    value: "light",
    label: (
      <>
        <Sun aria-hidden /> Light
      </>
    ),
  },
  {
    value: "dark",
    label: (
      <>
        <Moon aria-hidden /> Dark
      </>
    ),
  },
];

function ThemeChoice() {
  const [theme, choose] = useState<Theme>(currentTheme);
  return (
    <MenuChoice
      label="Theme"
      value={theme}
      options={themeOptions}
      onValueChange={(value) => {
        const chosen = parseTheme(value);
        setTheme(chosen);
        choose(chosen);
      }}
    />
  );
}

interface OperatorMenuProps {
  readonly narrow?: boolean;
  readonly onHelp: () => void;
}

/** Who is logged in, until when, and what belongs to them rather than to the account. */
export function OperatorMenu({ narrow, onHelp }: OperatorMenuProps) {
  const { operator, account, cluster, expiresAt } = useSession();
  const logOut = useLogOut();
  return (
    <DropdownMenu
      side="top"
      align="start"
      className="w-56"
      trigger={
        <button
          type="button"
          aria-label={`Operator ${operator.username}`}
          className="flex h-9 w-full min-w-0 items-center gap-2.5 rounded px-2 text-ink-soft text-sm hover:bg-hover hover:text-ink data-[state=open]:bg-hover max-md:h-12 max-md:flex-col max-md:justify-center max-md:gap-0.5 max-md:text-[10px]"
        >
          <CircleUser className="size-5 shrink-0 md:size-4" aria-hidden />
          {!narrow && <span className="max-w-full truncate">{operator.username}</span>}
        </button>
      }
    >
      <div className="px-2 py-1.5">
        <p className="truncate font-medium text-sm">{operator.username}</p>
        <p className="truncate text-ink-faint text-xs">
          {account.name} · {cluster}
        </p>
        <p className="nums text-ink-faint text-xs">
          Session until {clockTime(expiresAt).slice(0, 5)}, longer while you work
        </p>
      </div>
      <MenuSeparator />
      <ThemeChoice />
      <MenuSeparator />
      <AlertChoices />
      <MenuSeparator />
      <MenuItem onSelect={onHelp} className="max-md:hidden">
        <Keyboard aria-hidden /> Keyboard
      </MenuItem>
      <MenuItem onSelect={logOut}>
        <LogOut aria-hidden /> Log out
      </MenuItem>
    </DropdownMenu>
  );
}

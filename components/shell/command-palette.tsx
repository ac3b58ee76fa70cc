"use client";

import { Command } from "cmdk";
import { Building2, Keyboard, LogOut, type LucideIcon, Plus, Route, SunMoon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { type PagePath, pagePath } from "@/lib/format/page-path";
import { type HotkeyId, hotkeyTable } from "../ui/behaviour/hotkey-table";
import { Kbd } from "../ui/controls/kbd";
import { Dialog } from "../ui/overlays/dialog";
import { AccountSearch } from "./account/account-search";
import { useAccountSection } from "./account/use-account-section";
import { sections } from "./frame/sections";
import { setTheme, themes } from "./theme";
import { useLogOut } from "./use-log-out";

interface CommandPaletteProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onHelp: () => void;
}

const themeNames = { system: "Theme as the system", light: "Light theme", dark: "Dark theme" };

interface EntryProps {
  readonly name: string;
  readonly icon: LucideIcon;
  readonly hotkey?: HotkeyId;
  readonly onSelect: () => void;
}

function Entry({ name, icon: Icon, hotkey, onSelect }: EntryProps) {
  return (
    <Command.Item
      onSelect={onSelect}
      className="flex min-h-9 cursor-pointer items-center gap-3 rounded px-2.5 text-sm data-[selected=true]:bg-hover max-md:min-h-11"
    >
      <Icon className="size-4 text-ink-faint" aria-hidden />
      <span className="flex-1">{name}</span>
      {hotkey && <Kbd keys={hotkeyTable[hotkey].keys} />}
    </Command.Item>
  );
}

function Entries({
  onHelp,
  onSwitch,
  done,
}: {
  onHelp: () => void;
  onSwitch: () => void;
  done: () => void;
}) {
  const router = useRouter();
  const logOut = useLogOut();
  const { accountId } = useAccountSection();
  const go = (path: PagePath) => () => {
    done();
    router.push(path);
  };
  return (
    <>
      {sections.map(({ segment, name, icon, hotkey }) => (
        <Entry
          key={segment}
          name={`Go to ${name.toLowerCase()}`}
          icon={icon}
          hotkey={hotkey}
          onSelect={go(pagePath(accountId, segment))}
        />
      ))}
      <Entry
        name="Create a webhook"
        icon={Plus}
        onSelect={go(pagePath(accountId, "webhooks", { webhook: "new" }))}
      />
      <Entry
        name="Where is my event?"
        icon={Route}
        onSelect={go(pagePath(accountId, "webhooks", { where: "any" }))}
      />
      <Entry name="Switch account" icon={Building2} onSelect={onSwitch} />
      {themes.map((theme) => (
        <Entry
          key={theme}
          name={themeNames[theme]}
          icon={SunMoon}
          onSelect={() => {
            setTheme(theme);
            done();
          }}
        />
      ))}
      <Entry name="Keyboard" icon={Keyboard} hotkey="show-keys" onSelect={onHelp} />
      <Entry name="Log out" icon={LogOut} onSelect={logOut} />
    </>
  );
}

/** Everything one can do or go to, found by typing. */
export function CommandPalette({ open, onOpenChange, onHelp }: CommandPaletteProps) {
  const [switching, setSwitching] = useState(false);
  const router = useRouter();
  const { accountId, section } = useAccountSection();
  const done = () => {
    onOpenChange(false);
    setSwitching(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : done())}
      title={<span className="sr-only">Commands</span>}
      className="w-[min(520px,calc(100vw-24px))]! gap-0! overflow-hidden! p-0! [&_[cmdk-root]]:w-full"
    >
      {switching ? (
        <AccountSearch
          currentId={accountId}
          onChoose={(chosen) => {
            done();
            router.push(pagePath(chosen, section.segment));
          }}
        />
      ) : (
        <Command label="Commands">
          <Command.Input
            placeholder="What do you want to do?"
            className="h-12 w-full border-line border-b bg-transparent px-4 text-base outline-none placeholder:text-ink-faint"
          />
          <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
            <Command.Empty className="px-2.5 py-4 text-ink-soft text-sm">
              No command with these words.
            </Command.Empty>
            <Entries
              done={done}
              onSwitch={() => setSwitching(true)}
              onHelp={() => {
                done();
                onHelp();
              }}
            />
          </Command.List>
        </Command>
      )}
    </Dialog>
  );
}

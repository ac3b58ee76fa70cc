"use client";

import { Bell, Volume2 } from "lucide-react";
import { useSyncExternalStore } from "react";
import { MenuCheck } from "@/components/ui/overlays/dropdown-menu";
import { toast } from "@/components/ui/overlays/toast";
import { type AlertWay, alertSetting } from "./alert-setting";

/** Asks the browser, which asks the operator. */
async function mayNotify(): Promise<boolean> {
  if (!("Notification" in window) || !window.isSecureContext) {
    toast("This browser shows notifications only for pages that are served by https.");
    return false;
  }
  if ((await Notification.requestPermission()) === "granted") return true;
  toast("The browser does not let this page notify. Its settings for this site say so.");
  return false;
}

/** How this browser tells when Kazoo switches a webhook off. */
export function AlertChoices() {
  const setting = useSyncExternalStore(alertSetting.subscribe, alertSetting.read, () => "");
  const choose = async (way: AlertWay, on: boolean) => {
    if (on && way === "notify" && !(await mayNotify())) return;
    alertSetting.set(way, on);
  };
  return (
    <>
      <p className="px-2 pt-1 text-ink-faint text-xs">When a webhook is switched off</p>
      <MenuCheck
        checked={alertSetting.isOn("notify", setting)}
        onCheckedChange={(on) => void choose("notify", on)}
      >
        <Bell aria-hidden /> Notify
      </MenuCheck>
      <MenuCheck
        checked={alertSetting.isOn("sound", setting)}
        onCheckedChange={(on) => void choose("sound", on)}
      >
        <Volume2 aria-hidden /> Play a sound
      </MenuCheck>
    </>
  );
}

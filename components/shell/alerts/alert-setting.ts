import { readPreference, writePreference } from "@/lib/api-client/preference-cookie";

const cookie = "hookline-alerts";

export const alertWays = ["notify", "sound"] as const;
export type AlertWay = (typeof alertWays)[number];

const listeners = new Set<() => void>();

function read(): string {
  return readPreference(cookie) ?? "";
}

/** How this browser tells that Kazoo switched a webhook off, besides the page; nothing at first. */
export const alertSetting = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** The ways that are on, joined: a value that compares by itself. */
  read,
  isOn: (way: AlertWay, setting = read()): boolean => setting.split(".").includes(way),
  set(way: AlertWay, on: boolean): void {
    const others = alertWays.filter((each) => each !== way && alertSetting.isOn(each));
    writePreference(cookie, [...others, ...(on ? [way] : [])].join("."));
    for (const listener of listeners) listener();
  },
};

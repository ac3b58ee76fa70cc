import * as z from "zod/mini";
import type { Webhook } from "@/lib/domain/webhook";
import { alertSetting, alertWays } from "./alert-setting";

const toneHz = [660, 440];
const toneSeconds = 0.18;

/** Two falling tones. */
function sound(): void {
  const context = new AudioContext();
  toneHz.forEach((frequency, index) => {
    const tone = context.createOscillator();
    const volume = context.createGain();
    volume.gain.value = 0.15;
    tone.frequency.value = frequency;
    tone.connect(volume).connect(context.destination);
    tone.start(context.currentTime + index * toneSeconds);
    tone.stop(context.currentTime + (index + 1) * toneSeconds);
    tone.onended = () => {
      if (index === toneHz.length - 1) void context.close();
    };
  });
}

const toldKey = "hookline-told-off";
/** When each webhook was told of, Unix milliseconds, by its id. */
const toldSchema = z.record(z.string(), z.number());
/** Tabs look at Kazoo's list once a minute, each at its own time. */
const toldMs = 3 * 60_000;

/** Those that no other tab of this browser has told of in the last minutes. */
function notToldYet(webhooks: readonly Webhook[]): readonly Webhook[] {
  const now = Date.now();
  try {
    const told = z.parse(toldSchema, JSON.parse(localStorage.getItem(toldKey) ?? "{}"));
    const recent = Object.entries(told).filter(([, at]) => at > now - toldMs);
    const known = new Set(recent.map(([id]) => id));
    const newly = webhooks.filter(({ id }) => !known.has(id));
    const all = [...recent, ...newly.map(({ id }) => [id, now] as const)];
    localStorage.setItem(toldKey, JSON.stringify(Object.fromEntries(all)));
    return newly;
  } catch {
    // Without a storage, or with something else in it: rather twice than not at all.
    return webhooks;
  }
}

/** Calls back when another tab of this browser noticed that a webhook was switched off. */
export function onToldElsewhere(listener: () => void): () => void {
  const hear = ({ key }: StorageEvent) => {
    if (key === toldKey) listener();
  };
  window.addEventListener("storage", hear);
  return () => window.removeEventListener("storage", hear);
}

/** Tells the operator in the ways that this browser is set to, from the first tab that notices. */
export function giveAlert(off: readonly Webhook[], onOpen: () => void): void {
  const webhooks = notToldYet(off);
  const isWanted = alertWays.some((way) => alertSetting.isOn(way));
  if (webhooks.length === 0 || !isWanted) return;
  if (alertSetting.isOn("sound")) sound();
  if (!alertSetting.isOn("notify") || Notification.permission !== "granted") return;
  const [first] = webhooks;
  if (!first) return;
  const which = webhooks.length === 1 ? `“${first.name}”` : `${webhooks.length} webhooks`;
  const notification = new Notification(`Kazoo switched ${which} off`, {
    body: "Too many deliveries failed. Nothing is sent until it is enabled again.",
    tag: `hookline-off-${first.id}`,
  });
  notification.onclick = () => {
    window.focus();
    onOpen();
    notification.close();
  };
}

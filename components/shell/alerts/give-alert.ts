import type { Webhook } from "@/lib/domain/webhook";
import { alertSetting } from "./alert-setting";

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

/** Tells the operator in the ways that this browser is set to. */
export function giveAlert(webhooks: readonly Webhook[], onOpen: () => void): void {
  if (alertSetting.isOn("sound")) sound();
  if (!alertSetting.isOn("notify") || Notification.permission !== "granted") return;
  const [first] = webhooks;
  if (!first) return;
  const which = webhooks.length === 1 ? `“${first.name}”` : `${webhooks.length} webhooks`;
  const notification = new Notification(`Kazoo switched ${which} off`, {
    body: "Too many deliveries failed. Nothing is sent until it is enabled again.",
    // Of several tabs one notification is enough.
    tag: `hookline-off-${first.id}`,
  });
  notification.onclick = () => {
    window.focus();
    onOpen();
    notification.close();
  };
}

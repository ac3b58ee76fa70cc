import { HooklineError } from "@/lib/domain/hookline-error";

// SQLite has two readers, and the event list waits for the same ones.
const mostExports = 4;
const retryAfterSeconds = 60;

/** How many exports may run at once, counted where it is created. */
export interface ExportSlots {
  /** Takes a slot and returns what frees it, to be called once; throws too_many_exports. */
  take(): () => void;
}

export function createExportSlots(most = mostExports): ExportSlots {
  let taken = 0;
  return {
    take() {
      if (taken >= most) {
        throw new HooklineError(
          "too_many_exports",
          `${most} exports are running already. Try again when one of them has ended.`,
          { retryAfterSeconds },
        );
      }
      taken += 1;
      return () => {
        taken -= 1;
      };
    },
  };
}

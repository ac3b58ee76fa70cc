import { readFileSync } from "node:fs";

/** For the journal, the pages' connections to the console and whatever else is opened. */
const reservedDescriptors = 768;
const assumedDescriptors = 4_096;

function descriptorLimit(): number {
  try {
    const limits = readFileSync("/proc/self/limits", "latin1");
    const soft = /^Max open files +(\d+)/m.exec(limits)?.[1];
    return soft === undefined ? assumedDescriptors : Number(soft);
  } catch {
    return assumedDescriptors;
  }
}

/** How many connections this process can hold with descriptors to spare. */
export function maxConnections(descriptors = descriptorLimit()): number {
  return Math.max(Math.floor(descriptors / 2), descriptors - reservedDescriptors);
}

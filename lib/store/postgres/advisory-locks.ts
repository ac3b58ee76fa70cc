/** Numbers of our locks in the database; what holds one runs in one process at a time. */
export const advisoryLocks = {
  migration: 7_402_001,
  partition: 7_402_002,
  retention: 7_402_003,
} as const;

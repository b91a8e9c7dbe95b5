import type { reminder as original } from '../vi/reminder.ts'

export const reminder: Record<keyof typeof original, string> = {}

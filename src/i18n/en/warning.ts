import type { warning as original } from '../vi/warning.ts'

export const warning: Record<keyof typeof original, string> = {}

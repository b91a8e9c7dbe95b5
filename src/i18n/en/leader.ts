import type { leader as original } from '../vi/leader.ts'

export const leader: Record<keyof typeof original, string> = {}

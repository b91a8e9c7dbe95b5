import type { direction as original } from '../vi/direction.ts'

export const direction: Record<keyof typeof original, string> = {}

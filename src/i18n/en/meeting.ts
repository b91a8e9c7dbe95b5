import type { meeting as original } from '../vi/meeting.ts'

export const meeting: Record<keyof typeof original, string> = {}

import type { behalf as original } from '../vi/behalf.ts'

export const behalf: Record<keyof typeof original, string> = {}

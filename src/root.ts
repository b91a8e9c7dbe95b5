import { fileURLToPath } from 'node:url'

/** The project's folder. This file and the bundle both lie one level below it: src/root.ts, dist/server.mjs. */
export const root = fileURLToPath(new URL('..', import.meta.url))

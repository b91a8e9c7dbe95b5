import { Hono } from 'hono'
import { redirect } from './answers.ts'
import { homeOf } from './chrome.ts'
import type { House } from './visit.ts'

export const homeRoutes = new Hono<House>()

/** Everybody begins where their work is. */
homeRoutes.get('/', async (c) => redirect(c, await homeOf(c)))

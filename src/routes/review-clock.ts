import { Hono } from 'hono'
import type { House } from './visit.ts'

export const reviewClockRoutes = new Hono<House>()

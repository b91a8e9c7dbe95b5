import { Hono } from 'hono'
import type { House } from './visit.ts'

export const unitFormRoutes = new Hono<House>()

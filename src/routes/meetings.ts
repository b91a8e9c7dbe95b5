import { Hono } from 'hono'
import type { House } from './visit.ts'

export const meetingRoutes = new Hono<House>()

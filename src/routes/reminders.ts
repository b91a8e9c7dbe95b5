import { Hono } from 'hono'
import type { House } from './visit.ts'

export const reminderRoutes = new Hono<House>()

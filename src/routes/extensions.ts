import { Hono } from 'hono'
import type { House } from './visit.ts'

export const extensionRoutes = new Hono<House>()

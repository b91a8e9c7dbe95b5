import { Hono } from 'hono'
import type { House } from './visit.ts'

export const targetExtensionRoutes = new Hono<House>()

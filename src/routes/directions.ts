import { Hono } from 'hono'
import type { House } from './visit.ts'

export const directionRoutes = new Hono<House>()

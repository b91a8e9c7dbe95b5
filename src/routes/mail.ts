import { Hono } from 'hono'
import type { House } from './visit.ts'

export const mailRoutes = new Hono<House>()

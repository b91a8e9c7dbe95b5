import { Hono } from 'hono'
import type { House } from './visit.ts'

export const noticeRoutes = new Hono<House>()

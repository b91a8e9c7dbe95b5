import { Hono } from 'hono'
import type { House } from './visit.ts'

export const proposalRoutes = new Hono<House>()

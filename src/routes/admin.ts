import type { MiddlewareHandler } from 'hono'
import { mayAdminister } from '../domain/access.ts'
import type { House } from './visit.ts'

/** The administrator's rooms do not exist for anybody else. */
export const administratorsOnly: MiddlewareHandler<House> = async (c, next) =>
  mayAdminister(c.var.actor) ? await next() : await c.notFound()

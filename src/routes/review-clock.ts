import { Hono } from 'hono'
import { ReviewClockPage } from '../../views/reviews/clock.tsx'
import { hasDesk, holds, mayReadCampaign } from '../domain/access.ts'
import { findCampaign } from '../storage/campaigns.ts'
import { CLOCK_DAYS, loadReviewClock } from '../storage/review-clock.ts'
import { show } from './answers.ts'
import { addressOf } from './queries.ts'
import type { House } from './visit.ts'

/** The office's own clock: it measures itself as it measures the units. */
export const reviewClockRoutes = new Hono<House>()

reviewClockRoutes.get('/clock', async (c) => {
  const { db, actor, reader, now } = c.var
  const mayLook = hasDesk(actor) || holds(actor, 'inspector')
  const campaign = mayLook ? await findCampaign(db.read, actor, c.req.query('campaign')) : undefined
  // How an office works is for itself and those above it.
  if (!campaign || !mayReadCampaign(actor, campaign)) return await c.notFound()

  const clock = await loadReviewClock(db.read, actor, campaign, now)
  const deskHref = hasDesk(actor)
    ? addressOf(c, '/desk', { campaign: c.req.query('campaign'), tab: 'review' })
    : null
  const body = ReviewClockPage({ reader, ...clock, days: CLOCK_DAYS, deskHref })
  return await show(
    c,
    { title: reader.t('clock.title'), here: hasDesk(actor) ? '/desk' : '/dashboard' },
    body,
  )
})

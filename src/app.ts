import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import type { Config } from './config.ts'
import type { Instant } from './domain/day.ts'
import type { Log } from './log.ts'
import { accountRoutes } from './routes/account.ts'
import { adminRoutes } from './routes/admin.ts'
import { type Assets, assetRoutes } from './routes/assets.ts'
import { commitmentRoutes } from './routes/commitments.ts'
import { dashboardRoutes } from './routes/dashboard.ts'
import { deskRoutes } from './routes/desk.ts'
import { evidenceRoutes } from './routes/evidence.ts'
import { greet, letIn } from './routes/hall.ts'
import { healthRoutes } from './routes/health.ts'
import { homeRoutes } from './routes/home.ts'
import { loginRoutes } from './routes/login.ts'
import { myWorkRoutes } from './routes/my-work.ts'
import { reviewRoutes } from './routes/reviews.ts'
import { targetPageRoutes } from './routes/target-page.ts'
import { targetRoutes } from './routes/targets.ts'
import { notFound, somethingWrong, tooLarge } from './routes/trouble.ts'
import { unitRoutes } from './routes/units.ts'
import { updateRoutes } from './routes/updates.ts'
import type { House } from './routes/visit.ts'
import { weeklyRoutes } from './routes/weekly.ts'
import type { Db } from './storage/client.ts'

export interface AppOptions {
  db: Db
  config: Config
  now: () => Instant
  assets: Assets
  log: Log
}

/** A form may carry a few files; what is larger than all of them together is not read at all. */
const FILES_A_FORM = 3

/** The whole house on one page: the hall everybody passes, then every room. */
export function createApp({ db, config, now, assets, log }: AppOptions): Hono<House> {
  const app = new Hono<House>({ strict: false })
  const house = config.basePath ? app.basePath(config.basePath) : app

  house.use(securityOf(config))
  house.use(compress())
  house.route('/', assetRoutes(assets))
  house.use(greet({ db, config, now, assets, log }))
  house.route('/', healthRoutes)
  house.use(csrf(config.origin ? { origin: config.origin } : undefined))
  house.use(
    bodyLimit({ maxSize: config.uploadLimitBytes * FILES_A_FORM, onError: (c) => tooLarge(c as never) }),
  )
  house.route('/', loginRoutes(app))
  house.use(letIn)

  house.route('/', homeRoutes)
  house.route('/my-work', myWorkRoutes)
  house.route('/targets', targetPageRoutes)
  house.route('/targets', targetRoutes)
  house.route('/updates', updateRoutes)
  house.route('/updates', reviewRoutes)
  house.route('/evidence', evidenceRoutes)
  house.route('/commitments', commitmentRoutes)
  house.route('/desk', deskRoutes)
  house.route('/dashboard', dashboardRoutes)
  house.route('/units', unitRoutes)
  house.route('/', weeklyRoutes)
  house.route('/account', accountRoutes)
  house.route('/admin', adminRoutes)

  app.notFound(notFound as never)
  app.onError(somethingWrong as never)
  return app
}

function securityOf(config: Config) {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      fontSrc: ["'self'"],
      formAction: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    // With the default, no-referrer, Chromium sends 'Origin: null' with forms, and every form without script fails.
    referrerPolicy: 'same-origin',
    strictTransportSecurity: config.secure ? 'max-age=31536000; includeSubDomains' : false,
    xFrameOptions: 'DENY',
  })
}

import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import type { Config } from './config.ts'
import type { Instant } from './domain/day.ts'
import type { Log } from './log.ts'
import { accountRoutes } from './routes/account.ts'
import { adminAuditRoutes } from './routes/admin-audit.ts'
import { adminCalendarRoutes } from './routes/admin-calendar.ts'
import { adminCampaignRoutes } from './routes/admin-campaigns.ts'
import { adminExportRoutes } from './routes/admin-export.ts'
import { adminHomeRoutes } from './routes/admin-home.ts'
import { adminImportRoutes } from './routes/admin-import.ts'
import { adminSettingsRoutes } from './routes/admin-settings.ts'
import { adminUnitRoutes } from './routes/admin-units.ts'
import { adminUserRoutes } from './routes/admin-users.ts'
import { amendmentRoutes } from './routes/amendments.ts'
import { type Assets, assetRoutes } from './routes/assets.ts'
import { cascadeRoutes } from './routes/cascade.ts'
import { commitmentFileRoutes } from './routes/commitment-files.ts'
import { commitmentNewRoutes } from './routes/commitment-new.ts'
import { commitmentStepRoutes } from './routes/commitment-steps.ts'
import { commitmentRoutes } from './routes/commitments.ts'
import { dashboardRoutes } from './routes/dashboard.ts'
import { deskRoutes } from './routes/desk.ts'
import { directionRoutes } from './routes/directions.ts'
import { evidenceRoutes } from './routes/evidence.ts'
import { extensionRoutes } from './routes/extensions.ts'
import { formsOnly, greet, letIn } from './routes/hall.ts'
import { healthRoutes } from './routes/health.ts'
import { homeRoutes } from './routes/home.ts'
import { loginRoutes } from './routes/login.ts'
import { mailRoutes } from './routes/mail.ts'
import { makingRoutes } from './routes/making.ts'
import { meetingRoutes } from './routes/meetings.ts'
import { myWorkRoutes } from './routes/my-work.ts'
import { noticeRoutes } from './routes/notices.ts'
import { periodFigureRoutes } from './routes/period-figure.ts'
import { periodRoutes } from './routes/period-reports.ts'
import { proposalRoutes } from './routes/proposals.ts'
import { reminderRoutes } from './routes/reminders.ts'
import { reviewClockRoutes } from './routes/review-clock.ts'
import { reviewRoutes } from './routes/reviews.ts'
import { secondFactorRoutes } from './routes/second-factor.ts'
import { setupRoutes } from './routes/setup.ts'
import { targetExtensionRoutes } from './routes/target-extension.ts'
import { targetFormRoutes } from './routes/target-form.ts'
import { targetPageRoutes } from './routes/target-page.ts'
import { targetYearsRoutes } from './routes/target-years.ts'
import { targetRoutes } from './routes/targets.ts'
import { notFound, somethingWrong, tooLarge } from './routes/trouble.ts'
import { unitChangeRoutes } from './routes/unit-changes.ts'
import { unitFormRoutes } from './routes/unit-form.ts'
import { unitRoutes } from './routes/units.ts'
import { updateRoutes } from './routes/updates.ts'
import { userLinkRoutes } from './routes/user-links.ts'
import type { House } from './routes/visit.ts'
import { weeklyRoutes } from './routes/weekly.ts'
import { weeklyDiffRoutes } from './routes/weekly-diff.ts'
import { weeklyDisciplineRoutes } from './routes/weekly-discipline.ts'
import { weeklyFigureRoutes } from './routes/weekly-figure.ts'
import { weeklyFreezeRoutes } from './routes/weekly-freeze.ts'
import { weeklyIssueRoutes } from './routes/weekly-issue.ts'
import { weeklyScheduleRoutes } from './routes/weekly-schedule.ts'
import { yearEndRoutes } from './routes/year-end.ts'
import type { Db } from './storage/client.ts'

export interface AppOptions {
  db: Db
  config: Config
  now: () => Instant
  assets: Assets
  log: Log
}

/** Weeks and longer periods; what has a place of its own stands before what takes any name. */
const reportRoutes = new Hono<House>()
for (const routes of [
  ...[weeklyFreezeRoutes, makingRoutes, weeklyScheduleRoutes, weeklyDiffRoutes],
  ...[weeklyIssueRoutes, weeklyFigureRoutes, weeklyDisciplineRoutes, periodFigureRoutes, periodRoutes],
  weeklyRoutes,
])
  reportRoutes.route('/', routes)

/** A form may carry a few files; what is larger than all of them together is not read at all. */
const FILES_A_FORM = 3

/** Four times the longest form of text alone: a million tiny fields would stop everybody. */
const LONGEST_TEXT_FORM = 1024 * 1024

/** The whole house on one page: the hall everybody passes, then every room. */
export function createApp({ db, config, now, assets, log }: AppOptions): Hono<House> {
  const app = new Hono<House>({ strict: false })
  const house = config.basePath ? app.basePath(config.basePath) : app

  house.use(sandboxFiles)
  app.use(securityOf(config))
  house.use(compress())
  house.route('/', assetRoutes(assets))
  // Before anything can fail: a page of trouble repeats what was typed, and that must come from this house.
  house.use(fromThisHouse(config))
  house.use(greet({ db, config, now, assets, log }))
  house.route('/', healthRoutes)
  house.use(formsOnly)
  house.use(limitBody(config))
  house.route('/mail', mailRoutes)
  house.route('/setup', setupRoutes)
  house.route('/link', userLinkRoutes)
  house.route('/', loginRoutes(app))
  house.use(letIn)

  furnish(house)

  app.notFound(notFound as never)
  app.onError(somethingWrong as never)
  return app
}

/** The rooms behind the door, for those who signed in. */
function furnish(house: Hono<House>) {
  house.route('/', homeRoutes)
  house.route('/my-work', myWorkRoutes)
  house.route('/targets', cascadeRoutes)
  house.route('/targets', targetPageRoutes)
  house.route('/targets', targetRoutes)
  house.route('/updates', updateRoutes)
  house.route('/updates', reviewRoutes)
  house.route('/evidence', evidenceRoutes)
  house.route('/commitments', commitmentNewRoutes)
  house.route('/commitments', commitmentStepRoutes)
  house.route('/commitments', commitmentFileRoutes)
  house.route('/commitments', amendmentRoutes)
  house.route('/commitments', targetFormRoutes)
  house.route('/commitments', targetYearsRoutes)
  house.route('/commitments', commitmentRoutes)
  house.route('/year-end', yearEndRoutes)
  house.route('/desk', deskRoutes)
  house.route('/dashboard', dashboardRoutes)
  house.route('/units', unitRoutes)
  house.route('/', reportRoutes)
  house.route('/extensions', extensionRoutes)
  house.route('/reminders', reminderRoutes)
  house.route('/notices', noticeRoutes)
  house.route('/proposals', proposalRoutes)
  house.route('/directions', directionRoutes)
  house.route('/meetings', meetingRoutes)
  house.route('/desk', reviewClockRoutes)
  house.route('/units', unitFormRoutes)
  house.route('/targets', targetExtensionRoutes)
  house.route('/account', secondFactorRoutes)
  house.route('/account', accountRoutes)
  house.route('/admin', adminHomeRoutes)
  house.route('/admin/settings', adminSettingsRoutes)
  house.route('/admin/campaigns', adminCampaignRoutes)
  house.route('/admin/calendar', adminCalendarRoutes)
  house.route('/admin/units', unitChangeRoutes)
  house.route('/admin/units', adminUnitRoutes)
  house.route('/admin/users', adminUserRoutes)
  house.route('/admin/import', adminImportRoutes)
  house.route('/admin/export', adminExportRoutes)
  house.route('/admin/audit', adminAuditRoutes)
}

/** Forms come from this house. Only mail providers, who switch letters off for their readers, come from nowhere. */
function fromThisHouse(config: Config): MiddlewareHandler<House> {
  const check = csrf(config.origin ? { origin: config.origin } : undefined)
  const isLetterSwitch = (path: string) =>
    path.startsWith(`${config.basePath}/mail/`) &&
    /^[\w-]+$/.test(path.slice(config.basePath.length + '/mail/'.length))
  return (c, next) => (isLetterSwitch(c.req.path) ? next() : check(c, next))
}

function limitBody(config: Config): MiddlewareHandler<House> {
  const onError = (c: Context) => tooLarge(c as never)
  const files = bodyLimit({ maxSize: config.uploadLimitBytes * FILES_A_FORM, onError })
  const text = bodyLimit({ maxSize: LONGEST_TEXT_FORM, onError })
  return (c, next) => (/^multipart\//i.test(c.req.header('Content-Type') ?? '') ? files : text)(c, next)
}

/** A file is saved, never shown; a browser that shows it all the same runs nothing of it. */
const sandboxFiles: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.has('Content-Disposition')) return
  c.res.headers.set('Content-Security-Policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
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

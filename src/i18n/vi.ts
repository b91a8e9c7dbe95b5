import { account } from './vi/account.ts'
import { admin } from './vi/admin.ts'
import { amendment } from './vi/amendment.ts'
import { audit } from './vi/audit.ts'
import { behalf } from './vi/behalf.ts'
import { calendarForm } from './vi/calendar-form.ts'
import { campaignForm } from './vi/campaign-form.ts'
import { cascade } from './vi/cascade.ts'
import { clock } from './vi/clock.ts'
import { commitment } from './vi/commitment.ts'
import { commitmentNew } from './vi/commitment-new.ts'
import { commitmentStep } from './vi/commitment-step.ts'
import { common } from './vi/common.ts'
import { desk } from './vi/desk.ts'
import { diff } from './vi/diff.ts'
import { direction } from './vi/direction.ts'
import { discipline } from './vi/discipline.ts'
import { extension } from './vi/extension.ts'
import { figure } from './vi/figure.ts'
import { form } from './vi/form.ts'
import { imports } from './vi/import.ts'
import { importColumnWords } from './vi/import-columns.ts'
import { issue } from './vi/issue.ts'
import { leader } from './vi/leader.ts'
import { making } from './vi/making.ts'
import { meeting } from './vi/meeting.ts'
import { notice } from './vi/notice.ts'
import { overview } from './vi/overview.ts'
import { period } from './vi/period.ts'
import { proposal } from './vi/proposal.ts'
import { reminder } from './vi/reminder.ts'
import { review } from './vi/review.ts'
import { schedule } from './vi/schedule.ts'
import { secondFactor } from './vi/second-factor.ts'
import { settings } from './vi/settings.ts'
import { setup } from './vi/setup.ts'
import { sheet } from './vi/sheet.ts'
import { status } from './vi/status.ts'
import { succession } from './vi/succession.ts'
import { target } from './vi/target.ts'
import { targetForm } from './vi/target-form.ts'
import { unitAdmin } from './vi/unit-admin.ts'
import { update } from './vi/update.ts'
import { users } from './vi/users.ts'
import { warning } from './vi/warning.ts'
import { weekly } from './vi/weekly.ts'
import { work } from './vi/work.ts'
import { yearEnd } from './vi/year-end.ts'
import { years } from './vi/years.ts'

/** The original texts, by noun. A key missing here is missing everywhere. */
export const vi = {
  ...common,
  ...status,
  ...sheet,
  ...work,
  ...update,
  ...desk,
  ...form,
  ...review,
  ...overview,
  ...target,
  ...targetForm,
  ...cascade,
  ...amendment,
  ...weekly,
  ...figure,
  ...discipline,
  ...diff,
  ...users,
  ...secondFactor,
  ...account,
  ...admin,
  ...commitment,
  ...commitmentNew,
  ...commitmentStep,
  ...leader,
  ...behalf,
  ...clock,
  ...warning,
  ...making,
  ...meeting,
  ...direction,
  ...proposal,
  ...notice,
  ...reminder,
  ...extension,
  ...schedule,
  ...issue,
  ...imports,
  ...importColumnWords,
  ...period,
  ...setup,
  ...settings,
  ...audit,
  ...campaignForm,
  ...calendarForm,
  ...yearEnd,
  ...years,
  ...unitAdmin,
  ...succession,
} as const

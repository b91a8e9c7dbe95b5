import type { NavItem } from '../../views/parts/menu.tsx'
import { type Actor, hasDesk, holds, mayAdminister } from '../domain/access.ts'
import type { Key } from '../i18n/translate.ts'
import { type Campaign, findCampaign, listCampaigns } from '../storage/campaigns.ts'
import { countPendingExtensions } from '../storage/desk/extensions.ts'
import { countUnread } from '../storage/notices.ts'
import { countToDo } from '../storage/overview.ts'
import { loadOrganisation } from '../storage/settings.ts'
import type { Visit } from './visit.ts'

/** Everything around a page: navigation with counts of what needs this person, their name and theme. */
export async function chromeOf(c: Visit) {
  const { session, reader } = c.var
  const theme = session?.theme ?? 'system'
  if (!session) return { organisation: await nameOf(c), theme }
  const { t } = reader
  const campaign = await findCampaign(c.var.db.read, session.actor)
  const unread = await countUnread(c.var.db.read, session.actor.tenant, session.actor.userId)
  const todo = await countsOf(c, campaign, unread)
  const [post] = session.actor.posts
  return {
    organisation: campaign?.ownerName ?? (await nameOf(c)),
    theme,
    nav: destinations(c).map(({ path, label, icon }) => ({
      path,
      icon,
      label: t(label),
      ...(label === 'nav.proposals' && { short: t('nav.proposals.short') }),
      count: todo?.[path as keyof typeof todo],
    })),
    who: {
      initials: initialsOf(post?.unitName ?? session.actor.username),
      name: post?.title ?? session.actor.username,
      unit: post?.unitName ?? '',
      unread,
    },
    readOnly: !hasDesk(session.actor) && !holds(session.actor, 'head', 'clerk', 'admin'),
  }
}

/** What needs this person, by the path of its page. */
async function countsOf(c: Visit, campaign: Campaign | undefined, unread: number) {
  const { db, session, today } = c.var
  if (!campaign) return { '/notices': unread }
  const todo = await countToDo(db.read, session.actor, campaign, today)
  return {
    '/desk': isSupervisor(session.actor) ? todo.overdue : await decisionsFor(c, campaign),
    '/my-work': todo.toReport,
    '/notices': unread,
  }
}

const isSupervisor = (actor: Actor) => holds(actor, 'supervisor')

/** What is late is the supervisors' work; a leader's own is what waits for a decision. */
async function decisionsFor(c: Visit, campaign: Campaign): Promise<number> {
  const { db, session } = c.var
  return holds(session.actor, 'leader') ? await countPendingExtensions(db.read, session.actor, campaign) : 0
}

type Destination = Pick<NavItem, 'path' | 'icon'> & {
  label: Extract<Key, `nav.${string}` | 'common.notices'>
}

/** Where the posts of this person lead, in the order in which they are used: five in the bar, the rest in the menu. */
function destinations(c: Visit): Destination[] {
  const { actor } = c.var.session
  const desk = hasDesk(actor)
  const unit = holds(actor, 'head', 'clerk')
  const admin = mayAdminister(actor)
  const watches = holds(actor, 'supervisor', 'leader', 'inspector')
  const all: [shown: boolean, item: Destination][] = [
    [desk, { path: '/desk', label: 'nav.desk', icon: 'layout-list' }],
    [unit, { path: '/my-work', label: 'nav.myWork', icon: 'list-checks' }],
    [watches, { path: '/dashboard', label: 'nav.dashboard', icon: 'gauge' }],
    [watches && !admin, { path: '/units', label: 'nav.units', icon: 'building-2' }],
    [unit && !watches, { path: '/commitments', label: 'nav.commitments', icon: 'handshake' }],
    [unit || watches, { path: '/proposals', label: 'nav.proposals', icon: 'message-square-text' }],
    [watches, { path: '/weekly', label: 'nav.weekly', icon: 'file-text' }],
    // In the bar whatever else somebody does: everything that is set up is found from there.
    [admin, { path: '/admin', label: 'nav.admin', icon: 'shield-check' }],
    [watches && admin, { path: '/units', label: 'nav.units', icon: 'building-2' }],
    [unit, { path: '/notices', label: 'common.notices', icon: 'bell' }],
    [watches, { path: '/commitments', label: 'nav.commitments', icon: 'handshake' }],
    [desk, { path: '/meetings', label: 'nav.meetings', icon: 'landmark' }],
    [admin, { path: '/admin/users', label: 'nav.users', icon: 'users' }],
    // Where it stands alone, short enough for a phone's bar.
    [admin, { path: '/admin/units', label: watches ? 'nav.adminUnits' : 'nav.units', icon: 'network' }],
    [
      admin || isSupervisor(actor),
      { path: '/admin/campaigns', label: 'nav.campaigns', icon: 'calendar-range' },
    ],
    [admin, { path: '/admin/import', label: 'nav.import', icon: 'file-up' }],
    [admin, { path: '/admin/audit', label: 'nav.audit', icon: 'history' }],
    [admin, { path: '/admin/settings', label: 'nav.settings', icon: 'settings' }],
  ]
  return all.filter(([shown]) => shown).map(([, item]) => item)
}

/**
 * The page a person starts from: a leader's decisions stand on the overview, though the desk is open to them. An
 * administrator begins with what a new house still lacks.
 */
export async function homeOf(c: Visit): Promise<string> {
  const { session, db } = c.var
  const { actor } = session
  if (holds(actor, 'admin') && (await listCampaigns(db.read, actor.tenant)).length === 0) return '/admin'
  if (holds(actor, 'supervisor')) return '/desk'
  if (holds(actor, 'leader', 'inspector')) return '/dashboard'
  if (holds(actor, 'head', 'clerk')) return '/my-work'
  return holds(actor, 'admin') ? '/admin' : '/account'
}

async function nameOf(c: Visit): Promise<string> {
  return await loadOrganisation(c.var.db.read, c.var.config.tenant)
}

/** Two letters for the round mark: the first of the last two words. */
function initialsOf(name: string): string {
  const words = name.split(/[\s–-]+/).filter((word) => /^\p{L}/u.test(word))
  return words
    .slice(-2)
    .map((word) => word[0]!.toUpperCase())
    .join('')
}

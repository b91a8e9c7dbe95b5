import { hasDesk, holds } from '../domain/access.ts'
import { findCampaign } from '../storage/campaigns.ts'
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
  const todo = campaign ? await countToDo(c.var.db.read, session.actor, campaign, c.var.today) : undefined
  const [post] = session.actor.posts
  return {
    organisation: campaign?.ownerName ?? (await nameOf(c)),
    theme,
    nav: destinations(c).map((item) => ({
      ...item,
      label: t(item.label),
      count: item.path === '/desk' ? todo?.overdue : item.path === '/my-work' ? todo?.toReport : undefined,
    })),
    who: {
      initials: initialsOf(post?.unitName ?? session.actor.username),
      name: post?.title ?? session.actor.username,
      unit: post?.unitName ?? '',
    },
    readOnly: !hasDesk(session.actor) && !holds(session.actor, 'head', 'clerk', 'leader', 'admin'),
  }
}

/** Where the posts of this person lead, in the order in which they are used. */
function destinations(c: Visit) {
  const { actor } = c.var.session
  const desk = hasDesk(actor)
  const unit = holds(actor, 'head', 'clerk')
  const watches = holds(actor, 'supervisor', 'leader', 'inspector')
  return [
    ...(desk ? [{ path: '/desk', label: 'nav.desk', icon: 'layout-list' } as const] : []),
    ...(unit ? [{ path: '/my-work', label: 'nav.myWork', icon: 'list-checks' } as const] : []),
    ...(watches ? [{ path: '/dashboard', label: 'nav.dashboard', icon: 'gauge' } as const] : []),
    ...(watches ? [{ path: '/units', label: 'nav.units', icon: 'building-2' } as const] : []),
    ...(unit || watches
      ? [{ path: '/commitments', label: 'nav.commitments', icon: 'handshake' } as const]
      : []),
    ...(watches ? [{ path: '/weekly', label: 'nav.weekly', icon: 'file-text' } as const] : []),
    ...(holds(actor, 'admin') ? [{ path: '/admin/users', label: 'nav.users', icon: 'users' } as const] : []),
  ]
}

/** The page a person starts from. */
export function homeOf(c: Visit): string {
  const { actor } = c.var.session
  if (hasDesk(actor)) return '/desk'
  if (holds(actor, 'leader', 'inspector')) return '/dashboard'
  if (holds(actor, 'head', 'clerk')) return '/my-work'
  return holds(actor, 'admin') ? '/admin/users' : '/account'
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

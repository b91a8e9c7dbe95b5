import type { Role } from '../../domain/access.ts'
import { fold } from '../../domain/fold.ts'
import { groupBy } from '../../domain/grouping.ts'
import type { Heir } from '../../domain/succession.ts'
import { titleAt } from '../../domain/unit-code.ts'
import type { EndingPost, Estate } from './load.ts'
import type { NewUnit, OrderProblem, SuccessionOrder } from './order.ts'

/** Who signs in where from the day of the change, and as what. */
export interface Move {
  postId: string
  userId: string
  username: string
  title: string
  fromUnit: string
  role: Role
  /** Null where the unit ends without a successor. */
  to: { successor: string; role: Role; title: string } | null
}

/** Everybody goes along with their unit; of the heads who meet at a successor one stays head, the others become clerks. */
export function movesOf(
  order: SuccessionOrder,
  estate: Estate,
  heirsOf: ReadonlyMap<string, readonly Heir[]>,
): { moves: Move[]; problems: OrderProblem[] } {
  const problems: OrderProblem[] = []
  const codeOf = new Map(estate.units.map((unit) => [unit.id, unit]))
  const known = new Set(estate.posts.map(({ username }) => username))
  const codes = new Set(order.successors.map(({ code }) => code))
  for (const { username, successor } of order.people) {
    if (!known.has(username)) problems.push({ why: 'unknown_person', fill: username })
    else if (!codes.has(successor)) problems.push({ why: 'no_successor', fill: successor })
  }
  const going = estate.posts.map((post) => {
    const unit = codeOf.get(post.row.unitId)!
    const wish = order.people.find(({ username }) => username === post.username)
    const to = wish?.successor ?? largest(heirsOf.get(unit.code) ?? [])
    return { post, unit, wish, successor: order.successors.find(({ code }) => code === to) }
  })
  const heads = headsOf(going, problems)
  const seen = new Set<string>()
  const moves = going.map(({ post, unit, wish, successor }): Move => {
    const { row, username } = post
    const common = {
      postId: row.id,
      userId: row.userId,
      username,
      title: row.title,
      fromUnit: unit.code,
      role: row.role,
    }
    if (!successor) return { ...common, to: null }
    const role = roleAt(post, wish?.role ?? null, heads.get(successor.code))
    const place = `${row.userId} ${successor.code} ${role}`
    // Whoever held the same post at two of them holds it once.
    if (seen.has(place)) return { ...common, to: null }
    seen.add(place)
    return {
      ...common,
      to: { successor: successor.code, role, title: titleOf(row, unit.name, successor, role) },
    }
  })
  return { moves, problems: [...problems, ...adminLost(moves, estate)] }
}

/** Somebody has to administer the house afterwards. */
function adminLost(moves: readonly Move[], { hasOtherAdmin }: Estate): OrderProblem[] {
  const [last, ...others] = moves.filter(({ role }) => role === 'admin')
  const isKept = hasOtherAdmin || [last, ...others].some((move) => move?.to)
  return last && !isKept ? [{ why: 'last_admin', fill: last.username }] : []
}

interface Going {
  post: EndingPost
  unit: { code: string; name: string; shortName: string }
  wish: { role: 'head' | 'clerk' | null } | undefined
  successor: NewUnit | undefined
}

/** The post of the one who stays head: as somebody said, else of the unit that gave its name, else of the first. */
function headsOf(going: readonly Going[], problems: OrderProblem[]): Map<string, string> {
  const heads = new Map<string, string>()
  for (const [code, own] of groupBy(going, ({ successor }) => successor?.code ?? '')) {
    if (code === '') continue
    const chosen = own.filter(({ wish }) => wish?.role === 'head')
    if (new Set(chosen.map(({ post }) => post.username)).size > 1)
      problems.push({ why: 'two_heads', fill: code })
    const able = own.filter(({ post, wish }) => post.row.role === 'head' && wish?.role !== 'clerk')
    const named = able.find(({ unit, successor }) => fold(unit.shortName) === fold(successor!.shortName))
    const head = chosen[0] ?? named ?? able[0]
    if (head) heads.set(code, head.post.row.id)
  }
  return heads
}

function roleAt({ row }: EndingPost, wished: 'head' | 'clerk' | null, head: string | undefined): Role {
  if (row.id === head) return 'head'
  if (wished !== null && (row.role === 'head' || row.role === 'clerk'))
    return wished === 'head' ? 'clerk' : wished
  return row.role === 'head' ? 'clerk' : row.role
}

function titleOf(row: EndingPost['row'], before: string, successor: NewUnit, role: Role): string {
  if (row.role === 'head' && role !== 'head')
    return `Cán bộ ${successor.name.charAt(0).toLocaleLowerCase('vi')}${successor.name.slice(1)}`
  return titleAt(row.title, before, successor.name)
}

function largest(heirs: readonly Heir[]): string | undefined {
  const [first, ...others] = heirs
  return others.reduce(
    (most, heir) => (most && heir.share.n * most.share.d > most.share.n * heir.share.d ? heir : most),
    first,
  )?.successor
}

import { randomBytes } from 'node:crypto'
import { Command, Option } from 'commander'
import { type Role, roles } from '../domain/access.ts'
import { isEmail } from '../domain/email.ts'
import { passwordFault } from '../domain/password.ts'
import { isUsername } from '../domain/person.ts'
import { firstLink } from '../house.ts'
import { record } from '../storage/audit.ts'
import { hashPassword } from '../storage/passwords.ts'
import { endSessions } from '../storage/sessions.ts'
import { endLinks } from '../storage/user-links.ts'
import { addUser, findAccount, setPasswordHash } from '../storage/users.ts'
import { fail, type Opened, withHouse } from './open.ts'

interface PostOptions {
  unit: string
  role: Role
  title: string
  email?: string
}

const add = new Command('add')
  .description('a new account with one post; prints its first password once')
  .argument('<username>')
  .requiredOption('--unit <code>', 'where the post is')
  .addOption(new Option('--role <role>', 'what the post may do').choices(roles).makeOptionMandatory())
  .requiredOption('--title <title>', 'how the post is called')
  .option('--email <address>', 'where letters go')
  .action((username: string, options: PostOptions) =>
    withHouse((house) => addAccount(house, username, options)),
  )

const password = new Command('password')
  .description(
    'set a new password, read from PASSWORD or made at random; ends every session and link of the account',
  )
  .argument('<username>')
  .action((username: string) => withHouse((house) => changePassword(house, username)))

const first = new Command('first')
  .description('a new link by which the first administrator sets up an empty house; it ends the older one')
  .action(() => withHouse(printFirstLink))

export const userCommand = new Command('user')
  .description('accounts')
  .addCommand(add)
  .addCommand(password)
  .addCommand(first)

async function printFirstLink({ db, config, now }: Opened) {
  const link = await firstLink(db, config, now())
  if (!link) return fail('there is an account already: sign in, or set its password with user password')
  console.log(link)
}

async function addAccount(house: Opened, username: string, options: PostOptions) {
  const { db, config, now } = house
  if (!isUsername(username)) return fail('a user name is lower-case letters, digits, dots and dashes')
  const { email = null } = options
  if (email !== null && !isEmail(email)) return fail(`${email} is no e-mail address`)
  if (await findAccount(db.read, config.tenant, username)) return fail(`${username} is there already`)
  const chosen = chosenPassword(username)
  if (!chosen) return
  const passwordHash = await hashPassword(chosen)
  const post = { unitCode: options.unit, role: options.role, title: options.title }
  const added = await db.tx(async (tx) => {
    const done = await addUser(tx, config.tenant, { username, passwordHash, email, post }, now())
    if (done)
      await record(tx, event(house, 'user.added', username, { unit: options.unit, role: options.role }))
    return done
  })
  if (!added) return fail(`there is no unit ${options.unit}`)
  console.log(`${username} was added${process.env.PASSWORD ? '' : `; first password: ${chosen}`}`)
}

async function changePassword(house: Opened, username: string) {
  const { db, config, now } = house
  const account = await findAccount(db.read, config.tenant, username)
  if (!account) return fail(`there is no account ${username}`)
  const chosen = chosenPassword(username)
  if (!chosen) return
  const passwordHash = await hashPassword(chosen)
  await db.tx(async (tx) => {
    await setPasswordHash(tx, config.tenant, account.id, passwordHash, now())
    await endSessions(tx, config.tenant, account.id)
    await endLinks(tx, config.tenant, account.id, now())
    await record(tx, event(house, 'user.password', username, {}))
  })
  console.log(process.env.PASSWORD ? 'the password was changed' : `the new password: ${chosen}`)
}

/** The password of the environment, if it may be one; else a random one. */
function chosenPassword(username: string): string | undefined {
  const given = process.env.PASSWORD
  if (given === undefined) return randomBytes(12).toString('base64url')
  const fault = passwordFault(given, [username])
  if (fault) fail(`PASSWORD is too ${fault}`)
  return fault ? undefined : given
}

const event = ({ config, now }: Opened, deed: string, subject: string, detail: Record<string, unknown>) => ({
  tenant: config.tenant,
  at: now(),
  actorId: null,
  actor: 'cli',
  deed,
  subjectKind: 'user',
  subject,
  detail,
})

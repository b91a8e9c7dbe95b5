import type { admin as vi } from '../vi/admin.ts'

export const admin: Record<keyof typeof vi, string> = {
  'users.title': 'Users',
  'users.lead': 'Accounts and the posts they hold. Rights follow the post, for as long as it is held.',
  'users.filter': 'Find users',
  'users.search': 'User name, unit',
  'users.none': 'No account was found',
  'users.name': 'User name',
  'users.posts': 'Posts',
  'users.role': 'Role',
  'users.unit': 'Unit',
  'users.disabled': 'Disabled',
}

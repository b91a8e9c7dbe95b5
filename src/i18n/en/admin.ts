import type { admin as vi } from '../vi/admin.ts'

export const admin: Record<keyof typeof vi, string> = {
  'users.title': 'Users',
  'users.filter': 'Find users',
  'users.none': 'No account was found',
  'users.name': 'User name',
  'users.posts': 'Posts',
  'users.role': 'Role',
  'users.unit': 'Unit',
}

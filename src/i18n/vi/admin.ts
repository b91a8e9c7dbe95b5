/** The administrator's rooms. */
export const admin = {
  'users.title': 'Người dùng',
  'users.filter': 'Tìm người dùng',
  'users.none': 'Không tìm thấy tài khoản nào',
  'users.name': 'Tên đăng nhập',
  'users.posts': 'Chức vụ',
  'users.role': 'Vai trò',
  'users.unit': 'Đơn vị',
} as const

/** The administrator's rooms. */
export const admin = {
  'users.title': 'Người dùng',
  'users.lead': 'Tài khoản và chức vụ được giao. Quyền theo chức vụ, trong thời gian giữ chức vụ.',
  'users.filter': 'Tìm người dùng',
  'users.search': 'Tên đăng nhập, đơn vị',
  'users.none': 'Không tìm thấy tài khoản nào',
  'users.name': 'Tên đăng nhập',
  'users.posts': 'Chức vụ',
  'users.role': 'Vai trò',
  'users.unit': 'Đơn vị',
  'users.disabled': 'Đã khóa',
} as const

#!/bin/sh
# 把程序放进开始菜单；移走了文件夹就再运行一次。不需要管理员权限。
# 取消：添加到开始菜单.sh --remove
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
share=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$share/applications/ziping.desktop
icon=$share/icons/hicolor/scalable/apps/ziping.svg

refresh() {
  command -v update-desktop-database >/dev/null && update-desktop-database -q "$share/applications" || true
}

if [ "${1:-}" = "--remove" ]; then
  rm -f -- "$entry" "$icon"
  refresh
  echo "已从开始菜单取消。程序文件夹和数据都没有动。"
  exit 0
fi

mkdir -p -- "$share/applications" "$(dirname -- "$icon")"
cp -- "$here/ziping.svg" "$icon"
# In Exec a path stands in quotes; within them ", `, $ and \ are escaped, and % is doubled.
quoted=$(printf '%s' "$here/ziping" | sed -e 's/[\\"`$]/\\&/g' -e 's/%/%%/g')
# The value as a whole is a string in which \ is escaped once more.
quoted=$(printf '%s' "$quoted" | sed -e 's/\\/\\\\/g')
cat >"$entry" <<END
[Desktop Entry]
Type=Application
Version=1.0
Name=Ziping 绩效自评
GenericName=绩效自评表
Comment=填报、检查、打印预算项目绩效自评表
Exec="$quoted"
Icon=ziping
Terminal=false
Categories=Office;
StartupWMClass=ziping
END
refresh
echo "已添加到开始菜单：Ziping 绩效自评"

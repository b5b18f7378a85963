"""What the system and the database say when something fails, in Chinese; their own words only where these help."""

from __future__ import annotations

import errno
import socket

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection

SYSTEM = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.EEXIST: "已经有同名的文件",
    errno.EROFS: "那里只能读，不能写",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "符号链接绕成了圈",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被占用",
    errno.EMFILE: "打开的文件太多",
    errno.ENOMEM: "内存不够",
    errno.EINVAL: "系统不接受这样写",
    errno.EADDRINUSE: "这个端口已被占用",
    errno.EADDRNOTAVAIL: "这台机器没有这个地址",
    errno.ECONNREFUSED: "对方没有应答",
    errno.ETIMEDOUT: "等了太久没有应答",
    errno.EHOSTUNREACH: "网络不通",
    errno.ENETUNREACH: "网络不通",
}
DAMAGED = ("file is not a database", "malformed", "file is encrypted")
DATABASE = (
    ("locked", "台账正被另一个操作占用（SQLite 同一时刻只有一个人能记账），等了 30 秒；请稍后再试，账没有动"),
    ("readonly", "{place} 只能读，不能写，账没有动；请检查它和所在文件夹的权限"),
    ("unable to open database file", "打不开 {place}；请检查它和所在文件夹的权限，或 SHEJIAN_HOME 是否写对"),
    ("disk is full", "磁盘满了，账没有动；请腾出空间后再试"),
    ("disk I/O", "读写 {place} 时磁盘出错，账没有动；请检查磁盘，必要时用备份恢复"),
    ("no such table", "{place} 缺少台账的表，不完整，或是别的版本建的；请运行 shejian init 升级，或用备份恢复"),
    ("no such column", "{place} 缺少台账的列，不完整，或是别的版本建的；请运行 shejian init 升级，或用备份恢复"),
    ("refused", "连不上数据库服务器：它没有启动，或 DATABASE_URL 里的主机、端口不对"),
    ("No such file", "连不上数据库服务器：它没有启动，或 DATABASE_URL 里的主机（套接字文件夹）不对"),
    ("password", "数据库服务器不认 DATABASE_URL 里的用户名或口令，请检查"),
    ("authentication failed", "数据库服务器不认 DATABASE_URL 里的用户名，请检查"),
    ("role ", "数据库服务器上没有 DATABASE_URL 里的用户，或他没有登录的权限，请检查"),
    ("does not exist", "数据库服务器上没有叫 {place} 的数据库；请先建库（见 docs/operations.md），或检查 DATABASE_URL"),
    ("translate host name", "找不到 DATABASE_URL 里的主机，请检查"),
    ("resolve host", "找不到 DATABASE_URL 里的主机，请检查"),
    ("invalid connection option", "DATABASE_URL 问号后面有数据库不认识的选项，请检查"),
    ("invalid URI query parameter", "DATABASE_URL 问号后面有数据库不认识的选项，请检查"),
    ("timed out", "等了太久，数据库服务器没有应答；请检查网络和 DATABASE_URL"),
    ("timeout", "等了太久，数据库服务器没有应答；请检查网络和 DATABASE_URL"),
    ("connection slots", "数据库的连接用完了，请稍后再试，账没有动"),
    ("too many", "数据库的连接用完了，请稍后再试，账没有动"),
    ("closed the connection", "数据库服务器中断了连接，没有记完的账不会留下；请稍后再试"),
)


def system_cause(problem: OSError) -> str:
    """Why the system refused."""
    if isinstance(problem, socket.gaierror):
        return "没有这个主机名或地址"
    return SYSTEM.get(problem.errno or 0) or f"系统说 {problem.strerror or problem}"


def database_place() -> str:
    """The database as people name it: SQLite's file, or the name at the server."""
    return str(connection.settings_dict["NAME"])


def database_cause(problem: DatabaseError) -> str | None:
    """Why the database refused; ``None`` if it is rather a fault of the program."""
    said = str(problem).strip()
    if connection.vendor == "sqlite" and any(words in said for words in DAMAGED):
        return (
            f"台账的数据库文件 {database_place()} 已损坏，读不出来。请不要再往里记账；"
            f"把 {settings.HOME} 整个移到一边留存，再用 shejian restore 备份文件 恢复"
        )
    for words, meaning in DATABASE:
        if words in said and (isinstance(problem, OperationalError) or words.startswith("invalid ")):
            return meaning.format(place=database_place())
    return f"数据库出错，账没有动：{said}" if isinstance(problem, OperationalError) else None

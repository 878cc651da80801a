package main

import "golang.org/x/sys/unix"

// isVirtual reports whether a file or directory is one of those that the system shows, such as those in /proc: they say that
// they are regular files, but opening and reading them may do anything.
func isVirtual(name string) bool {
	var at unix.Statfs_t
	if unix.Statfs(name, &at) != nil {
		return false
	}
	switch uint32(at.Type) {
	case unix.PROC_SUPER_MAGIC, unix.SYSFS_MAGIC, unix.DEBUGFS_MAGIC, unix.TRACEFS_MAGIC, unix.SECURITYFS_MAGIC,
		unix.CGROUP_SUPER_MAGIC, unix.CGROUP2_SUPER_MAGIC, unix.SELINUX_MAGIC, unix.BPF_FS_MAGIC:
		return true
	}
	return false
}

//go:build darwin || freebsd || netbsd

package store

import (
	"io/fs"
	"syscall"
)

// ChangeTime is when a file was last changed in any way, its times and names
// included, in nanoseconds; 0 where the system does not tell. No program sets
// it, so it tells of what was written in place under a kept modification time.
func ChangeTime(info fs.FileInfo) int64 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return s.Ctimespec.Nano()
	}
	return 0
}

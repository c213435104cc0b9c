package ocr

import (
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// group gives a process a group of its own, to be ended with all it started.
func group(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return endGroup(cmd) }
}

// endGroup ends a process and what it started.
func endGroup(cmd *exec.Cmd) error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }

// limitMemory bounds what a process may have of data.
func limitMemory(pid int, bytes uint64) error {
	err := unix.Prlimit(pid, unix.RLIMIT_DATA, &unix.Rlimit{Cur: bytes, Max: bytes}, nil)
	if err == unix.ESRCH {
		return nil // it has ended
	}
	return err
}

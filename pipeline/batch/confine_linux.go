package batch

import (
	"syscall"

	seccomp "github.com/elastic/go-seccomp-bpf"
	"github.com/landlock-lsm/go-landlock/landlock"
	"golang.org/x/sys/unix"
)

// confine takes from this process, and for good, what reading bytes does not need:
// every file but those below readable, sockets of any kind, other programs,
// signals to processes outside, and files that grow. It names what this
// system could not take.
func confine(readable string) (lacks []string) {
	if version, err := landlockVersion(); err != nil || version < 1 {
		lacks = append(lacks, "files: the kernel has no Landlock")
	}
	rules := []landlock.Rule{}
	if readable != "" {
		rules = append(rules, landlock.RODirs(readable).IgnoreIfMissing())
	}
	if err := landlock.V7.BestEffort().Restrict(rules...); err != nil {
		lacks = append(lacks, "files: "+err.Error())
	}
	for _, l := range []struct {
		resource int
		name     string
		most     uint64
	}{{unix.RLIMIT_FSIZE, "size of files", 0}, {unix.RLIMIT_CORE, "core dumps", 0}, {unix.RLIMIT_NOFILE, "open files", mostOpen}} {
		if err := syscall.Setrlimit(l.resource, &syscall.Rlimit{Cur: l.most, Max: l.most}); err != nil {
			lacks = append(lacks, l.name+": "+err.Error())
		}
	}
	if err := seccomp.LoadFilter(refused()); err != nil {
		lacks = append(lacks, "network and programs: "+err.Error())
	}
	return lacks
}

// refused are the calls of the kernel that a child has no use for. Landlock alone
// holds plain TCP, not its newer forms nor datagrams.
func refused() seccomp.Filter {
	return seccomp.Filter{NoNewPrivs: true, Flag: seccomp.FilterFlagTSync, Policy: seccomp.Policy{
		DefaultAction: seccomp.ActionAllow,
		Syscalls: []seccomp.SyscallGroup{{Action: seccomp.ActionErrno, Names: []string{
			"socket", "socketpair", "connect", "bind", "listen", "execve", "execveat", "ptrace", "process_vm_writev", "io_uring_setup", "bpf", "mount", "keyctl",
		}}},
	}}
}

// mostOpen is how many files a child may have open: its pipes, and the parts of the
// cache that it reads.
const mostOpen = 32

// landlockVersion asks the kernel which it knows.
func landlockVersion() (int, error) {
	const ofVersion = 1 // LANDLOCK_CREATE_RULESET_VERSION
	v, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, ofVersion)
	if errno != 0 {
		return 0, errno
	}
	return int(v), nil
}

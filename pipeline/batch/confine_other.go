//go:build !linux

package batch

// confine can take nothing from a process here but memory, see limitMemory.
func confine(string) []string {
	return []string{"files, network and programs: only Linux has Landlock and seccomp"}
}

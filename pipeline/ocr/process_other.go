//go:build !linux

package ocr

import "os/exec"

// group, endGroup and limitMemory do here what any system can: end the process itself.
func group(*exec.Cmd) {}

func endGroup(cmd *exec.Cmd) error { return cmd.Process.Kill() }

func limitMemory(int, uint64) error { return nil }

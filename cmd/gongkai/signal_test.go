package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestInterrupted: a program that a signal ends says so as a shell does, says
// it in words, and leaves no half dataset, whatever it was waiting for.
func TestInterrupted(t *testing.T) {
	in := t.TempDir()
	for i := range 400 {
		text := fmt.Sprintf("某市某区柳溪街道办事处%d年度部门决算\n", 2000+i) + strings.Repeat(fmt.Sprintf("收入总计%d.71万元，支出总计440.01万元。\n", i), 200)
		if err := os.WriteFile(filepath.Join(in, fmt.Sprintf("%d.txt", i)), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	dataset := filepath.Join(t.TempDir(), "dataset")
	if said, err := exec.Command("gongkai", "run", "--out", dataset, filepath.Join(in, "1.txt")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	for name, tt := range map[string]struct {
		args   []string
		ready  string // what it says once it works; "" when it reads standard input
		signal syscall.Signal
		want   int
		last   string // what it says at the end
	}{
		"Ctrl-C in a run":      {[]string{"run", "--log-format", "json", in}, "planned", syscall.SIGINT, 130, "interrupted"},
		"a run told to end":    {[]string{"run", "--log-format", "json", in}, "planned", syscall.SIGTERM, 143, "interrupted"},
		"Ctrl-C in isolation":  {[]string{"run", "--isolate", "--log-format", "json", in}, "planned", syscall.SIGINT, 130, "interrupted"},
		"Ctrl-C while reading": {[]string{"extract", "-"}, "", syscall.SIGINT, 130, "interrupted"},
		"a server is done":     {[]string{"serve", dataset, "--listen", "127.0.0.1:0"}, "shows", syscall.SIGINT, 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cmd := exec.Command("gongkai", tt.args...)
			cmd.Dir = t.TempDir()
			stdin, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			stderr, err := cmd.StderrPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			said := bufio.NewReader(stderr)
			if tt.ready != "" {
				if line, err := said.ReadString('\n'); err != nil || !strings.Contains(line, tt.ready) {
					t.Fatalf("%q %v", line, err)
				}
			} else if _, err := stdin.Write(make([]byte, 1<<20)); err != nil { // more than a pipe holds: it reads
				t.Fatal(err)
			}
			if err := cmd.Process.Signal(tt.signal); err != nil {
				t.Fatal(err)
			}
			var last string
			for err == nil {
				var line string
				if line, err = said.ReadString('\n'); line != "" {
					last = line
				}
			}
			_ = cmd.Wait()
			if got := cmd.ProcessState.ExitCode(); got != tt.want || !strings.Contains(last, tt.last) {
				t.Errorf("status %d, want %d; %s", got, tt.want, last)
			}
			if _, err := os.Lstat(filepath.Join(cmd.Dir, "out", "current")); err == nil {
				t.Error("an interrupted run made a dataset current")
			}
		})
	}
}

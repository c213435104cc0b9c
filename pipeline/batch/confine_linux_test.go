package batch

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestConfined has a process give up what reading does not need, and try it all.
func TestConfined(t *testing.T) {
	if v, err := landlockVersion(); err != nil || v < 4 {
		t.Skipf("the kernel has no Landlock with a network: %d, %v", v, err)
	}
	dir, readable := t.TempDir(), t.TempDir()
	write(t, filepath.Join(dir, "secret"), "1")
	write(t, filepath.Join(readable, "engine"), "1")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, dir, readable, l.Addr().String())
	cmd.Env = append(os.Environ(), childEnv+"=confined")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.TrimSpace(string(out)), "read the engine: true, read: false, write: false, write beside the engine: false, dial: false, listen: false, start: false"; got != want {
		t.Errorf("a confined process may\n%s, want\n%s", got, want)
	}
}

// beConfined is that process.
func beConfined() {
	dir, readable, address := os.Args[1], os.Args[2], os.Args[3]
	confine(readable)
	_, engine := os.ReadFile(filepath.Join(readable, "engine"))
	_, read := os.ReadFile(filepath.Join(dir, "secret"))
	write := os.WriteFile(filepath.Join(dir, "new"), []byte("1"), 0o666)
	beside := os.WriteFile(filepath.Join(readable, "new"), []byte("1"), 0o666)
	_, dial := net.Dial("tcp", address)
	_, listen := net.Listen("tcp", "127.0.0.1:0")
	start := exec.Command("/bin/true").Run()
	fmt.Printf("read the engine: %t, read: %t, write: %t, write beside the engine: %t, dial: %t, listen: %t, start: %t\n",
		engine == nil, read == nil, write == nil, beside == nil, dial == nil, listen == nil, start == nil)
	os.Exit(0)
}

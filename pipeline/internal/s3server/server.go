// Package s3server starts a real S3 server for tests: VersityGW over a folder.
//
// It is chosen because it comes from the Go module proxy like everything else
// here, keeps objects in a file system, reads ranges, and does conditional
// writes: of many at once with If-None-Match one succeeds. Emulators of the API
// in test libraries often pass the header over.
package s3server

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Version is the version asked for.
const Version = "v1.8.0"

// Program names a variable with the path of the server's program, for who has it.
const Program = "GONGKAI_S3_SERVER"

// Start starts a server with an empty bucket of the given name, points the
// environment of the test at it, and ends it with the test. Without the
// program, in PATH as versitygw or named by Program, the test is skipped.
func Start(t *testing.T, bucket string) {
	t.Helper()
	program := os.Getenv(Program)
	if program == "" {
		var err error
		if program, err = exec.LookPath("versitygw"); err != nil {
			t.Skipf("no S3 server: go install github.com/versity/versitygw/cmd/versitygw@%s, or name it in %s", Version, Program)
		}
	}
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "root", bucket), 0o777); err != nil {
		t.Fatal(err)
	}
	address := freeAddress(t)
	cmd := exec.Command(program, "--port", address, "--access", "test", "--secret", "testtest", "--quiet",
		"posix", "--sidecar", filepath.Join(dir, "meta"), filepath.Join(dir, "root"))
	if err := os.MkdirAll(filepath.Join(dir, "meta"), 0o777); err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	for name, value := range map[string]string{"AWS_ENDPOINT_URL": "http://" + address, "AWS_ENDPOINT_URL_S3": "",
		"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "testtest", "AWS_SESSION_TOKEN": ""} {
		t.Setenv(name, value)
	}
	wait(t, address)
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return fmt.Sprintf("127.0.0.1:%d", l.Addr().(*net.TCPAddr).Port)
}

func wait(t *testing.T, address string) {
	t.Helper()
	for range 600 {
		if c, err := net.Dial("tcp", address); err == nil {
			c.Close()
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("the S3 server does not listen")
}

//go:build s3

package batch

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/pipeline/internal/s3server"
)

// TestObjectStorageAddresses: what a command prints of a dataset in a bucket is
// an address that the next one takes.
func TestObjectStorageAddresses(t *testing.T) {
	s3server.Start(t, "data")
	in := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(in, []byte("一、收入支出决算总体情况说明\n2020年度收、支总计444.71万元。\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "gongkai")
	if out, err := exec.Command("go", "build", "-tags", "s3", "-o", program, "gongkai/cmd/gongkai").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	gongkai := func(want int, args ...string) (stdout, stderr string) {
		t.Helper()
		cmd := exec.Command(program, args...)
		var out, complaint bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &complaint
		if err := cmd.Run(); cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != want {
			t.Fatalf("gongkai %q: %v, want status %d\n%s", args, err, want, complaint.String())
		}
		return out.String(), complaint.String()
	}
	const closing = "\ns3://data/some/out/current (snapshot "
	printed, _ := gongkai(0, "plan", "--out", "s3://data/some/out", in)
	var made struct{ Plan string }
	if err := json.Unmarshal([]byte(printed), &made); err != nil {
		t.Fatal(err)
	}
	gongkai(75, "reduce", "--plan", made.Plan)
	gongkai(0, "unit", "run", "--plan", made.Plan, "--unit", "0")
	gongkai(0, "reduce", "--plan", made.Plan)
	if printed, _ = gongkai(0, "commit", "--plan", made.Plan); !strings.Contains(printed, closing) {
		t.Errorf("commit prints %s", printed)
	}
	if printed, _ = gongkai(0, "run", "--out", "s3://data/some/out/", in); !strings.Contains(printed, closing) {
		t.Errorf("run prints %s", printed)
	}
	if _, complaint := gongkai(1, "run", "--out", "s3://nowhere/out", in); !strings.Contains(complaint, "nowhere: no such bucket") {
		t.Errorf("a missing bucket: %s", complaint)
	}
}

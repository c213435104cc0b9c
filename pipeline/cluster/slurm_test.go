package cluster

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestSlurm runs the driver on two nodes of this machine, kills a task and a
// node, and compares with one process.
func TestSlurm(t *testing.T) {
	if os.Getenv("GONGKAI_ENGINES") == "" {
		t.Skip("starts a Slurm cluster: set GONGKAI_ENGINES=1")
	}
	for _, program := range []string{"munged", "slurmctld", "slurmd", "sbatch"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("no %s (apt-get install slurm-wlm munge): Slurm is not tested", program)
		}
	}
	if os.Geteuid() != 0 {
		t.Skip("slurmd wants to be root: Slurm is not tested")
	}
	l := newLane(t, 256)
	node := startSlurm(t)
	out := filepath.Join(t.TempDir(), "out")
	cmd := exec.Command("./gongkai_slurm.sh", append([]string{"--out", out}, append(l.options, l.in)...)...)
	cmd.Env = append(os.Environ(), "GONGKAI="+l.gongkai, "SBATCH_OUTPUT="+filepath.Join(t.TempDir(), "log"))
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	waitForUnits(t, out, 2)
	killOn(t, l, "n1", out)
	waitForUnits(t, out, 4)
	killOn(t, l, "n2", out)
	_ = node.Process.Kill()
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, tail(said.String()))
	}
	if !strings.Contains(said.String(), "round 2") {
		t.Errorf("nothing was submitted again: %s", said.String())
	}
	l.same(t, out)
}

// killOn kills a task on a node.
func killOn(t *testing.T, l *lane, node, out string) {
	t.Helper()
	for range 3000 {
		for _, id := range processes(l.gongkai, "unit run", out) {
			env, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", id))
			if err != nil || !bytes.Contains(env, []byte("SLURMD_NODENAME="+node+"\x00")) {
				continue
			}
			if p, err := os.FindProcess(id); err == nil && p.Kill() == nil {
				return
			}
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("no task on %s to kill", node)
}

// startSlurm starts munged, slurmctld and the nodes n1 and n2 for the time of
// the test, and returns the process of n2.
func startSlurm(t *testing.T) *exec.Cmd {
	t.Helper()
	dir, err := os.MkdirTemp("", "slurm-*") // a short path: it has sockets
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	key := bytes.Repeat([]byte("gongkai test key"), 8) // of this cluster alone
	if err := os.WriteFile(filepath.Join(dir, "key"), key, 0o400); err != nil {
		t.Fatal(err)
	}
	ports := freePorts(t, 3)
	conf := fmt.Sprintf(`ClusterName=lane
SlurmctldHost=%[2]s(127.0.0.1)
SlurmctldPort=%[3]d
AuthType=auth/munge
AuthInfo=socket=%[1]s/munge
CredType=cred/munge
SlurmUser=root
StateSaveLocation=%[1]s/state
SlurmdSpoolDir=%[1]s/spool-%%n
SlurmctldPidFile=%[1]s/ctld.pid
SlurmdPidFile=%[1]s/slurmd-%%n.pid
SlurmctldLogFile=%[1]s/ctld.log
SlurmdLogFile=%[1]s/slurmd-%%n.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
MpiDefault=none
SwitchType=switch/none
SelectType=select/linear
SchedulerType=sched/builtin
SlurmdParameters=config_overrides
ReturnToService=2
SlurmdTimeout=10
MessageTimeout=30
KillWait=2
JobAcctGatherType=jobacct_gather/none
NodeName=n1 NodeHostname=%[2]s NodeAddr=127.0.0.1 Port=%[4]d CPUs=1 State=UNKNOWN
NodeName=n2 NodeHostname=%[2]s NodeAddr=127.0.0.1 Port=%[5]d CPUs=1 State=UNKNOWN
PartitionName=lane Nodes=n1,n2 Default=YES State=UP MaxTime=INFINITE
`, dir, host, ports[0], ports[1], ports[2])
	if err := os.WriteFile(filepath.Join(dir, "slurm.conf"), []byte(conf), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SLURM_CONF", filepath.Join(dir, "slurm.conf"))
	start(t, dir, "munged", "--foreground", "--force", "--key-file="+filepath.Join(dir, "key"), "--socket="+filepath.Join(dir, "munge"),
		"--pid-file="+filepath.Join(dir, "munge.pid"), "--log-file="+filepath.Join(dir, "munge.log"), "--seed-file="+filepath.Join(dir, "munge.seed"))
	start(t, dir, "slurmctld", "-D", "-c")
	start(t, dir, "slurmd", "-D", "-N", "n1")
	node := start(t, dir, "slurmd", "-D", "-N", "n2")
	for range 300 {
		said, err := exec.Command("sinfo", "-h", "-t", "idle", "-o", "%D").Output()
		if err == nil && strings.TrimSpace(string(said)) == "2" {
			return node
		}
		time.Sleep(200 * time.Millisecond)
	}
	logs, _ := filepath.Glob(filepath.Join(dir, "*.log"))
	for _, path := range logs {
		data, _ := os.ReadFile(path)
		t.Logf("%s: %s", path, tail(string(data)))
	}
	t.Fatal("the nodes do not come up")
	return nil
}

func start(t *testing.T, dir, name string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return cmd
}

func freePorts(t *testing.T, n int) (ports []int) {
	t.Helper()
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports
}

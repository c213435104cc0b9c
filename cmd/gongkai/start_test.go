package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// BenchmarkStart runs the built program on a small report, from the start of
// the process to its end: the budget to the first fact is 50 ms. median-ms is
// the time of the run in the middle.
func BenchmarkStart(b *testing.B) {
	dir := b.TempDir()
	program, report := filepath.Join(dir, "gongkai"), filepath.Join(dir, "report.txt")
	if said, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, said)
	}
	const text = "某市某区柳溪街道办事处2021年度部门决算\n2021年度收入总计444.71万元，支出总计440.01万元。\n全年走访困难户320户，发放慰问金12.5万元。\n"
	if err := os.WriteFile(report, []byte(text), 0o666); err != nil {
		b.Fatal(err)
	}
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		if err := exec.Command(program, "extract", report).Run(); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
}

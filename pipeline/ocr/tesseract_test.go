//go:build unix

package ocr

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTesseractRuns reads a page by a program of that name: it is asked for Chinese at the
// page's resolution, gets the picture, and what it says is read; one that dies is an error.
func TestTesseractRuns(t *testing.T) {
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	program := func(script string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "tesseract"), []byte("#!/bin/sh\n"+script+"\n"), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	e := Open(Tesseract)
	defer e.Close()
	program(`test "$(wc -c)" -gt 50 || exit 3
case "$*" in *"-l chi_sim"*"--dpi 150"*) ;; *) exit 4 ;; esac
printf 'level\tpage\tblock\tpar\tline\tword\tleft\ttop\twidth\theight\tconf\ttext\n'
printf '4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t\n'
printf '5\t1\t1\t1\t1\t1\t3\t4\t20\t8\t91.5\t收入\n'`)
	words, err := e.Recogniser()(t.Context(), picture(7))
	if err != nil || len(words) != 1 || words[0].Text != "收入" {
		t.Errorf("%+v, %v", words, err)
	}
	for script, want := range map[string]string{"exit 1": "the engine died", "cat >/dev/null; printf '5\\t1\\t1\\t1\\t1\\t1\\tx\\t4\\t20\\t8\\t9\\tw\\n'": ""} {
		program(script)
		if _, err := e.Recogniser()(t.Context(), picture(1)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", script, err)
		}
	}
}

// TestOpenNames: no name and off are no engine; any other is one, which starts nothing yet.
func TestOpenNames(t *testing.T) {
	for name, want := range map[string]bool{"": false, Off: false, RapidOCR: true, Tesseract: true, "no-such-program --fast": true} {
		e := Open(name)
		if (e != nil) != want {
			t.Errorf("%q: %v", name, e)
		}
		if e != nil {
			e.Close()
		}
	}
}

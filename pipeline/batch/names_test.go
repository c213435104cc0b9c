package batch

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline"
	"gongkai/pipeline/sink"
)

// paths lists the paths of the documents table of a dataset.
func pathsIn(t *testing.T, in, out string) (paths []string) {
	t.Helper()
	for _, d := range table[sink.DocumentRow](t, out, "documents/*.parquet") {
		paths = append(paths, strings.TrimPrefix(d.Path, in+"/")+" "+d.Status)
	}
	slices.Sort(paths)
	return paths
}

// TestEveryNameIsARow: entries of one name, names that cannot be decoded and
// names that look alike once they are printed are each a row that was read, by
// a run and by a plan.
func TestEveryNameIsARow(t *testing.T) {
	twice := []packedFile{{"a.txt", office(1)}, {"a.txt", office(2)}, {"a.txt#2", office(3)}, {"a.txt", office(4)},
		{"\xff\xff.txt", office(5)}, {"\xfe\xfe.txt", office(6)}, {`\xff\xff.txt`, office(7)}}
	in := t.TempDir()
	write(t, filepath.Join(in, "in.zip"), string(zipBytes(t, twice...)))
	write(t, filepath.Join(in, "in.tar"), string(tarBytes(t, twice...)))
	write(t, filepath.Join(in, "in.zip!a.txt"), office(8))
	var want []string
	for _, archive := range []string{"in.zip", "in.tar"} {
		for _, name := range []string{"a.txt", "a.txt#2", "a.txt#3", "a.txt#4", `\xff\xff.txt`, `\xff\xff.txt#2`, `\xfe\xfe.txt`} {
			want = append(want, archive+"!"+name+" read")
		}
	}
	want = append(want, "in.zip!a.txt#5 read")
	gbk := gbkName(t, "部门决算.txt")
	if err := os.WriteFile(filepath.Join(in, gbk), []byte(office(9)), 0o666); err == nil {
		want = append(want, sink.Printable(gbk)+" read")
		write(t, filepath.Join(in, sink.Printable(gbk)), office(10))
		want = append(want, sink.Printable(gbk)+"#2 read")
		write(t, filepath.Join(in, gbkName(t, "打包.zip")), string(zipBytes(t, packedFile{"b.txt", office(11)})))
		want = append(want, sink.Printable(gbkName(t, "打包.zip"))+"!b.txt read")
	} else {
		t.Logf("this file system has no such names: %v", err)
	}
	slices.Sort(want)
	run, planned := t.TempDir(), t.TempDir()
	mustRun(t, config(in, run))
	if d := cmp.Diff(want, pathsIn(t, in, run)); d != "" {
		t.Errorf("run:\n%s", d)
	}
	bring(t, mustPrepare(t, config(in, planned)).Plan)
	if d := cmp.Diff(want, pathsIn(t, in, planned)); d != "" {
		t.Errorf("plan:\n%s", d)
	}
}

// TestStringsAreUTF8: whatever a file or an error text holds, tables do not.
func TestStringsAreUTF8(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	write(t, filepath.Join(in, "quoted.docx"), "PK\x03\x04\xff\xfe\xb2\xc6")
	write(t, filepath.Join(in, "bad.html"), "<html><title>\xb2\xc6\xd5\xfe\xff</title><p>收入总计100\xff万元。</p></html>")
	write(t, filepath.Join(in, "a.rtf"), `{\rtf1\ansi \u55357 x 收入总计1万元。\par}`)
	write(t, filepath.Join(in, "b.xml"), "<?xml version=\"1.0\"?><w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\"><w:body><w:p><\xb2\xc6></w:body>")
	_ = os.WriteFile(filepath.Join(in, gbkName(t, "部门.txt")), []byte(office(1)), 0o666)
	_ = os.Symlink("nowhere", filepath.Join(in, gbkName(t, "悬空.txt")))
	mustRun(t, Config{Paths: []string{in}, Out: out, Options: pipeline.Options{Limits: config(in, out).Options.Limits, Blocks: true}})
	for _, d := range table[sink.DocumentRow](t, out, "documents/*.parquet") {
		checkUTF8(t, d.Path, reflect.ValueOf(d))
	}
	for _, i := range table[sink.IssueRow](t, out, "issues/*.parquet") {
		checkUTF8(t, i.Code, reflect.ValueOf(i))
	}
	for _, b := range table[sink.BlockRow](t, out, "blocks/*.parquet") {
		checkUTF8(t, "block", reflect.ValueOf(b))
	}
}

// checkUTF8 looks into every string of a row.
func checkUTF8(t *testing.T, what string, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		if !utf8.ValidString(v.String()) {
			t.Errorf("%q: %q", what, v.String())
		}
	case reflect.Pointer:
		if !v.IsNil() {
			checkUTF8(t, what, v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			checkUTF8(t, what, v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			checkUTF8(t, what, v.Index(i))
		}
	}
}

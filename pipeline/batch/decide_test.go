package batch

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/pipeline/sink"
	"gongkai/schema"
)

func TestReview(t *testing.T) {
	doc, path := strings.Repeat("ab", 32), filepath.Join(t.TempDir(), "review.tsv")
	kept := "# by hand\n*.txt\ttext.share\t口径\n"
	if err := os.WriteFile(path, []byte(kept), 0o666); err != nil {
		t.Fatal(err)
	}
	r, err := OpenReview(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []Decision{
		{doc, "text.share", "0123456789abcdef", Comment, "看一下", "", ""},
		{doc, FactTarget, "1123456789abcdef", Reject, "", "", ""},
		{doc, "text.list_sum", "2123456789abcdef", Accept, "a\nb\tc", "", ""},
		{doc, "text.share", "0123456789abcdef", Accept, "known", "", " 李\t核\n对 "},
		{doc, FactTarget, "3123456789abcdef", Accept, "right", "", ""},
		{doc, FactTarget, "1123456789abcdef", Withdraw, "", "", ""},
		{doc, FactTarget, "1123456789abcdef", Withdraw, "", "", ""}, // there is nothing to take back
	} {
		if err := r.Add(d, len(r.History(d.Document, d.Rule, d.ID))); err != nil {
			t.Fatal(err)
		}
	}
	want := kept + "#comment\t" + doc + "\ttext.share#0123456789abcdef\t看一下\n#reject\t" + doc + "\tfact#1123456789abcdef\t\n" +
		doc + "\ttext.list_sum#2123456789abcdef\ta b c\n" + doc + "\ttext.share#0123456789abcdef\tknown\n" +
		"#accept\t" + doc + "\tfact#3123456789abcdef\tright\n#withdraw\t" + doc + "\tfact#1123456789abcdef\t\n"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got := regexp.MustCompile("#at\t20[0-9-]+T[0-9:]+Z\n").ReplaceAllString(string(data), "")
	got = regexp.MustCompile("#at\t20[0-9-]+T[0-9:]+Z\t李 核 对\n").ReplaceAllString(got, "")
	if d := cmp.Diff(want, got); d != "" || strings.Count(string(data), timeMark) != 6 {
		t.Error(d)
	}
	again, err := OpenReview(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(r.Histories(), again.Histories()); d != "" || len(r.Histories()) != 4 {
		t.Error(d)
	}
	if h := again.History(doc, "text.share", "0123456789abcdef"); len(h) != 2 || h[0].Action != Comment || h[0].At == "" || h[0].By != "" || h[1].Note != "known" || h[1].By != "李 核 对" {
		t.Errorf("%+v", h)
	}
	if _, ok := again.Of(doc, FactTarget, "1123456789abcdef"); ok {
		t.Error("what was withdrawn holds")
	}
	waivers, err := LoadWaivers(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]Waiver{{"*.txt", "text.share", "", "口径"}, {doc, "text.list_sum", "2123456789abcdef", "a b c"},
		{doc, "text.share", "0123456789abcdef", "known"}}, waivers); d != "" {
		t.Error(d)
	}
}

func TestReviewRefuses(t *testing.T) {
	doc, id := strings.Repeat("ab", 32), "0123456789abcdef"
	r, err := OpenReview(filepath.Join(t.TempDir(), "review.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []Decision{
		{"../x", "text.share", id, Reject, "n", "", ""}, {doc, "no.rule", id, Reject, "n", "", ""}, {doc, "text.share", "x\ty", Reject, "n", "", ""},
		{doc, "text.share", id, Accept, " ", "", ""}, {doc, "text.share", id, "delete", "n", "", ""}, {doc, "text.share", id, Comment, "", "", ""},
		{doc, "text.share", id, Reject, strings.Repeat("长", maxNote), "", ""},
		{doc, "text.share", id, Reject, "n", "", strings.Repeat("长", maxName)},
	} {
		if err := r.Add(d, Whatever); err == nil {
			t.Errorf("%+v was saved", d)
		}
	}
}

// TestCheckWaiver waives one check of a rule and not its sister.
func TestCheckWaiver(t *testing.T) {
	w := waivers{all: []Waiver{{"d", "text.share", "one", "known"}}}
	f := fileResult{Hash: "d", Checks: map[schema.Verdict]int{}, Broken: map[schema.RuleID][]string{"text.share": {"one", "two"}}}
	w.count(&f)
	if f.Checks["waived"] != 1 || f.Checks["inconsistent"] != -1 {
		t.Errorf("%v", f.Checks)
	}
}

// TestReviewBefore reads the file of an earlier version, with lines of any length,
// and what was decided since.
func TestReviewBefore(t *testing.T) {
	doc, path := strings.Repeat("ab", 32), filepath.Join(t.TempDir(), "review.tsv")
	long := strings.Repeat("长", 100_000)
	old := "# Decisions of a review. gongkai run --waivers with this file waives the accepted checks.\r\n" +
		doc + "\ttext.share#0123456789abcdef\t" + long + "\r\n#reject\t" + doc + "\ttext.share#1123456789abcdef\tn\n" + doc + "\ttext.list_sum\tall of them"
	if err := os.WriteFile(path, []byte(old), 0o666); err != nil {
		t.Fatal(err)
	}
	r, err := OpenReview(path)
	if err != nil {
		t.Fatal(err)
	}
	if d, ok := r.Of(doc, "text.share", "0123456789abcdef"); !ok || d.Note != long || len(r.Histories()) != 2 {
		t.Fatalf("%d decisions", len(r.Histories()))
	}
	again := Decision{doc, "text.share", "0123456789abcdef", Reject, "no", "", ""}
	var meanwhile *MeanwhileError
	if err := r.Add(again, 0); !errors.As(err, &meanwhile) || meanwhile.Last.Note != long {
		t.Errorf("%v", err)
	}
	if err := r.Add(again, 1); err != nil {
		t.Fatal(err)
	}
	waivers, err := LoadWaivers(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]Waiver{{doc, "text.list_sum", "", "all of them"}}, waivers); d != "" {
		t.Error(d)
	}
}

// TestReviewSaysWhere: a line that cannot be read is named with its file.
func TestReviewSaysWhere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "review.tsv")
	for _, bad := range []string{"no tabs", "#accept\tx\ty\tz", "#withdraw\tx", "甲\xff\ttext.share\tr"} {
		if err := os.WriteFile(path, []byte("# head\n\n"+bad+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		_, err := OpenReview(path)
		_, again := LoadWaivers(path)
		for _, err := range []error{err, again} {
			if err == nil || !strings.Contains(err.Error(), path+": line 3: ") {
				t.Errorf("%q: %v", bad, err)
			}
		}
	}
}

// TestWaivedLead: where the check that leads a finding is waived, the plainest that is
// left leads it, in the table and in the summary.
func TestWaivedLead(t *testing.T) {
	t.Parallel()
	check := func(id string, severity schema.Severity, figures int) schema.Check {
		return schema.Check{Document: "d", ID: id, Rule: "text.share", Verdict: schema.Inconsistent, Severity: severity, Finding: "a", Operands: make([]schema.Operand, figures)}
	}
	r := schema.Report{Document: schema.Document{ID: "d"}, Checks: []schema.Check{
		check("a", schema.Error, 2), check("b", schema.Warning, 2), check("c", schema.Error, 3), check("e", schema.Error, 4)}}
	x := unitIndex{Failures: failures(&r)}
	finding := "a"
	rows := func(yield func(*sink.CheckRow, error) bool) {
		for _, c := range r.Checks {
			if !yield(&sink.CheckRow{DocumentID: "d", CheckID: c.ID, Rule: string(c.Rule), Verdict: string(c.Verdict), Severity: string(c.Severity), Finding: &finding,
				Operands: make([]sink.OperandRow, len(c.Operands))}, nil) {
				return
			}
		}
	}
	for _, c := range []struct {
		waived []string
		lead   string
		left   int
	}{{nil, "a", 4}, {[]string{"b"}, "a", 3}, {[]string{"a"}, "c", 3}, {[]string{"a", "c"}, "e", 2}, {[]string{"a", "c", "e"}, "b", 1}, {[]string{"a", "b", "c", "e"}, "", 0}} {
		w := &waivers{}
		for _, id := range c.waived {
			w.all = append(w.all, Waiver{"d", "text.share", id, "known"})
		}
		left := 0
		for row, err := range w.apply(rows) {
			if err != nil {
				t.Fatal(err)
			}
			if row.Verdict == string(schema.Inconsistent) {
				left++
				if *row.Finding != c.lead {
					t.Errorf("%v waived: %s is led by %s, want %s", c.waived, row.CheckID, *row.Finding, c.lead)
				}
			}
		}
		s := &Summary{}
		s.fail(&Plan{Paths: map[string][]string{"d": {"d.txt"}}}, w, &x)
		switch {
		case left != c.left, len(s.Failures) != min(left, 1):
			t.Errorf("%v waived: %d checks left, want %d; %d failures", c.waived, left, c.left, len(s.Failures))
		case left > 0 && s.Failures[0].Checks != left:
			t.Errorf("%v waived: the finding has %d checks, want %d", c.waived, s.Failures[0].Checks, left)
		}
	}
}

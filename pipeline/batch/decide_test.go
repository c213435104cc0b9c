package batch

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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
		{doc, "text.share", "0123456789abcdef", Comment, "看一下"},
		{doc, FactTarget, "1123456789abcdef", Reject, ""},
		{doc, "text.list_sum", "2123456789abcdef", Accept, "a\nb\tc"},
		{doc, "text.share", "0123456789abcdef", Accept, "known"},
		{doc, FactTarget, "3123456789abcdef", Accept, "right"},
	} {
		if err := r.Set(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Withdraw(doc, FactTarget, "1123456789abcdef"); err != nil {
		t.Fatal(err)
	}
	want := kept + doc + "\ttext.share#0123456789abcdef\tknown\n" + doc + "\ttext.list_sum#2123456789abcdef\ta b c\n" +
		"#accept\t" + doc + "\tfact#3123456789abcdef\tright\n"
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, string(got)); d != "" {
		t.Error(d)
	}
	again, err := OpenReview(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(r.All(), again.All()); d != "" || len(r.All()) != 3 {
		t.Error(d)
	}
	waivers, err := LoadWaivers(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]Waiver{{"*.txt", "text.share", "", "口径"}, {doc, "text.share", "0123456789abcdef", "known"},
		{doc, "text.list_sum", "2123456789abcdef", "a b c"}}, waivers); d != "" {
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
		{"../x", "text.share", id, Reject, "n"}, {doc, "no.rule", id, Reject, "n"}, {doc, "text.share", "x\ty", Reject, "n"},
		{doc, "text.share", id, Accept, " "}, {doc, "text.share", id, "delete", "n"}, {doc, "text.share", id, Comment, ""},
		{doc, "text.share", id, Reject, strings.Repeat("长", maxNote)},
	} {
		if err := r.Set(d); err == nil {
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

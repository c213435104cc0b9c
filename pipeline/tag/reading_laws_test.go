package tag_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// meanings are what the facts of a report mean, without their place and words.
func meanings(t *testing.T, text string) (said []string, facts []schema.Fact) {
	t.Helper()
	doc, err := extract.Read(context.Background(), []byte(text), extract.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	r := wordsTagger.Tag(doc, schema.Document{ID: "d"})
	for i := range r.Facts {
		f := &r.Facts[i]
		said = append(said, fmt.Sprint(f.Raw, " ", f.Concept, " ", f.Form, " ", f.Value, " ", f.Measure, " ", f.Period, " ", f.Dimensions, " ", f.Base))
	}
	return said, r.Facts
}

// samples are the sample reports that are plain text.
func samples(t *testing.T) map[string]string {
	t.Helper()
	paths, err := filepath.Glob("../../samples/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	out := make(map[string]string)
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(path)] = string(data)
	}
	return out
}

// differences are the meanings that only one of two readings has.
func differences(a, b []string) (out []string) {
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			if i < len(a) {
				out = append(out, "- "+a[i])
			}
			if i < len(b) {
				out = append(out, "+ "+b[i])
			}
			if len(out) > 4 {
				break
			}
		}
	}
	return out
}

// TestClassLaw holds that a word replaced by another of its class changes nothing.
func TestClassLaw(t *testing.T) {
	for name, text := range samples(t) {
		want, _ := meanings(t, text)
		for _, pair := range [][2]string{
			{"比上年", "较上年"}, {"较上年", "比上年"}, {"下降", "降低"}, {"减少", "缩减"}, {"增加", "增多"}, {"增长", "提高"}, {"其中：", "其中，"},
		} {
			got, _ := meanings(t, strings.ReplaceAll(text, pair[0], pair[1]))
			if d := differences(want, got); len(d) > 0 {
				t.Errorf("%s with %s for %s:\n%s", name, pair[1], pair[0], strings.Join(d, "\n"))
			}
		}
	}
}

// TestUnknownVerbLaw holds that an unknown verb in place of a verb of change never
// makes its number a level, nor changes a figure of another clause.
func TestUnknownVerbLaw(t *testing.T) {
	for name, text := range samples(t) {
		_, before := meanings(t, text)
		for _, verb := range []string{"增加", "减少", "增长", "下降"} {
			_, after := meanings(t, strings.ReplaceAll(text, verb, "腾挪"))
			if len(after) != len(before) {
				t.Errorf("%s without %s: %d facts, not %d", name, verb, len(after), len(before))
				continue
			}
			for i := range after {
				f, was := &after[i], &before[i]
				if was.Form != schema.Delta && was.Form != schema.PctChange || f.Form == was.Form {
					continue
				}
				if f.Concept != "" && f.Form == schema.Level {
					t.Errorf("%s without %s: %s is a level of %s: %s", name, verb, f.Raw, f.Concept, f.Context)
				}
			}
		}
	}
}

// TestOwnClauseLaw holds that a subject moved to a clause of its own changes nothing.
func TestOwnClauseLaw(t *testing.T) {
	const head = "青禾街道办事处2020年度部门决算\n"
	for _, said := range []string{"培训费支出%s5万元，比上年增加1万元。", "“三公”经费支出%s5万元，比上年减少1万元，下降16.7%%。", "机关运行经费支出%s5万元，较年初预算数减少1万元。",
		"公务接待费支出%s5万元，完成年初预算的50%%。", "政府采购支出总额%s5万元，占全部的3%%。"} {
		want, _ := meanings(t, head+fmt.Sprintf(said, ""))
		for _, between := range []string{"，", "方面，", "情况：", "："} {
			got, _ := meanings(t, head+fmt.Sprintf(said, between))
			if !slices.Equal(want, got) {
				t.Errorf(said+":\n%s", between, strings.Join(differences(want, got), "\n"))
			}
		}
	}
}

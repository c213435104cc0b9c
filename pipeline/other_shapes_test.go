package pipeline

import (
	"context"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// shapes are other forms in which pages have the same sentences, or some of them.
var shapes = []struct {
	name string
	of   func(string) string
}{
	{"a paragraph for each sentence", func(s string) string { return strings.ReplaceAll(s, "。", "。\n") }},
	{"sentences for the items of one", func(s string) string { return strings.ReplaceAll(s, "；", "。") }},
	{"commas for semicolons", func(s string) string { return strings.ReplaceAll(s, "；", "，") }},
	{"paragraphs joined", func(s string) string { return strings.ReplaceAll(s, "。\n", "。") }},
	{"without headings", func(s string) string {
		lines := strings.Split(s, "\n")
		heading := func(l string) bool { return nlp.HanCount(l) <= 24 && !strings.ContainsAny(l, "。；：") }
		return strings.Join(append(lines[:1:1], slices.DeleteFunc(lines[1:], heading)...), "\n")
	}},
	{"the first half", func(s string) string {
		lines := strings.Split(s, "\n")
		return strings.Join(lines[:(len(lines)+1)/2], "\n")
	}},
	{"the second half", func(s string) string {
		lines := strings.Split(s, "\n")
		return strings.Join(append(lines[:1:1], lines[len(lines)/2:]...), "\n")
	}},
}

// mostNewAlarms is how many contradictions all the texts may have in one shape or wording that they have not as they stand:
// a debt with its guarantees, held against the limit of the debt alone, where two paragraphs are joined.
const mostNewAlarms = 1

// TestShapesRaiseNoAlarm holds that a text has no contradiction in another shape or in other words that it has not as it stands: the
// figures are the same, so that a new one would be of the reading.
func TestShapesRaiseNoAlarm(t *testing.T) {
	t.Parallel()
	if raced || testing.Short() {
		t.Skip("reads forty texts once for each shape and wording")
	}
	paths, texts := unseenTexts(t)
	tagger, limits := tag.New(), extract.DefaultLimits()
	read := func(name, text string) map[string]string {
		return alarms(Process(context.Background(), tagger, Source{Path: name, Data: []byte(text)}, Options{Limits: limits}).Checks)
	}
	known := make([]map[string]string, len(paths))
	for i, path := range paths {
		known[i] = read(path, texts[i])
	}
	holds := func(name string, of func(string) string) {
		var more []string
		for i := range texts {
			other := of(texts[i])
			if other == texts[i] {
				continue
			}
			for figures, formula := range read(paths[i], other) {
				if known[i][figures] == "" {
					more = append(more, filepath.Base(paths[i])+": "+formula)
				}
			}
		}
		if len(more) > mostNewAlarms {
			t.Errorf("%s: %d new contradictions:\n%s", name, len(more), strings.Join(more, "\n"))
		}
	}
	for _, s := range shapes {
		holds(s.name, s.of)
	}
	for _, w := range rewordings {
		from := regexp.MustCompile(w.from)
		holds(w.name, func(s string) string { return from.ReplaceAllString(s, w.to) })
	}
}

// alarms are the contradictions of a report by their figures.
func alarms(checks []schema.Check) map[string]string {
	found := make(map[string]string)
	for i := range checks {
		if c := &checks[i]; c.Verdict == schema.Inconsistent {
			found[strings.Join(inFormula.FindAllString(c.Formula, -1), " ")] = string(c.Rule) + " " + c.Formula
		}
	}
	return found
}

// inFormula finds the figures of a formula.
var inFormula = regexp.MustCompile(`\d[\d.]*`)

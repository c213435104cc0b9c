package main

import (
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"gongkai/pipeline/section"
	"gongkai/schema"
	"gongkai/schema/words"
)

// topic is something explain explains, with the names people know it by, folded.
type topic struct {
	id, title string
	names     []string
	explain   func(io.Writer) error
}

// newTopic folds the names; the id is one.
func newTopic(id, title string, explain func(io.Writer) error, names ...string) topic {
	t := topic{id, title, []string{foldName(id)}, explain}
	for _, n := range names {
		t.names = append(t.names, foldName(n))
	}
	return t
}

// topics are all of them: concepts, rules, sections, the classes of the
// classifications and the words of the grammar.
func topics() (all []topic) {
	for _, c := range schema.Concepts() {
		all = append(all, newTopic(string(c.ID), c.Label, func(w io.Writer) error { return writeConcept(w, &c) },
			append(slices.Collect(c.Wordings()), c.Label)...))
	}
	for m := range schema.Members() {
		all = append(all, newTopic(string(m.Concept)+" "+m.Name, m.Name, func(w io.Writer) error { return writeMember(w, &m) },
			append([]string{m.Name, m.Code}, m.Synonyms...)...))
	}
	for _, r := range schema.Rules() {
		all = append(all, newTopic(string(r.ID), r.Title, func(w io.Writer) error { return writeRule(w, &r) }, r.Title, r.English))
	}
	for _, id := range section.IDs() {
		all = append(all, newTopic(string(id), "section", nothing(func(w io.Writer) { explainSection(w, string(id)) })))
	}
	classes := make(map[string]int) // by code: a class has one topic for all its names
	for _, names := range []func(func(code, name string) bool){schema.ClassNames, schema.EconomicNames} {
		for code, name := range names {
			i, seen := classes[code]
			if !seen {
				i = len(all)
				classes[code] = i
				all = append(all, newTopic(code, name, nothing(func(w io.Writer) { explainCode(w, code) })))
			}
			all[i].names = append(all[i].names, foldName(name))
		}
	}
	for _, e := range words.Entries() {
		all = append(all, newTopic(e.Word, e.Meaning, nothing(func(w io.Writer) { explainWord(w, &e) })))
	}
	return all
}

// nothing makes an explanation of one that reports no error.
func nothing(write func(io.Writer)) func(io.Writer) error {
	return func(w io.Writer) error {
		write(w)
		return nil
	}
}

// foldName is what two spellings of a name share: its letters and digits,
// without case, width, quotation marks, brackets and spaces.
func foldName(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(s))
}

// named returns the topics with a name.
func named(all []topic, name string) (found []topic) {
	want := foldName(name)
	for _, e := range all {
		if want != "" && slices.Contains(e.names, want) {
			found = append(found, e)
		}
	}
	return found
}

// mostExplained is how many things of one name are explained in full; dozens of
// classes are called 行政运行, and are listed.
const mostExplained = 4

func explainAll(w io.Writer, found []topic) error {
	if len(found) > mostExplained {
		_, err := io.WriteString(w, listed(found))
		return err
	}
	for i, e := range found {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if err := e.explain(w); err != nil {
			return err
		}
	}
	return nil
}

// listed is a line for each topic.
func listed(list []topic) string {
	var b strings.Builder
	var rows [][]string
	for _, e := range list {
		rows = append(rows, []string{e.id, e.title})
	}
	writeColumns(&b, rows)
	return b.String()
}

const (
	mostNear  = 6    // suggestions for a name nothing has
	leastLike = 0.6  // below this two names have little in common
	within    = 0.75 // the likeness of a name that stands in a much longer one
	worseBy   = 0.2  // what is less like than the best by this is not suggested
)

// near returns the topics whose id or name is most like a name, best first.
func near(all []topic, name string) []topic {
	want := []rune(foldName(name))
	type candidate struct {
		topic
		like float64
	}
	var candidates []candidate
	for _, e := range all {
		best := 0.0
		for _, n := range e.names {
			best = max(best, likeness(want, []rune(n)))
		}
		if best >= leastLike {
			candidates = append(candidates, candidate{e, best})
		}
	}
	sort.SliceStable(candidates, func(i, j int) bool { return candidates[j].like < candidates[i].like })
	var list []topic
	for _, c := range candidates[:min(mostNear, len(candidates))] {
		if c.like > candidates[0].like-worseBy {
			list = append(list, c.topic)
		}
	}
	return list
}

// likeness is 1 for equal names and 0 for names without a common letter: the
// share of both that stands in both, in order. A name that stands whole within
// the other is like it whatever else is there.
func likeness(a, b []rune) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 0
	}
	if len(a) > 1 && strings.Contains(string(b), string(a)) {
		return within + (1-within)*float64(len(a))/float64(len(b))
	}
	return float64(2*commonLength(a, b)) / float64(len(a)+len(b))
}

// commonLength is the length of the longest sequence both have in order, with
// or without gaps.
func commonLength(a, b []rune) int {
	row := make([]int, len(b)+1)
	for _, r := range a {
		before := 0 // of the row above, one to the left
		for j, s := range b {
			above := row[j+1]
			if r == s {
				row[j+1] = before + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			before = above
		}
	}
	return row[len(b)]
}

func unknownName(name string, like []topic) error {
	if len(like) == 0 {
		return fmt.Errorf("explain: no concept, rule, code or section %s", name)
	}
	return fmt.Errorf("explain: no concept, rule, code or section %s; near it are\n%s", name, strings.TrimRight(listed(like), "\n"))
}

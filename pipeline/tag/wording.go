package tag

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/pipeline/facts"
	"gongkai/schema"
	"gongkai/schema/words"
)

// wordings writes down for every fact what its words say besides its meaning
// (schema.Wording), so that no check opens text. It runs once, when all facts of a
// document are known, and reads the tables remark.tsv and whole.tsv.
type wordings struct {
	doc       *extract.Document
	out       *facts.Builder
	remarks   map[words.RemarkPlace][]words.Remark
	sentences map[sentenceKey]*sentence
	in        sentenceKey // the sentence of the fact before, and what it says
	says      *sentence
	numbered  map[string]int // of the wordings of sentences
	labels    map[string]schema.Wording
	projects  map[string]string
}

// sentenceKey tells the sentences of a document apart: in a table those are the
// headings of a cell.
type sentenceKey struct {
	block   int
	context string
}

// sentence is what is said of all figures of one sentence.
type sentence struct {
	said      schema.Wording
	realTerms bool
}

// describe completes the facts with their wordings, which it returns.
func describe(doc *extract.Document, out *facts.Builder) *wordings {
	w := &wordings{doc: doc, out: out, remarks: make(map[words.RemarkPlace][]words.Remark), sentences: make(map[sentenceKey]*sentence),
		numbered: make(map[string]int), labels: make(map[string]schema.Wording), projects: make(map[string]string)}
	for _, r := range words.Load().Remarks {
		w.remarks[r.Where] = append(w.remarks[r.Where], r)
	}
	for k := range out.Facts {
		w.describe(k)
	}
	return w
}

func (w *wordings) describe(k int) {
	f := &w.out.Facts[k]
	s, said := w.sentenceOf(f), w.labelled(f.Label)
	before := w.before(k)
	said.Sentence, said.Words, said.Damaged, said.OtherBase = s.said.Sentence, s.said.Words, s.said.Damaged, s.said.OtherBase
	said.RealTerms = said.RealTerms || s.realTerms || w.ends(before, words.RealTerms)
	said.Territory = w.ends(w.withoutCounting(before), words.Territory)
	said.Project = w.projectName(f.Dimensions.Project)
	w.byProduction(f, &said)
	said.CutOff = f.SourceKind == schema.Narrative && f.Source.Table < 0 && f.Form == schema.Level && f.Rule != "subject" &&
		f.Source.Start <= len("0.") && len(sinceStop(before)) <= len("费")
	f.Said = said
}

// byProduction sets what the production that read a number says of it.
func (w *wordings) byProduction(f *schema.Fact, said *schema.Wording) {
	switch f.Rule {
	case "none_statement":
		said.InWords = true
	case "subject", completionBase, "base":
		said.OwnSubject = true
	case "unknown_subject":
		said.OwnName = f.Form == schema.Level
	case "annual_average":
		said.YearlyAverage = true
	case "flat_row":
		said.NoColumns = true
	case "function_partial":
		said.PartOfClass = true
	}
	said.InBrackets = strings.HasPrefix(f.Rule, "gloss")
}

// sentenceOf is what the sentence of a fact says.
func (w *wordings) sentenceOf(f *schema.Fact) *sentence {
	k := sentenceKey{f.Source.Block, f.Context}
	if w.says != nil && w.in == k {
		return w.says
	}
	w.in, w.says = k, w.sentences[k]
	if w.says != nil {
		return w.says
	}
	s := &sentence{said: schema.Wording{Sentence: len(w.sentences) + 1, Words: w.wordsOf(f.Context), Damaged: damaged(f.Context)}}
	for _, r := range w.remarks[words.InSentence] {
		if strings.Contains(f.Context, r.Text) {
			s.said.OtherBase = s.said.OtherBase || r.Says == words.OtherBase
			s.realTerms = s.realTerms || r.Says == words.RealTerms
		}
	}
	w.sentences[k], w.says = s, s
	return s
}

// damaged reports a text with a character that could not be read.
func damaged(s string) bool {
	return strings.Contains(s, string(utf8.RuneError)) || !utf8.ValidString(s)
}

// wordsOf numbers the words of a sentence: copies that differ in a mark or a
// number have the same. A long sentence is known by its beginning, for copies often
// differ at the edges; a short one is no copy of another.
func (w *wordings) wordsOf(s string) int {
	const enough, known = 24, 24 // bytes, and letters of three bytes
	if len(s) < enough {
		return 0
	}
	var letters [3 * known]byte
	most := letters[:0]
	for _, r := range s {
		if r < 0x4e00 || r > 0x9fff {
			continue
		}
		if most = utf8.AppendRune(most, r); len(most) == len(letters) {
			break
		}
	}
	n, ok := w.numbered[string(most)]
	if !ok {
		n = len(w.numbered) + 1
		w.numbered[string(most)] = n
	}
	return n
}

// labelled is what a label says.
func (w *wordings) labelled(label string) schema.Wording {
	said, ok := w.labels[label]
	if !ok {
		said = Labelled(label)
		w.labels[label] = said
	}
	return said
}

// Labelled returns what a label says by its own words, as Tag writes it down for
// every fact: for facts that were read back from a table, which has no wordings.
func Labelled(label string) schema.Wording {
	first, _, _ := strings.Cut(label, " ")
	said := schema.Wording{Name: label, Generic: first == ""}
	ofLabels := labelRemarks()
	for i := range ofLabels {
		if r := &ofLabels[i]; stands(label, first, r) {
			mark(&said, r)
		}
	}
	said.TotalRow = said.TotalRow || said.Generic
	return said
}

// labelRemarks are the remarks that stand in labels, in the order of their rows.
var labelRemarks = sync.OnceValue(func() []words.Remark {
	return slices.DeleteFunc(slices.Clone(words.Load().Remarks), func(r words.Remark) bool {
		return r.Where != words.InLabel && r.Where != words.BeginsLabel && r.Where != words.EndsLabel && r.Where != words.FirstOfLabel
	})
})

// stands reports a remark in its place of a label.
func stands(label, first string, r *words.Remark) bool {
	switch r.Where {
	case words.InLabel:
		return strings.Contains(label, r.Text)
	case words.BeginsLabel:
		return strings.HasPrefix(strings.TrimLeft(label, "0123456789 "), r.Text)
	case words.EndsLabel:
		return strings.HasSuffix(label, r.Text)
	case words.FirstOfLabel:
		return first == r.Text
	}
	return false
}

// mark writes down what a remark of a label says.
func mark(said *schema.Wording, r *words.Remark) {
	switch r.Says {
	case words.RealTerms:
		said.RealTerms = true
	case words.Generic:
		said.Generic = true
	case words.SumRow:
		said.SumRow = true
	case words.TotalRow:
		said.TotalRow = true
	case words.GrandTotal:
		said.GrandTotal = true
	case words.WholeSide:
		said.WholeSide = true
	case words.OfWhich:
		said.OfWhich = true
	case words.Remainder:
		said.Remainder = true
	case words.Place:
		said.Name = strings.TrimPrefix(said.Name, r.Text)
	}
}

// projectName drops what a report puts after a project's name or leaves out:
// 社区办公费, 社区办公经费, 社区办公经费专项资金.
func (w *wordings) projectName(project string) string {
	if name, ok := w.projects[project]; ok {
		return name
	}
	name := project
	for _, r := range w.remarks[words.EndsLabel] {
		switch r.Says {
		case words.ProjectEnding:
			name = strings.TrimSuffix(name, r.Text)
		case words.ProjectFee:
			if s, ok := strings.CutSuffix(name, r.Text); ok {
				name = s + feeEnding
			}
		}
	}
	w.projects[project] = name
	return name
}

// feeEnding is how the name of a fee ends.
const feeEnding = "费"

// before is the text before a number in its paragraph or cell.
func (w *wordings) before(k int) string {
	text, at := w.doc.Text(w.out.At[k]).S, w.start(k)
	return text[:at]
}

// start is the byte at which a number begins.
func (w *wordings) start(k int) int { return max(0, w.out.Ends[k]-len(w.out.Facts[k].Raw)) }

// sinceStop is what a sentence says before a number.
func sinceStop(before string) string {
	k := strings.LastIndexAny(before, "。；\n")
	if k < 0 {
		return strings.TrimSpace(before)
	}
	_, size := utf8.DecodeRuneInString(before[k:])
	return strings.TrimLeft(before[k+size:], " \u3000\t\r")
}

// ends reports a text that ends in a word that says something of the number after it.
func (w *wordings) ends(before string, says words.Saying) bool {
	for _, r := range w.remarks[words.BeforeNumber] {
		if r.Says == says && strings.HasSuffix(before, r.Text) {
			return true
		}
	}
	return false
}

// withoutCounting drops the verbs of having before a count.
func (w *wordings) withoutCounting(before string) string {
	for {
		rest := strings.TrimRight(before, " ")
		for _, r := range w.remarks[words.BeforeNumber] {
			if r.Says == words.Counting {
				rest = strings.TrimSuffix(rest, r.Text)
			}
		}
		if rest == before {
			return rest
		}
		before = rest
	}
}

// follows reports that what stands between two numbers of one sentence begins
// with a word that says what the second is to the first.
func (w *wordings) follows(a, b int, says words.Saying) bool {
	from, to := w.out.Ends[a], w.start(b)
	if w.out.At[a] != w.out.At[b] || from > to {
		return false
	}
	between := strings.TrimLeft(w.doc.Text(w.out.At[a]).S[from:to], "，,；;（( ")
	for _, r := range w.remarks[words.BetweenNumbers] {
		if r.Says == says && strings.HasPrefix(between, r.Text) {
			return true
		}
	}
	return false
}

package tag

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/nlp/trie"
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
	sentences map[sentenceKey]*sentence
	in        sentenceKey // the sentence of the fact before, and what it says
	says      *sentence
	numbered  map[string]int // of the wordings of sentences
	labels    map[string]schema.Wording
	projects  map[string]string
	more      []schema.Claim  // beside those of lists; see dividedByNature
	telling   map[string]bool // whether a label has a word; see tells
	sums      map[int][]int   // the claims of sums by the figure that they make up, of the first indexed; see sumsOf
	indexed   int
	upwards   bool // the lines of the text stand in the wrong order
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
	w := &wordings{doc: doc, out: out, sentences: make(map[sentenceKey]*sentence), sums: make(map[int][]int),
		numbered: make(map[string]int), labels: make(map[string]schema.Wording), projects: make(map[string]string), upwards: runsUpwards(doc)}
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
		f.Source.Start <= len("0.") && len(sinceStop(before)) <= oneHan
	if said.Level = f.Said.Level; said.Level == "" && f.SourceKind == schema.Narrative { // package place has read that of a government
		said.Level = words.BodyPart.Labels().Meaning(w.wordsBefore(k))
	}
	said.WholeFund, said.Remark = f.Said.WholeFund, f.Said.Remark
	said.Pointed = strings.Contains(f.Raw, ".")
	said.Disordered = w.upwards && f.SourceKind == schema.Narrative
	said.Hidden, said.Noted = w.hidden(k), f.SourceKind == schema.TableSource && w.noted(k)
	f.Said = said
}

// hidden reports a number of a cell that who opens the file does not see.
func (w *wordings) hidden(k int) bool {
	loc := w.out.At[k]
	return loc.Cell >= 0 && w.doc.Blocks[loc.Block].Table.Cells[loc.Cell].Hidden
}

// noted reports a number of a cell that has the mark of a note.
func (w *wordings) noted(k int) bool {
	loc := w.out.At[k]
	return loc.Cell >= 0 && strings.ContainsFunc(w.doc.Text(loc).S, noteMark)
}

// noteMark reports a character that refers to a note: *, ※, ①.
func noteMark(r rune) bool {
	return r == '*' || r == '＊' || r == '※' || unicode.Is(unicode.No, r)
}

// byProduction sets what the production that read a number says of it.
func (w *wordings) byProduction(f *schema.Fact, said *schema.Wording) {
	switch f.Rule {
	case "none_statement":
		said.InWords = true
	case "subject", completionBase, baseStated:
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
	said.ByTitle = words.StaffTitle.Labels().Say(f.Dimensions.StaffKind)
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
	remarksIn(words.InSentence).each(f.Context, func(r *words.Remark) {
		s.said.OtherBase = s.said.OtherBase || r.Says == words.OtherBase
		s.realTerms = s.realTerms || r.Says == words.RealTerms
	})
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
	remarksIn(words.InLabel).each(label, func(r *words.Remark) { mark(&said, r) })
	begins := strings.TrimLeft(label, "0123456789 ")
	for _, where := range [...]words.RemarkPlace{words.BeginsLabel, words.EndsLabel, words.FirstOfLabel} {
		rows := remarksIn(where).rows
		for i := range rows {
			if r := &rows[i]; where == words.BeginsLabel && strings.HasPrefix(begins, r.Text) || where == words.EndsLabel && strings.HasSuffix(label, r.Text) || where == words.FirstOfLabel && first == r.Text {
				mark(&said, r)
			}
		}
	}
	said.TotalRow, said.Local = said.TotalRow || said.Generic, words.LocalRevenue.Labels().Say(label)
	return said
}

// remarks are the rows of remark.tsv for one place.
type remarks struct {
	rows   []words.Remark
	finder *trie.Finder
}

// remarksIn returns the rows for a place.
func remarksIn(where words.RemarkPlace) *remarks { return remarksByPlace()[where] }

var remarksByPlace = sync.OnceValue(func() map[words.RemarkPlace]*remarks {
	all := make(map[words.RemarkPlace]*remarks)
	for _, r := range words.Load().Remarks {
		if all[r.Where] == nil {
			all[r.Where] = &remarks{}
		}
		all[r.Where].rows = append(all[r.Where].rows, r)
	}
	for _, rs := range all {
		rs.finder = finderOf(rs.rows, func(r *words.Remark) string { return r.Text })
	}
	return all
})

// finderOf finds the words of the rows of a table.
func finderOf[R any](rows []R, word func(*R) string) *trie.Finder {
	texts := make([]string, len(rows))
	for i := range rows {
		texts[i] = word(&rows[i])
	}
	return trie.NewFinder(texts)
}

// each calls found with every row whose words stand anywhere in a text.
func (rs *remarks) each(text string, found func(r *words.Remark)) {
	rs.finder.Each(text, func(k int) bool {
		for i := k; i < len(rs.rows); i++ {
			if rs.rows[i].Text == rs.rows[k].Text {
				found(&rs.rows[i]) // a word may say several things
			}
		}
		return true
	})
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
	case words.BothSides:
		said.BothSides = true
	case words.OfWhich:
		said.OfWhich = true
	case words.Remainder:
		said.Remainder = true
	case words.Place:
		said.Name = strings.TrimPrefix(said.Name, r.Text)
	}
}

// oneHan is how many bytes a Han character takes.
const oneHan = 3

// projectName is the name that the wordings of a project's name have in common.
func (w *wordings) projectName(project string) string {
	name, ok := w.projects[project]
	if !ok {
		name = plainProject(project, remarksIn(words.EndsLabel).rows)
		w.projects[project] = name
	}
	return name
}

// plainProject drops what a report puts after a project's name or leaves out:
// 社区办公费, 社区办公经费, 社区办公经费专项资金.
func plainProject(name string, rows []words.Remark) string {
	for i := range rows {
		switch r := &rows[i]; r.Says {
		case words.ProjectEnding:
			name = strings.TrimSuffix(name, r.Text)
		case words.ProjectFee:
			if s, ok := strings.CutSuffix(name, r.Text); ok {
				name = s + words.FeeEnd.Word()
			}
		}
	}
	return name
}

// before is the text before a number in its paragraph or cell.
func (w *wordings) before(k int) string {
	text, at := w.doc.Text(w.out.At[k]).S, w.start(k)
	return text[:at]
}

// start is the byte at which a number begins.
func (w *wordings) start(k int) int { return max(0, w.out.Ends[k]-len(w.out.Facts[k].Raw)) }

// sinceStop is what a sentence says before a number.
func sinceStop(before string) string {
	k := strings.LastIndexFunc(before, func(r rune) bool { return r == '。' || r == '；' || r == '\n' })
	if k < 0 {
		return strings.TrimSpace(before)
	}
	_, size := utf8.DecodeRuneInString(before[k:])
	return strings.TrimLeft(before[k+size:], " \u3000\t\r")
}

// ends reports a text that ends in a word that says something of the number after it.
func (w *wordings) ends(before string, says words.Saying) bool {
	rows := remarksIn(words.BeforeNumber).rows
	for i := range rows {
		if r := &rows[i]; r.Says == says && strings.HasSuffix(before, r.Text) {
			return true
		}
	}
	return false
}

// withoutCounting drops the verbs of having before a count.
func (w *wordings) withoutCounting(before string) string {
	for {
		rest := strings.TrimRight(before, " ")
		rows := remarksIn(words.BeforeNumber).rows
		for i := range rows {
			if r := &rows[i]; r.Says == words.Counting {
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
	between := strings.TrimLeft(w.doc.Text(w.out.At[a]).S[from:to], "，,；;（(。 ")
	rows := remarksIn(words.BetweenNumbers).rows
	for i := range rows {
		if r := &rows[i]; r.Says == says && strings.HasPrefix(between, r.Text) {
			return true
		}
	}
	return false
}

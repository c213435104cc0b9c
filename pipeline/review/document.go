package review

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"gongkai/pipeline/batch"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// documentScript is the script of the document view, a file of assets.
const documentScript = "document.js"

// documentPage is a report as it reads, with what its numbers mean.
type documentPage struct {
	Head     documentHead
	Sections []sectionLink
	Blocks   []blockView
	Loose    []piece // facts whose place in the text is not known
	Checks   []*checkView
	Holding  int  // checks that hold, told beside the facts only
	Text     bool // whether the dataset has the text
	Issues   []issueView
	Data     pageData
	Decide   bool   // whether decisions can be saved
	Token    string `json:"-"`
	Reviewer string // as named last
}

type documentHead struct {
	ID, Title, Entity, OfficeURL, Kind, Level, Place, URL string
	Year                                                  int32
	Paths                                                 []string
	Status, Reason, Advice, Detail                        string
	Facts                                                 int32
	Coverage                                              string // of its obligations, "" without any
	Original                                              string // address of the file itself, "" where it is not to be had
	Verdicts                                              []verdictCount
}

type verdictCount struct {
	Verdict string
	N       int32
}

type sectionLink struct {
	Anchor, Label string
	Bad           int // checks that do not hold with a figure in it
}

type blockView struct {
	Anchor string
	Kind   string // p, h, note, table
	Level  int
	Rank   int   // of a heading for who hears the page: Level, but one below that before at most
	Page   int32 // of the file, where it begins
	Title  []piece
	Pieces []piece
	Rows   [][]cell
	Header int // rows before the first number
}

// factView is a fact as it is marked in the text.
type factView struct {
	row     *sink.FactRow
	ID      string
	Kind    string
	Worst   string // the gravest verdict of its checks, "" without any
	Raw     string
	Where   string
	Context string
	Action  string // what a reviewer decided
}

// checkView is a check with its arithmetic.
type checkView struct {
	ID, Rule, Title, Verdict, Severity, Formula     string
	Reported, Computed, Difference, Tolerance, Diag string
	Waiver                                          string
	Lead                                            string // the check that leads its finding, where that is another
	Operands                                        []operandView
	Action, Note                                    string
	History                                         []string
	order                                           int
}

type operandView struct {
	Fact, Role, Raw, Href, Where string
	Here                         bool
}

type issueView struct{ Code, Detail, Raw, Severity string }

// pageData is what the script of the page shows when a number is chosen.
type pageData struct {
	Pages  string               `json:"pages,omitempty"` // address of the pictures of pages, "" without any
	Facts  map[string]factData  `json:"facts"`
	Checks map[string]checkData `json:"checks"`
	Words  map[string]string    `json:"words"`
}

type factData struct {
	Raw     string      `json:"raw"`
	Rows    [][2]string `json:"rows"`
	Checks  []string    `json:"checks,omitempty"`
	Page    int32       `json:"page,omitempty"` // that a picture shows
	Action  string      `json:"action,omitempty"`
	Note    string      `json:"note,omitempty"`
	History []string    `json:"history,omitempty"`
}

type checkData struct {
	Rule     string        `json:"rule"`
	Title    string        `json:"title"`
	Verdict  string        `json:"verdict"`
	Formula  string        `json:"formula"`
	Rows     [][2]string   `json:"rows,omitempty"`
	Operands []operandData `json:"ops"`
	Action   string        `json:"action,omitempty"`
	Note     string        `json:"note,omitempty"`
	History  []string      `json:"history,omitempty"`
}

type operandData struct {
	Fact string `json:"f"`
	Raw  string `json:"r"`
	Role string `json:"o,omitempty"`
	Href string `json:"h,omitempty"` // in another document
}

// gravity ranks verdicts, the gravest first.
func gravity(verdict string) int {
	return slices.Index([]string{"inconsistent", "waived", "ambiguous", "incomplete", "literal", "truncation", "rounding", "exact", "not_applicable"}, verdict)
}

// told reports whether a check is listed on the page; the others are shown
// with their facts.
func told(verdict string) bool { return verdict == "inconsistent" || verdict == "waived" }

// documentOf makes the page of a document from its rows; blocks may be absent.
func documentOf(w words, documents []sink.DocumentRow, rows *sink.Rows, made decisions) *documentPage {
	d := &documentMaker{w: w, page: &documentPage{Head: headOf(w, documents), Text: len(rows.Blocks) > 0},
		facts: make(map[string]*factView), checks: make(map[string][]*checkView), decisions: made}
	for i := range rows.Facts {
		f := &rows.Facts[i]
		d.facts[f.FactID] = &factView{row: f, ID: f.FactID, Kind: f.Kind, Raw: f.Raw, Where: where(w, &f.Locator), Context: f.Context}
	}
	d.addChecks(rows)
	d.addText(rows)
	rankHeadings(d.page.Blocks)
	d.addIssues(rows.Issues)
	d.page.Data = d.data(rows)
	return d.page
}

// rankHeadings numbers headings so that none is skipped below the title of the page.
func rankHeadings(blocks []blockView) {
	last := 1
	for i := range blocks {
		if b := &blocks[i]; b.Kind == "h" {
			b.Rank = min(b.Level, last+1)
			last = b.Rank
		}
	}
}

type documentMaker struct {
	w         words
	page      *documentPage
	facts     map[string]*factView
	checks    map[string][]*checkView // by fact_id
	all       []*checkView
	decisions decisions
}

func headOf(w words, documents []sink.DocumentRow) documentHead {
	d := &documents[0]
	h := documentHead{ID: d.DocumentID, Title: str(d.Title), Entity: str(d.Entity), Kind: w.Value("kind", str(d.ReportKind)), Level: str(d.EntityLevel),
		Place: joined(" ", str(d.Province), str(d.City), str(d.District)), URL: webURL(str(d.URL)), Year: num(d.FiscalYear),
		Status: d.Status, Reason: str(d.Reason), Advice: str(d.Advice), Detail: str(d.Detail), Facts: d.Facts}
	if d.Obligations > 0 {
		h.Coverage = percent(int64(d.ObligationsEvaluated), int64(d.Obligations))
	}
	h.Title = cmp.Or(h.Title, h.Entity, baseName(d.Path))
	h.OfficeURL = officeURL(h.Entity)
	for i := range documents {
		h.Paths = append(h.Paths, documents[i].Path)
	}
	for _, v := range []verdictCount{{"inconsistent", d.ChecksInconsistent}, {"waived", d.ChecksWaived}, {"ambiguous", d.ChecksAmbiguous}, {"incomplete", d.ChecksIncomplete},
		{"literal", d.ChecksLiteral}, {"truncation", d.ChecksTruncation}, {"rounding", d.ChecksRounding}, {"exact", d.ChecksExact}, {"not_applicable", d.ChecksNotApplicable}} {
		if v.N > 0 {
			h.Verdicts = append(h.Verdicts, v)
		}
	}
	return h
}

func (d *documentMaker) addChecks(rows *sink.Rows) {
	for i := range rows.Checks {
		c := d.check(&rows.Checks[i], rows.Document.DocumentID)
		d.all = append(d.all, c)
		for _, o := range c.Operands {
			if f := d.facts[o.Fact]; f != nil && !slices.Contains(d.checks[o.Fact], c) {
				d.checks[o.Fact] = append(d.checks[o.Fact], c)
				if f.Worst == "" || gravity(c.Verdict) < gravity(f.Worst) {
					f.Worst = c.Verdict
				}
			}
		}
		if told(c.Verdict) {
			d.page.Checks = append(d.page.Checks, c)
		} else {
			d.page.Holding++
		}
	}
	for id, f := range d.facts {
		f.Action = string(d.decisions.of(rows.Document.DocumentID, batch.FactTarget, id).Action)
	}
}

func (d *documentMaker) check(row *sink.CheckRow, document string) *checkView {
	c := &checkView{ID: row.CheckID, Rule: row.Rule, Title: d.w.Rule(row.Rule), Verdict: row.Verdict, Severity: row.Severity, Formula: row.Formula,
		Diag: d.w.Value("diagnosis", str(row.Diagnosis)), Waiver: str(row.WaiverReason), order: 1 << 30}
	if lead := str(row.Finding); lead != row.CheckID {
		c.Lead = lead
	}
	unit := ""
	if len(row.Operands) > 0 {
		if f := d.facts[row.Operands[0].FactID]; f != nil { // the mailed findings have no facts
			unit = f.row.Unit
		}
	}
	unit = unitOf(row.Family, unit)
	c.Reported, c.Computed = money(row.Reported, unit), money(row.Computed, unit)
	c.Difference, c.Tolerance = money(row.Difference, unit), money(row.Tolerance, unit)
	for i := range row.Operands {
		o := &row.Operands[i]
		v := operandView{Fact: o.FactID, Role: d.w.Value("role", o.Role), Here: o.DocumentID == document, Href: "#fact-" + o.FactID}
		if o.Quoted != nil {
			v.Raw, v.Where = o.Raw, where(d.w, &o.Locator)
		}
		if !v.Here {
			v.Href = documentURL(o.DocumentID) + v.Href
		}
		c.Operands = append(c.Operands, v)
	}
	decision := d.decisions.of(document, row.Rule, row.CheckID)
	c.Action, c.Note = string(decision.Action), decision.Note
	c.History = d.w.history(d.decisions.history(document, row.Rule, row.CheckID))
	return c
}

// unitOf is the unit of a check's numbers, given that of its first operand:
// percentages for ratios of amounts.
func unitOf(family, unit string) string {
	switch schema.Family(family) {
	case schema.PctChangeFamily, schema.ShareFamily, schema.ShareSumFamily, schema.CompletionFamily:
		return "%"
	case schema.CountFamily, schema.DirectionFamily:
		return ""
	}
	return unit
}

// addText lays the blocks out; without them it lists the facts by section.
func (d *documentMaker) addText(rows *sink.Rows) {
	byBlock := make(map[int32][]*factView)
	for i := range rows.Facts {
		f := d.facts[rows.Facts[i].FactID]
		if b := rows.Facts[i].Block; b != nil {
			byBlock[*b] = append(byBlock[*b], f)
		} else {
			byBlock[-1] = append(byBlock[-1], f)
		}
	}
	order, section, page := 0, "", int32(0)
	var loose []*factView
	for i := range rows.Blocks {
		b := &rows.Blocks[i]
		text := []rune(b.Text)
		var quotes []quote
		for _, f := range byBlock[b.Block] {
			if start, end, ok := locate(b, text, &f.row.Locator, f.Raw); ok {
				quotes = append(quotes, quote{start, end, f})
			} else {
				loose = append(loose, f)
			}
		}
		delete(byBlock, b.Block)
		sortQuotes(quotes)
		view := blockOf(b, text, quotes)
		if p := num(b.Page); p != page {
			page, view.Page = p, p
		}
		if s := str(b.Section); s != section && strings.TrimSpace(b.Text) != "" {
			section = s
			d.link(&view, text)
		}
		for _, q := range quotes {
			d.place(q.fact, order)
			order++
		}
		d.page.Blocks = append(d.page.Blocks, view)
	}
	for _, b := range slices.Sorted(maps.Keys(byBlock)) {
		loose = append(loose, byBlock[b]...)
	}
	d.addLoose(loose, order)
	slices.SortStableFunc(d.page.Checks, func(a, b *checkView) int {
		return cmp.Or(cmp.Compare(gravity(a.Verdict), gravity(b.Verdict)), cmp.Compare(a.order, b.order), cmp.Compare(a.ID, b.ID))
	})
}

// addLoose lists facts without a place in the text by where they stand.
func (d *documentMaker) addLoose(loose []*factView, order int) {
	slices.SortStableFunc(loose, func(a, b *factView) int {
		x, y := &a.row.Locator, &b.row.Locator
		return cmp.Or(cmp.Compare(num(x.Block), num(y.Block)), cmp.Compare(num(x.Line), num(y.Line)), cmp.Compare(num(x.Row), num(y.Row)),
			cmp.Compare(num(x.Col), num(y.Col)), cmp.Compare(x.Start, y.Start))
	})
	for _, f := range loose {
		d.place(f, order)
		order++
		d.page.Loose = append(d.page.Loose, piece{Text: f.Raw, Facts: []*factView{f}})
	}
}

// place remembers where a fact stands in the order of reading, for its checks.
func (d *documentMaker) place(f *factView, order int) {
	sections := d.page.Sections
	for _, c := range d.checks[f.ID] {
		if c.order > order {
			c.order = order
			if c.Verdict == "inconsistent" && len(sections) > 0 {
				sections[len(sections)-1].Bad++
			}
		}
	}
}

// link makes a block the beginning of a section.
func (d *documentMaker) link(view *blockView, text []rune) {
	if view.Kind == "toc" {
		return
	}
	label, _, _ := strings.Cut(residue.ReplaceAllString(string(text), ""), "\n")
	label = strings.TrimSpace(label)
	if view.Kind == "p" && len([]rune(label)) <= 40 {
		view.Kind, view.Level = "h", 3
	}
	d.page.Sections = append(d.page.Sections, sectionLink{Anchor: view.Anchor, Label: cmp.Or(shorten(strings.ReplaceAll(label, "\t", " "), 28), "…")})
}

func blockOf(b *sink.BlockRow, text []rune, quotes []quote) blockView {
	view := blockView{Anchor: "b" + itoa(int64(b.Block)), Kind: "p"}
	switch {
	case len(b.Cells) > 0:
		view.Kind = "table"
		view.Title, view.Rows = grid(b, text, quotes)
		for view.Header < len(view.Rows)-1 && !slices.ContainsFunc(view.Rows[view.Header], func(c cell) bool { return c.Numeric }) && view.Header < 4 {
			view.Header++
		}
		return view
	case leader.MatchString(b.Text):
		view.Kind = "toc"
	case b.Kind == "heading":
		view.Kind, view.Level = "h", int(min(max(b.Level, 1), 4))+1
	case b.Kind == "note":
		view.Kind = "note"
	}
	view.Pieces = faint(cut(text, 0, len(text), quotes))
	return view
}

func (d *documentMaker) addIssues(rows []sink.IssueRow) {
	for i := range rows {
		r := &rows[i]
		d.page.Issues = append(d.page.Issues, issueView{d.w.Value("issue", r.Code), r.Detail, r.Raw, r.Severity})
	}
}

// data is what the script knows of facts and checks, ready to be shown.
func (d *documentMaker) data(rows *sink.Rows) pageData {
	out := pageData{Facts: make(map[string]factData, len(d.facts)), Checks: make(map[string]checkData, len(d.all)), Words: d.w.forScript()}
	for id, f := range d.facts {
		data := factData{Raw: f.Raw, Rows: d.w.factRows(f.row), Page: num(f.row.Page)}
		checks := slices.Clone(d.checks[id])
		slices.SortStableFunc(checks, func(a, b *checkView) int {
			return cmp.Or(cmp.Compare(gravity(a.Verdict), gravity(b.Verdict)), cmp.Compare(a.Rule, b.Rule))
		})
		for _, c := range checks {
			data.Checks = append(data.Checks, c.ID)
		}
		decision := d.decisions.of(rows.Document.DocumentID, batch.FactTarget, id)
		data.Action, data.Note = string(decision.Action), decision.Note
		data.History = d.w.history(d.decisions.history(rows.Document.DocumentID, batch.FactTarget, id))
		out.Facts[id] = data
	}
	for _, c := range d.all {
		data := checkData{Rule: c.Rule, Title: c.Title, Verdict: c.Verdict, Formula: c.Formula, Rows: d.w.checkRows(c), Action: c.Action, Note: c.Note, History: c.History}
		for _, o := range c.Operands {
			op := operandData{Fact: o.Fact, Raw: o.Raw, Role: o.Role}
			if !o.Here {
				op.Href = o.Href
			}
			data.Operands = append(data.Operands, op)
		}
		out.Checks[c.ID] = data
	}
	return out
}

// JSON is the data as it stands in the page; what could end a script element
// is escaped by the encoder.
func (p pageData) JSON() (string, error) {
	b, err := json.Marshal(p)
	return string(b), err
}

package tag

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/schema"
)

// context is what a document says of itself. It is settled once, before any
// number is tagged, and everything relative (上年, 本年, the default phase) is
// resolved against it.
type context struct {
	year    int
	kind    schema.ReportKind
	measure schema.Measure // of figures that name no phase
	period  schema.Period  // of figures that name no period
	entity  string
	title   string
	// territorial reports are those of a government on its whole territory (财政决算,
	// 预算执行和预算草案的报告), as against the accounts of one body.
	territorial bool
	heading     headingContext
	// classes are the functional classes the document\'s own tables name, by
	// their folded names.
	classes map[string]string
	// tableUnit is the money unit of the first table that states one; tables
	// of one report that state none share it.
	tableUnit string
}

// headingContext is what the last heading that names a year or a phase says of
// the paragraphs under it: 一、2025年预算执行情况 in a report on the budget of 2026.
type headingContext struct {
	period  schema.Period  // unknown where it is the document's
	measure schema.Measure // "" where the heading names no phase
}

// newContext settles year, genre and entity from the title, the headings and
// the agreement of the text, and the year and the entity that these leave open
// from what row says.
func newContext(doc *extract.Document, row schema.Document) *context {
	lines := opening(doc, 4000)
	c := &context{}
	c.title = titleOf(doc, lines)
	c.kind = kindOf(c.title, lines)
	c.year = yearOf(c.title, lines, c.kind)
	c.entity = entityOf(c.title, lines)
	c.year, c.entity = cmp.Or(c.year, row.FiscalYear), cmp.Or(c.entity, row.Entity)
	c.classes = classesIn(doc)
	c.territorial = c.kind == schema.Bulletin || c.kind == schema.WorkReport || levelOf(c.entity) == schema.Government || speaksOfTerritory(c.title)
	switch c.kind {
	case schema.FinalAccounts, schema.Performance:
		c.measure = schema.Final
	case schema.BudgetReport:
		c.measure = schema.BudgetInitial
	}
	if c.year > 0 {
		c.period = schema.YearPeriod(c.year)
	}
	return c
}

// speaksOfTerritory reports titles of the accounts of a government itself, which
// a township's can be as well: 清溪镇2023年财政决算, 预算执行情况和预算草案的报告.
func speaksOfTerritory(title string) bool {
	if strings.Contains(title, "部门") || strings.Contains(title, "单位") {
		return false
	}
	return containsAny(title, []string{"财政决算", "财政预算", "财政收支", "预算执行", "预算草案", "预算（草案）", "预算(草案)", "决算草案", "政府预算", "政府决算", "总决算"})
}

// opening returns the document's paragraphs, each stripped of converter
// residue, up to a number of them. The tab of a sheet and its hidden cells name
// neither body nor report.
func opening(doc *extract.Document, most int) []string {
	var out []string
	sheets := doc.Format == "xlsx" || doc.Format == "xls"
	for loc, t := range doc.Texts() {
		table := doc.Blocks[loc.Block].Table
		if sheets && table != nil && (loc.Cell < 0 || table.Cells[loc.Cell].Hidden) {
			continue
		}
		if s := stripResidue(t.S); s != "" {
			out = append(out, s)
		}
		if len(out) == most {
			break
		}
	}
	return out
}

var residue = regexp.MustCompile(`\[bookmark: ?_[^\]]*\]|PAGEREF\s+\S+(\s+\\?h)?(\s+\d+)?|TOC \\o[^\n]*|HYPERLINK\s+\\l\s+\S+`)

// stripResidue drops converter marks from a heading or title.
func stripResidue(s string) string {
	if strings.Contains(s, "PAGEREF") || strings.Contains(s, `TOC \o`) || strings.Contains(s, "HYPERLINK") {
		s = residue.ReplaceAllString(s, "")
	} else {
		s = stripBookmarks(s)
	}
	return strings.TrimSpace(strings.ReplaceAll(s, "\u00a0", " "))
}

// stripBookmarks drops [bookmark: _Toc1] and [bookmark:_Toc1].
func stripBookmarks(s string) string {
	const open = "[bookmark:"
	var kept strings.Builder
	from := 0
	for at := strings.Index(s, open); at >= 0; {
		name := strings.TrimPrefix(s[at+len(open):], " ")
		shut := strings.IndexByte(name, ']')
		if shut < 0 {
			break
		}
		next := at + len(open)
		if name[0] == '_' {
			kept.WriteString(s[from:at])
			next = len(s) - len(name) + shut + 1
			from = next
		}
		k := strings.Index(s[next:], open)
		if k < 0 {
			break
		}
		at = next + k
	}
	if from == 0 {
		return s
	}
	kept.WriteString(s[from:])
	return kept.String()
}

// titleOf joins the lines of the cover, or takes the title the file states.
func titleOf(doc *extract.Document, lines []string) string {
	best, joined := "", ""
	for i, s := range lines {
		if i >= 12 {
			break
		}
		s = squeeze(stripNumbering(s))
		if len([]rune(s)) > 60 {
			break
		}
		if tableNumber.MatchString(s) {
			continue
		}
		joined += s
		if titleWords.MatchString(joined) {
			best = joined
			break
		}
		if titleWords.MatchString(s) {
			best = s
			break
		}
	}
	if meta := squeeze(doc.Meta.Title); best == "" && doc.Format != "docx" && doc.Format != "doc" {
		best = meta // a page's own title; Word properties are often stale
	}
	if best == "" || !titleWords.MatchString(best) {
		for _, s := range lines {
			if s = squeeze(stripNumbering(s)); len([]rune(s)) <= 60 && titleWords.MatchString(s) {
				return s
			}
		}
	}
	return best
}

// tableNumber is a line that numbers a table: 附表1, 表1-1.
var tableNumber = regexp.MustCompile(`^附?[件表][0-9一二三四五六七八九十]{1,3}([-－—.][0-9]{1,2})?[:：]?$`)

var titleWords = regexp.MustCompile(`(20\d\d|二[〇○零Ｏ]).{0,24}(决算|预算|工作报告|统计公报|绩效|三公)|(决算|预算)(公开|说明|编制说明)|统计公报$|政府工作报告$`)

// kindOf recognises the genre from the title, else from what the text speaks of most.
func kindOf(title string, lines []string) schema.ReportKind {
	if k := kindInTitle(title); k != "" {
		return k
	}
	counts := map[schema.ReportKind]int{}
	for _, s := range lines {
		counts[schema.FinalAccounts] += strings.Count(s, "决算")
		counts[schema.BudgetReport] += strings.Count(s, "部门预算") + strings.Count(s, "单位预算") + strings.Count(s, "预算表") + strings.Count(s, "预算草案")
		counts[schema.Performance] += strings.Count(s, "绩效自评")
	}
	best, most := schema.OtherReport, 2
	for _, k := range []schema.ReportKind{schema.FinalAccounts, schema.BudgetReport, schema.Performance} {
		if counts[k] > most {
			best, most = k, counts[k]
		}
	}
	return best
}

func kindInTitle(title string) schema.ReportKind {
	switch {
	case strings.Contains(title, "统计公报"):
		return schema.Bulletin
	case strings.Contains(title, "政府工作报告"):
		return schema.WorkReport
	case strings.Contains(title, "决算"):
		return schema.FinalAccounts
	case strings.Contains(title, "预算"):
		return schema.BudgetReport
	case strings.Contains(title, "绩效"):
		return schema.Performance
	}
	return ""
}

var (
	yearInTitle = regexp.MustCompile(`(20\d\d)年`)
	hanYear     = regexp.MustCompile(`二[〇○零Ｏ0][〇○零Ｏ0一二三四五六七八九]{2}年`)
	yearInText  = regexp.MustCompile(`(20\d\d)\s*年(度)?\s*(部门|单位)?(收入|本年|总收入|收、支|决算|预算|一般公共|财政拨款|“?三公)`)
)

// comparing is what stands before a year that figures are held against.
var comparing = regexp.MustCompile(`[比与较]$`)

// yearOf settles the fiscal year: from the title, else the year most section
// sentences open with. A budget execution report names two years; the first is
// the year executed, the last the year budgeted.
func yearOf(title string, lines []string, kind schema.ReportKind) int {
	if all := yearInTitle.FindAllStringSubmatch(title, -1); len(all) > 0 {
		best := 0
		for _, m := range all {
			if y := atoi(m[1]); y > best {
				best = y
			}
		}
		return best
	}
	if m := hanYear.FindString(title); m != "" {
		return hanToYear(m)
	}
	if all := yearsIn(title); len(all) > 0 && kind != schema.WorkReport {
		return atoi(title[all[len(all)-1]:][:4])
	}
	return cmp.Or(mostNamed(yearInText, lines), mostNamed(yearInTitle, lines))
}

// mostNamed is the year that most matches name, the later of two, and 0 without
// any. A year that others are held against (比2020年, 与2020年相比) does not count.
func mostNamed(year *regexp.Regexp, lines []string) (best int) {
	counts := map[int]int{}
	for _, s := range lines {
		for _, m := range year.FindAllStringSubmatchIndex(s, -1) {
			if !comparing.MatchString(s[:m[2]]) {
				counts[atoi(s[m[2]:m[3]])]++
			}
		}
	}
	for y, k := range counts {
		if k > counts[best] || k == counts[best] && y > best {
			best = y
		}
	}
	return best
}

// yearsIn returns where the years in a title begin. A longer number and a number
// after 第 (第2010团) belong to a name.
func yearsIn(title string) (at []int) {
	for i := 0; i+4 <= len(title); i++ {
		if title[i] != '2' || title[i+1] != '0' || !isDigit(title[i+2]) || !isDigit(title[i+3]) {
			continue
		}
		inside := i > 0 && isDigit(title[i-1]) || i+4 < len(title) && isDigit(title[i+4])
		if !inside && !strings.HasSuffix(title[:i], "第") {
			at = append(at, i)
		}
	}
	return at
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func atoi(s string) int { v, _ := strconv.Atoi(s); return v }

// hanToYear reads 二〇二一年.
func hanToYear(s string) int {
	y := 0
	for _, r := range s {
		if r == '年' {
			break
		}
		d := strings.IndexRune("〇一二三四五六七八九", r)
		switch r {
		case '○', '零', 'Ｏ', '0':
			d = 0
		default:
			d /= len("〇")
		}
		y = y*10 + d
	}
	return y
}

// entity suffixes, the most specific first.
var entityPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:[\p{Han}]|第[0-9]{1,4}|[0-9]{1,4}(?:中学|小学|医院|团)){2,30}?(街道办事处|镇人民政府|乡人民政府|街道党工委|人民检察院|人民法院|管理委员会|委员会|工作部|组织部|宣传部|统战部|管理局|财政局|公安局|事务局|服务中心|办公室|[\p{Han}]局|[\p{Han}]{2,8}(学校|医院|中心|学院|大学|总队|支队|厅|联合会|协会|分局)|第(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,5})(中学|小学|幼儿园|医院))`)
})

// entityEndings are what every name that entityPattern matches ends with.
var entityEndings = []string{"局", "厅", "中心", "办公室", "委员会", "街道办事处", "人民政府", "街道党工委", "人民检察院", "人民法院", "工作部", "组织部", "宣传部", "统战部",
	"学校", "医院", "学院", "大学", "总队", "支队", "联合会", "协会", "中学", "小学", "幼儿园"}

// entitiesIn returns the first names of bodies in a line, at most four. A name
// lies within a run of Han characters and digits, so only runs that hold an
// ending are matched against the pattern.
func entitiesIn(s string) (names []string) {
	const most = 4
	if !containsAny(s, entityEndings) {
		return nil
	}
	named := func(r rune) bool { return '0' <= r && r <= '9' || unicode.Is(unicode.Han, r) }
	for run := range strings.FieldsFuncSeq(s, func(r rune) bool { return !named(r) }) {
		if !containsAny(run, entityEndings) {
			continue
		}
		names = append(names, entityPattern().FindAllString(run, most-len(names))...)
		if len(names) == most {
			break
		}
	}
	return names
}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

var entityNoise = regexp.MustCompile(`^(截至|截止|根据|由|在|据|对|经|我|本|原|与|向|为|按照|的|是|及|和|和|其中|包括|下设|我省|年度|年|第.部分|附件|关于)+`)

// entityOf finds the filing body: the words before the year or 部门决算 in the
// title, else the body the text names most.
func entityOf(title string, lines []string) string {
	e := entityInTitle(title)
	if e != "" && !(place.FindString(e) == e && (strings.Contains(title, "部门") || strings.Contains(title, "单位"))) {
		return e
	}
	if named := namedBody(lines); named != "" {
		return named
	}
	counts := map[string]int{}
	for i, s := range lines {
		names := entitiesIn(squeeze(s))
		if len(names) == 0 {
			continue
		}
		weight := 1
		if i < 20 || utf8.RuneCountInString(s) < 40 {
			weight = 3
		}
		for _, m := range names {
			m = entityNoise.ReplaceAllString(m, "")
			if hanCount(m) >= 4 && strings.HasSuffix(m, "街道办事处") || strings.HasSuffix(m, "人民政府") || hanCount(m) >= 5 {
				counts[m] += weight
			}
		}
	}
	best := ""
	for e, k := range counts {
		if k > counts[best] || k == counts[best] && (len(e) > len(best) || len(e) == len(best) && e < best) {
			best = e
		}
	}
	return longerName(best, counts)
}

// namedBody reads the body a cover names after a label.
func namedBody(lines []string) string {
	for i, s := range lines {
		if i > 60 {
			break
		}
		s = squeeze(s)
		for _, label := range []string{"预算主管部门", "主管部门", "部门名称", "单位名称", "预算单位", "编制单位", "编制部门"} {
			if rest, ok := strings.CutPrefix(s, label); ok {
				if rest = strings.Trim(rest, "：:()（） "); hanCount(rest) >= 4 && hanCount(rest) <= 30 {
					return rest
				}
			}
		}
	}
	return ""
}

// longerName prefers the full name where a short one is its ending.
func longerName(name string, counts map[string]int) string {
	best := name
	for e := range counts {
		if name != "" && strings.HasSuffix(e, name) && (len(e) > len(best) || len(e) == len(best) && e < best) && hanCount(e)-hanCount(name) <= 8 {
			best = e
		}
	}
	return best
}

var titleTail = regexp.MustCompile(`(（汇总）|（本级）|\(汇总\)|\(本级\))?(关于)?(20\d\d|二[〇○零Ｏ].{2})?年?度?(部门|单位|区级|本级|整体)?(收支)?(决算|预算|整体绩效).*$`)

// place matches the name of a territory at the start of a title.
var (
	// place is the name of a division, with those inside it: 郑州市, 某省某市某县. Many
	// cities and districts have a 州 in their own name.
	place = regexp.MustCompile(`^[\p{Han}]{1,10}?(自治区|省|州[市区县]|市区|市|州|盟|县|区|旗)([\p{Han}]{1,8}?(州[市区县]|市|州|盟|县|区|旗))*`)
	// filed is what an archive of reports puts before their titles: (某省).
	filed = regexp.MustCompile(`^[（(【\[][^（()）]*[）)】\]]$`)
)

// entityInTitle takes the words before the year (某局2024年度部门决算), or, when
// the year comes first, the body or territory named after it.
func entityInTitle(title string) string {
	t := strings.TrimPrefix(squeeze(title), "关于")
	before, after := t, ""
	if at := yearsIn(t); len(at) > 0 {
		before, after = t[:at[0]], strings.TrimLeft(t[at[0]+4:], "年度")
	}
	if e := trimEntity(before); e != "" && !(filed.MatchString(before) && place.MatchString(after)) {
		return e
	}
	if e := trimEntity(after); e != "" && (numbered.MatchString(e) || entityPattern().MatchString(e)) {
		return e
	}
	return place.FindString(after)
}

// trimEntity drops what follows a body's name in a title, and refuses words
// that cannot be one.
func trimEntity(s string) string {
	e := titleTail.ReplaceAllString(s, "")
	for _, w := range []string{"国民经济", "政府工作报告", "省本级", "市本级", "区本级", "县本级", "省级", "市级", "区级", "县级", "本级", "全省", "全市", "一般公共", "政府性基金", "国有资本经营"} {
		if k := strings.Index(e, w); k >= 0 {
			e = e[:k]
		}
	}
	const around = "年度（）()《》[]-—_ 的"
	e = strings.TrimRight(strings.TrimLeft(e, around), around+"0123456789")
	if !numbered.MatchString(e) {
		e = strings.TrimLeft(e, around+"0123456789")
	}
	switch n := hanCount(e); {
	case n < 2, n < 3 && !isDigit(e[0]), n > 40, strings.ContainsAny(e, "，。：、【】"), division.MatchString(e), strings.Contains(e, "部分"), strings.Contains(e, "公开"), strings.Contains(e, "封面"), strings.Contains(e, "目录"):
		return ""
	}
	return e
}

var (
	// numbered is a name that begins with its number: 101中学.
	numbered = regexp.MustCompile(`^[0-9]{1,4}(中学|小学|医院|团)`)
	// division is no name: 第一部分, 第三章.
	division = regexp.MustCompile(`^第([0-9]+|[一二三四五六七八九十百]+)?(部分|章|节|篇|条|款|项|季度|$)`)
)

// functionCode resolves a class name in the functional classification; prefix
// narrows names that several classes share. A name that stays ambiguous gives "".
func (c *context) functionCode(name, prefix string) string {
	codes := schema.FunctionCodes(name, c.year)
	best := ""
	for _, code := range codes {
		if !strings.HasPrefix(code, prefix) {
			continue
		}
		if len(code) == 3 {
			return code
		}
		if best != "" {
			return ""
		}
		best = code
	}
	return best
}

// economicCode resolves a name in the departmental economic classification.
func (c *context) economicCode(name string) string {
	codes := schema.EconomicCodes(name)
	if len(codes) == 0 {
		return ""
	}
	for _, code := range codes {
		if len(code) == 3 {
			return code
		}
	}
	return codes[0]
}

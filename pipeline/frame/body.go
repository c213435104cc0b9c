package frame

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/nlp/trie"
	"gongkai/schema"
	"gongkai/schema/words"
)

// entityOf finds the filing body by the sources in the order of the package's
// doc. A report on a territory takes the name of the place.
func entityOf(title string, meta extract.Meta, lines []string, government bool) string {
	e := entityInTitle(title)
	if words.BarePlace.Labels().Say(e, "column") || !government && words.BarePlace.Labels().Say(e) {
		e = "" // 地区2024年债务限额: the header of a table in the place of a title; 城区供水管网改造工程绩效评价报告
	}
	if government {
		return territoryOf(e, title, meta, lines)
	}
	bare := e != "" && place.FindString(e) == e && words.AccountsOf.Labels().Say(title, "body")
	if e != "" && !bare {
		return e
	}
	if named := namedBody(lines); named != "" {
		return named
	}
	if e == "" {
		if body := signedBody(lines); body != "" {
			return body
		}
	}
	if body := mostNamedBody(lines); body != "" {
		return body
	}
	if t := quoted(lines); t != "" {
		if b := entityInTitle(proper(t)); b != "" {
			return b
		}
	}
	if issuer := cleanBody(nlp.Squeeze(meta.Issuer)); isBody(issuer) {
		return issuer
	}
	return e
}

// signedBody is the body that signs under the title, perhaps in brackets, or at the end over the day.
func signedBody(lines []string) string {
	signs := func(s string) string {
		name := strings.Trim(nlp.Squeeze(s), "（）()")
		if !isBody(name) || cleanBody(name) != name {
			return ""
		}
		return name
	}
	for _, s := range lines[:min(len(lines), signsWithin)] {
		if name := signs(s); name != "" {
			return name
		}
	}
	for i := len(lines) - 1; i > 0 && i >= len(lines)-signsWithin; i-- {
		if signedOn.MatchString(nlp.Squeeze(lines[i])) {
			return signs(lines[i-1])
		}
	}
	return ""
}

// signsWithin is how many lines at either end of a text are looked at for who signs it.
const signsWithin = 4

// territoryOf names the place a government's report speaks of.
func territoryOf(e, title string, meta extract.Meta, lines []string) string {
	if p := placeOf(e); p != "" {
		return p
	}
	bare := words.BarePlace.Labels().Say(e)
	if !bare && isBody(e) && !words.FinanceOffice.Labels().Say(e) {
		return e
	}
	if t := quoted(lines); t != "" {
		if p := placeOf(entityInTitle(proper(t))); p != "" {
			return p
		}
	}
	if p := placeBeforeYear(lines); p != "" {
		return p
	}
	opening := lines[:min(len(lines), 40)]
	for i, s := range opening {
		s = plain(s)
		if i+1 < len(opening) {
			s += plain(opening[i+1]) // 在某市第九届 人民代表大会
		}
		if m := congress.FindStringSubmatch(s); m != nil {
			if p := placeOf(m[1]); p != "" {
				return p
			}
		}
	}
	for _, s := range opening {
		if m := speaksFor.FindStringSubmatch(plain(s)); m != nil {
			if p := placeOf(m[1]); p != "" {
				return p
			}
		}
	}
	for _, s := range opening {
		if m := headOfBody.FindStringSubmatch(plain(s)); m != nil {
			if p := placeOf(m[1]); p != "" {
				return p
			}
		}
	}
	for _, s := range []string{title, nlp.Squeeze(meta.Issuer), nlp.Squeeze(meta.Title)} {
		if p := placeOf(s); p != "" {
			return p
		}
	}
	named := mostNamedPlace(lines)
	switch {
	case bare && !strings.HasSuffix(named, e):
		return "" // 自治区 is no name, and the city that its report names most is not its author
	case named != "":
		return named
	}
	return e
}

// placeOf is the division a name belongs to as the name writes it: 某市 in
// 某市财政局, "" when the name holds none.
func placeOf(name string) string {
	if _, start, end, ok := schema.FirstDivision(name); ok {
		rest := name[end:]
		// 某市某镇: the smaller place follows
		if p := place.FindString(rest); p != "" && (p == strings.TrimSuffix(rest, words.GovernmentEnd.Word("people")) || words.FinanceOffice.Labels().Is(rest[len(p):])) {
			return name[start:end] + p
		}
		return name[start:end]
	}
	if p := place.FindString(name); p != "" && !allOf.MatchString(p) && !words.BarePlace.Labels().Say(p) && !words.TitlePacking.Labels().Say(p) && !words.NoBody.Labels().Say(p, "sentence") && nlp.HanCount(p) <= 16 {
		return p
	}
	return ""
}

// mostNamedPlace is the place a text names most in full, when it names it three
// times and twice as often as the next.
func mostNamedPlace(lines []string) string {
	counts := map[string]int{}
	for _, s := range lines {
		for s != "" {
			_, start, end, ok := schema.FirstDivision(s)
			if !ok {
				break
			}
			counts[s[start:end]]++
			s = s[end:]
		}
	}
	best, second := "", 0
	for p, k := range counts {
		switch {
		case k > counts[best] || k == counts[best] && p < best:
			best, second = p, counts[best]
		case k > second:
			second = k
		}
	}
	if counts[best] < 3 || counts[best] < 2*second {
		return ""
	}
	return best
}

// placeBeforeYear is the place that the opening of a text names right before a
// year of its accounts: 提交某市2025年预算执行情况的报告.
func placeBeforeYear(lines []string) string {
	for _, s := range lines[:min(len(lines), 12)] {
		s = plain(s)
		for _, at := range yearsIn(s) {
			before := nlp.LastRunes(s[:at], 16)
			_, start, end, ok := schema.FirstDivision(before)
			if ok && end == len(before) && titleWords().MatchString(nlp.FirstRunes(s[at:], 24)) {
				return before[start:end]
			}
		}
	}
	return ""
}

// quoted is the first title that the opening of a text quotes.
func quoted(lines []string) string {
	for _, s := range lines[:min(len(lines), 12)] {
		if m := quotedTitle().FindStringSubmatch(plain(s)); m != nil {
			return m[1]
		}
	}
	return ""
}

// entityInTitle takes the words before the year (某局2024年度部门决算), or, when
// the year comes first, the body or territory named after it.
func entityInTitle(title string) string {
	t := strings.TrimPrefix(nlp.Squeeze(title), words.Concerning.Word())
	before, after := t, ""
	if at := yearsIn(t); len(at) > 0 {
		before, after = t[:at[0]], strings.TrimLeft(t[at[0]+4:], words.YearMark+words.YearTail)
	} else if m := hanYear.FindStringIndex(t); m != nil {
		before, after = t[:m[0]], t[m[1]:]
	}
	if e := ofPlaceBefore(before, after); e != "" {
		return e
	}
	if e := trimEntity(before); e != "" && !(archiveMark.FindString(before) == before && place.MatchString(after)) {
		return e
	}
	if e := trimEntity(after); e != "" && (numberedBody().MatchString(e) || entityPattern().MatchString(e) || isBody(e) && place.FindString(e) != e) {
		return e
	}
	if _, start, end, ok := schema.FirstDivision(after); ok && start == 0 {
		return after[:end]
	}
	if p := withoutArea(place.FindString(after)); !words.TitleScope.Labels().Say(p) && !words.NoBody.Labels().Say(p, "ending") {
		return p
	}
	return ""
}

// ofPlaceBefore is the body that a title names behind its year with no more than its rank, where the
// place stands before the year: 清溪市望舒县2023年度县人民医院单位决算. It is empty elsewhere.
func ofPlaceBefore(before, after string) string {
	at := trimEntity(before)
	if at == "" || place.FindString(at) != at {
		return ""
	}
	_, size := utf8.DecodeLastRuneInString(at)
	name := trimEntity(after)
	rest, ranked := strings.CutPrefix(name, at[len(at)-size:])
	if !ranked || rest == "" || !isBody(name) || place.FindString(name) == name {
		return ""
	}
	return at + rest
}

// withoutArea is the name of a place without a kind of area behind it that no place is called by:
// 苍梧区老旧小区.
func withoutArea(name string) string {
	if area := words.WorkedArea.Labels().Of(name); area != nil {
		return place.FindString(strings.TrimSuffix(name, area.Text))
	}
	return name
}

// trimEntity drops what follows and precedes a body's name in a title, and
// refuses words that cannot be one.
func trimEntity(s string) string {
	e := titleTail.ReplaceAllString(s, "")
	if k := strings.Index(e, words.Concerning.Word()); k > 0 && isBody(e[:k]) {
		e = e[:k] // 清溪县水利局关于报送
	}
	for _, scope := range words.TitleScope.Labels() {
		if k := strings.Index(e, scope.Text); k >= 0 {
			e = e[:k]
		}
	}
	e = scopeBehind.ReplaceAllString(strings.TrimRight(e, words.YearMark+words.YearTail), "")
	const around = words.YearMark + words.YearTail + "（）()《》[]-—_ :：" + words.Of
	e = strings.TrimRight(strings.TrimLeft(e, around), around+"0123456789")
	if !numberedBody().MatchString(e) {
		e = strings.TrimLeft(e, around+"0123456789")
	}
	e = withoutMatter(cleanBody(e))
	switch n := nlp.HanCount(e); {
	case n < 2, n < 3 && !nlp.IsDigit(e[0]), n > 40, strings.ContainsAny(e, "，。：、【】《》"), partOfReport.MatchString(e), words.PartNoun.Labels().Say(e),
		packed(e), allNumerals(e):
		return ""
	}
	return e
}

// packed reports words of what is around a title and of no name but that of a meeting which is a body.
func packed(e string) bool {
	rest, _ := words.BodyOpening.Labels().Cut(e, strings.CutPrefix, "meeting")
	return words.TitlePacking.Labels().Say(rest)
}

// withoutMatter is the body or the place that a title names before what its report is about:
// 清溪县水利局 of 清溪县水利局河道治理项目.
func withoutMatter(name string) string {
	if isBody(name) || !words.TitleMatter.Labels().Say(name) {
		return name
	}
	if m := entityPattern().FindStringIndex(name); m != nil && m[0] == 0 && isBody(name[:m[1]]) {
		return name[:m[1]]
	}
	p, _ := words.NoBody.Labels().Cut(placeOf(name), strings.CutSuffix, "ending") // 听澜区城乡低保资金
	return p                                                                      // and what it is about alone is nobody: 建设项目绩效自评报告
}

// cleanBody drops what stands before a name: the words around titles, and before
// the name of a place whatever is no name itself.
func cleanBody(e string) string {
	if words.BodyOpening.Labels().Meaning(e) == "meeting" {
		return e
	}
	for _, w := range words.TitlePacking.Labels() {
		if k := strings.LastIndex(e, w.Text); k >= 0 && k+len(w.Text) < len(e) {
			e = e[k+len(w.Text):]
		}
	}
	_, start, _, ok := schema.FirstDivision(e)
	if !ok || start == 0 || words.BodyOpening.Labels().Say(e) || words.BodyEnd.Labels().Say(e[:start]) {
		return e
	}
	if place.FindString(e[:start]) == e[:start] {
		return e // a place the table does not know before one it knows
	}
	return e[start:]
}

// isBody reports words that can be the name of a body.
func isBody(e string) bool {
	if _, start, _, ok := schema.FirstDivision(e); counted.MatchString(e) && !(ok && start == 0) {
		return false // of what a plan counts up
	}
	n := nlp.HanCount(e)
	return n >= 3 && n <= 40 && (words.BodyEnd.Labels().Say(e) || place.FindString(e) == e) && !words.NoBody.Labels().Say(e) && !packed(e)
}

// yearDigits are the digits of years on covers, of which 〇 has more forms than one.
const yearDigits = "○Ｏ0123456789" + words.HanDigits

func allNumerals(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !strings.ContainsRune(yearDigits+words.Numerals, r) })
}

// namedBody reads the body a cover names after a label.
func namedBody(lines []string) string {
	for _, s := range lines[:min(len(lines), 60)] {
		s = nlp.Squeeze(s)
		for _, label := range words.CoverLabel.Labels() {
			rest, ok := strings.CutPrefix(s, label.Text)
			if !ok || label.Means != "body" {
				continue
			}
			name := strings.Trim(rest, "：:()（） ")
			long := utf8.RuneCountInString(label.Text) > 2 // 部门 and 单位 also begin other lines
			ends := words.BodyEnd.Labels().Say(strings.TrimRight(name, "（）()汇总本级"))
			if n := nlp.HanCount(name); n >= 4 && n <= 30 && (long || ends && len(name) < len(rest)) && !words.NoBody.Labels().Say(name, "sentence") {
				return name
			}
		}
	}
	if body := bodyInCell(lines); body != "" {
		return body
	}
	for _, s := range lines[:min(len(lines), 12)] {
		if issuer := cleanBody(afterLabel(nlp.Squeeze(s), "issuer")); isBody(issuer) {
			return issuer
		}
	}
	return ""
}

// bodyInCell reads the body that stands in the cell behind that of a label: 单位名称 | 清溪县财政局.
// The department that a unit belongs to, 主管部门, is another.
func bodyInCell(lines []string) string {
	for i, s := range lines[:max(0, min(len(lines), 60)-1)] {
		s = strings.TrimRight(nlp.Squeeze(s), ":：")
		for _, label := range words.CoverLabel.Labels() {
			if label.Means != "cell" || s != label.Text {
				continue
			}
			if name := cleanBody(nlp.Squeeze(lines[i+1])); isBody(name) && !words.NoBody.Labels().Say(name, "sentence") {
				return name
			}
		}
	}
	return ""
}

// entityPattern matches the names of bodies, the most specific endings first.
var entityPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:[\p{Han}]|第[0-9]{1,4}|[0-9]{1,4}(?:中学|小学|医院|团)){2,30}?(街道办事处|镇人民政府|乡人民政府|街道党工委|人民检察院|人民法院|管理委员会|委员会|工作部|组织部|宣传部|统战部|管理局|财政局|公安局|事务局|服务中心|办公室|[\p{Han}]局|[\p{Han}]{2,8}(学校|医院|中心|学院|大学|总队|支队|厅|联合会|协会|分局)|第(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,5})(中学|小学|幼儿园|医院))`)
})

// lastEnding is where the last of them that a text has ends, 0 for none.
func lastEnding(s string) int {
	by := endingsByLast()
	for end := len(s); end > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:end])
		for _, w := range by.Of(r) {
			if strings.HasSuffix(s[:end], w) {
				return end
			}
		}
		end -= size
	}
	return 0
}

// endingsByLast are the endings that every name has which entityPattern matches.
var endingsByLast = sync.OnceValue(func() *trie.Edges {
	by := new(trie.Edges)
	for _, w := range words.EntityEnding.Labels() {
		by.End(w.Text)
	}
	return by
})

// entitiesIn returns the first names of bodies in a line, at most four. A name
// lies within a run of Han characters and digits and ends where an ending does, so
// only runs up to their last ending are matched against the pattern.
func entitiesIn(s string) (names []string) {
	const most = 4
	if s = s[:lastEnding(s)]; s == "" {
		return nil
	}
	named := func(r rune) bool { return '0' <= r && r <= '9' || nlp.IsHan(r) }
	for run := range strings.FieldsFuncSeq(s, func(r rune) bool { return !named(r) }) {
		end := lastEnding(run)
		if end == 0 {
			continue
		}
		names = append(names, entityPattern().FindAllString(run[:end], most-len(names))...)
		if len(names) == most {
			break
		}
	}
	return names
}

// mostNamedBody is the body that a text names most; short lines and the
// opening count threefold.
func mostNamedBody(lines []string) string {
	counts := map[string]int{}
	for i, s := range lines {
		weight := 1
		if i < 20 || utf8.RuneCountInString(s) < 40 {
			weight = 3
		}
		for _, name := range entitiesIn(nlp.Squeeze(s)) {
			name = bodyNoise.ReplaceAllString(name, "")
			if (nlp.HanCount(name) >= 5 || words.GovernmentEnd.Labels().Say(name) && nlp.HanCount(name) >= 4) && isBody(name) {
				counts[name] += weight
			}
		}
	}
	best := ""
	for e, k := range counts {
		if k > counts[best] || k == counts[best] && (len(e) > len(best) || len(e) == len(best) && e < best) {
			best = e
		}
	}
	if counts[best] <= namedOnce {
		return ""
	}
	return longerName(best, counts)
}

// namedOnce is what a body counts that one line names: it may be a class of a table as well.
const namedOnce = 3

// longerName prefers the full name where a short one is its ending.
func longerName(name string, counts map[string]int) string {
	best := name
	for e := range counts {
		if name != "" && strings.HasSuffix(e, name) && (len(e) > len(best) || len(e) == len(best) && e < best) && nlp.HanCount(e)-nlp.HanCount(name) <= 8 {
			best = e
		}
	}
	return best
}

// IsPlace reports the name of a territory and nothing else: 某省某市.
func IsPlace(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(placeEnds, last) && place.FindString(s) == s
}

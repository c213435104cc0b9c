package tag

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/schema/words"
)

// phraseBefore returns the words between the last thing understood in the
// segment and a number, without the verbs and particles that only connect
// them. It is empty when nothing of substance stands there, so the number
// inherits its subject; otherwise it names something the tables do not know.
func (n *narrator) phraseBefore(at int) string {
	from := n.segment
	if n.named && len(n.subjects) > 0 {
		from = max(from, n.subjects[len(n.subjects)-1].end)
	}
	return n.substance(from, at)
}

// substance returns the last stretch of text in [from,at) that no grammar word
// accounts for and that can name something.
func (n *narrator) substance(from, at int) string {
	best, start := "", min(from, at)
	for i := 0; i < len(n.lx); i++ {
		x := &n.lx[i]
		if shut := n.remark(i, from, at); shut > i {
			start, i = n.lx[shut].end, shut
			continue
		}
		if n.isNoise(x) || x.start < start || x.kind == lexMark && x.mark != ':' || x.kind == lexWord && x.entry.role == rConcept && !n.named {
			continue
		}
		if x.start >= at {
			break
		}
		if x.kind == lexWord && (x.entry.role == rConcept || x.entry.role == rSkip || x.entry.role == rQualifier || x.entry.role == rPair) {
			continue
		}
		if s := n.phraseIn(start, x.start); isPhrase(s) {
			best = s
		}
		start = max(start, min(x.end, at))
	}
	if s := n.phraseIn(start, at); isPhrase(s) {
		best = s
	}
	return best
}

// remark is the lexeme that shuts the bracket which opens at lexeme i, right
// behind a subject that ends at from, where it is shut before to and has no
// figure: 收入（预计完成数，下同）. It is 0 where there is none.
func (n *narrator) remark(i, from, to int) int {
	if x := &n.lx[i]; !n.named || x.kind != lexMark || x.mark != '(' || x.start < from || strings.TrimSpace(n.text[from:x.start]) != "" {
		return 0
	}
	depth := 0
	for k := i; k < len(n.lx) && n.lx[k].end <= to; k++ {
		switch x := &n.lx[k]; {
		case x.kind == lexNumber:
			return 0
		case x.kind == lexMark && x.mark == '(':
			depth++
		case x.kind == lexMark && x.mark == ')':
			if depth--; depth == 0 {
				return k
			}
		}
	}
	return 0
}

// isNoise reports a numeral that is part of a word: 红十字会, 一般转移支付.
func (n *narrator) isNoise(x *lexeme) bool {
	return x.kind == lexClassed && x.mention < len(n.ms) && n.ms[x.mention].Kind == nlp.Noise
}

// phraseIn trims a stretch of text; a remark in brackets after a known subject
// (以合同签订为准) says nothing new.
func (n *narrator) phraseIn(from, to int) string {
	s := n.text[from:max(from, to)]
	if n.named {
		s = dropBrackets(s)
	}
	if emptyWords().covers(strings.TrimRight(nlp.Squeeze(s), opensBase)) {
		return ""
	}
	if s = trimFunction(s); n.mayNameBody(from) && isBody(s) || emptyWords().covers(nlp.Squeeze(s)) {
		return ""
	}
	return s
}

// phraseSinceVerb returns the words between the last verb of change and a number.
func (n *narrator) phraseSinceVerb(at int) string {
	for i := len(n.lx) - 1; i >= 0; i-- {
		if x := &n.lx[i]; x.kind == lexWord && x.entry.role == n.form && x.start >= n.clause && x.end <= at {
			return n.substance(x.end, at)
		}
	}
	return ""
}

// connectives are the empty words that are dropped from the ends of a phrase,
// longer ones first where one ends another.
func connectives() []string {
	var out []string
	for _, e := range words.Load().Empty {
		if e.Kind == words.Connective {
			out = append(out, e.Text)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return len(b) - len(a) })
	return out
}

// opensBase are the characters that open a comparison right after a phrase.
const opensBase = "较比与同"

// mayNameBody reports a place where the name of a body can stand: not behind a
// comparison, where a word that ends like one is a verb nobody knows.
func (n *narrator) mayNameBody(at int) bool { return n.baseEnd <= n.clause || at < n.baseEnd }

// isBody reports the name of an office or unit: 某街道办事处收入预算 is the
// office's, the name says nothing about which revenue.
func isBody(s string) bool {
	if nlp.HanCount(s) < 3 {
		return false // 破局, 内部
	}
	for _, w := range words.Load().Bodies {
		if strings.HasSuffix(s, w.Text) {
			return true
		}
	}
	return false
}

func dropBrackets(s string) string {
	for {
		a := strings.IndexAny(s, "（(")
		b := strings.IndexAny(s, "）)")
		if a < 0 || b < a {
			return s
		}
		_, size := decode(s[b:])
		s = s[:a] + s[b+size:]
	}
}

// phraseBeforePredicate is phraseBefore for a number ruled by 占, 完成 or a
// change word: what stands before that word.
func (n *narrator) phraseBeforePredicate() string {
	for i := len(n.lx) - 1; i >= 0; i-- {
		x := &n.lx[i]
		if x.kind == lexWord && x.entry.role == n.form && x.start >= n.segment && (n.current <= 0 || x.end <= n.current) {
			from := n.segment
			if n.named && len(n.subjects) > 0 {
				from = max(from, n.subjects[len(n.subjects)-1].end)
			}
			return n.substance(from, x.start)
		}
	}
	return ""
}

// functionAffixes finds the function words a phrase may begin or end with by
// the bytes of its first or last character: all of them are Han.
type functionAffixes struct{ first, last map[[hanBytes]byte][]string }

// hanBytes is the length of a Han character of the basic plane in UTF-8.
const hanBytes = 3

var affixes = sync.OnceValue(func() *functionAffixes {
	a := &functionAffixes{map[[hanBytes]byte][]string{}, map[[hanBytes]byte][]string{}}
	for _, w := range connectives() {
		first, last := [hanBytes]byte([]byte(w)), [hanBytes]byte([]byte(w[len(w)-hanBytes:]))
		a.first[first], a.last[last] = append(a.first[first], w), append(a.last[last], w)
	}
	return a
})

// trim drops one word from the end of s, then one from its beginning.
func (a *functionAffixes) trim(s string) string {
	if len(s) >= hanBytes {
		for _, w := range a.last[[hanBytes]byte([]byte(s[len(s)-hanBytes:]))] {
			if t, ok := strings.CutSuffix(s, w); ok {
				s = t
				break
			}
		}
	}
	if len(s) >= hanBytes {
		for _, w := range a.first[[hanBytes]byte([]byte(s[:hanBytes]))] {
			if t, ok := strings.CutPrefix(s, w); ok {
				return t
			}
		}
	}
	return s
}

// trimFunction strips connecting words, brackets' quotes and marks from both
// ends of a phrase.
func trimFunction(s string) string {
	a := affixes()
	for {
		t := strings.TrimFunc(s, isEdge)
		t = strings.TrimPrefix(t, "）")
		t = strings.TrimPrefix(t, ")")
		if t = a.trim(t); t == s {
			return t
		}
		s = t
	}
}

// isEdge reports white space and marks that end a phrase.
func isEdge(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\u00a0', '\u3000', '，', '。', '；', '：', '、', ',', ';', ':', '.', '“', '”', '"', '‘', '’', '《', '》', '<', '>',
		'（', '(', '-', '—', '…':
		return true
	}
	return false
}

// isPhrase reports text that can name something: at least two Han characters.
func isPhrase(s string) bool { return nlp.HanCount(s) >= 2 }

// label is the subject as written: the noun phrase the segmenter finds beside
// the number, else the phrase before it.
func (n *narrator) label(i int, phrase string) string {
	m := &n.ms[n.lx[i].mention]
	if n.named && len(n.subjects) > 0 && m.Kind != nlp.Count {
		return n.subjects[min(n.turn, len(n.subjects)-1)].label
	}
	if s, e := n.seg.Subject(n.text, *m, n.segment); e > s {
		return withoutScope(n.text[s:e])
	}
	if phrase == "" && len(n.subjects) > 0 {
		return n.subjects[len(n.subjects)-1].label
	}
	return withoutScope(phrase)
}

// withoutScope drops the words of scope before a name: 全市社保基金预算收入.
func withoutScope(name string) string {
	for trimmed := trimScope(name); trimmed != name; trimmed = trimScope(name) {
		name = trimmed
	}
	return name
}

// longestName bounds a noun phrase that is taken whole, in Han characters.
const longestName = 24

// wholeName is the noun phrase before the number at lexeme i, whole: from the
// last word that ends a phrase to the words that only connect it with the number.
// It is empty where what stands there is too long to be a name.
func (n *narrator) wholeName(i int) string {
	end, k := n.lx[i].start, i-1
	for ; k >= 0 && n.lx[k].start >= n.clause; k-- {
		x := &n.lx[k]
		if x.kind != lexWord || !predicates(x.entry.role) || trimFunction(n.text[x.end:end]) != "" {
			break
		}
		end = x.start
	}
	start, depth := n.clause, 0
	for ; k >= 0 && n.lx[k].start >= n.clause; k-- {
		x := &n.lx[k]
		switch {
		case x.kind == lexMark && x.mark == ')':
			depth++
		case x.kind == lexMark && x.mark == '(':
			depth--
		case depth == 0 && n.endsName(x):
			start = x.end
		}
		if start == x.end {
			break
		}
	}
	name := withoutScope(strings.Trim(trimName(n.text[start:end]), "“”"))
	if nlp.HanCount(name) > longestName || !balanced(name) {
		return ""
	}
	return name
}

// nameTails are connectives that are the end of a name where a noun stands before
// them: 奖励资金, 债务余额, 转移支付.
var nameTails = []string{"总额", "资金", "支付资金", "支付", "额"}

// trimName drops from both ends of a phrase what only connects it, but keeps the
// nouns that end a name, and single characters that begin one: 中国.
func trimName(s string) string {
	name := trimFunction(s)
	at := strings.Index(s, name)
	tail, longest := s[at+len(name):], ""
	for _, w := range nameTails {
		if strings.HasPrefix(tail, w) && len(w) > len(longest) && name != "" {
			longest = w
		}
	}
	head := strings.TrimFunc(s[:at], isEdge)
	if k := strings.LastIndexFunc(head, isEdge); k >= 0 {
		head = strings.TrimFunc(head[k:], isEdge)
	}
	if r, size := lastRune(head); size > 0 && !strings.ContainsRune("的了是为其共中、和及与并或由将已也且又以等", r) && utf8.RuneCountInString(head) == 1 {
		return head + name + longest
	}
	if strings.HasSuffix(head, "中") && !strings.HasSuffix(head, "其中") {
		return "中" + name + longest
	}
	return name + longest
}

// wholeLabel is the whole name before a number, without the verb of an office that
// leads it, 争取上级补助资金; label where there is none.
func (n *narrator) wholeLabel(i int, label string) string {
	name := n.wholeName(i)
	for _, v := range words.Load().Leads {
		if rest, ok := strings.CutPrefix(name, v.Text); ok && nlp.HanCount(rest) >= 2 {
			name = rest
			break
		}
	}
	return cmp.Or(name, label)
}

// predicates reports words between a noun and its number.
func predicates(r role) bool {
	switch r {
	case rDelta, rPct, rReach, rCompletion, rShare, rFlat, rEach, rYear, rPair, rPairEnd, rMeasure, rCompare:
		return true
	}
	return false
}

// endsName reports a lexeme that no name goes across, read backwards.
func (n *narrator) endsName(x *lexeme) bool {
	switch x.kind {
	case lexNumber, lexDate:
		return true
	case lexMark:
		return x.mark != '|' && x.mark != '(' && x.mark != ')'
	case lexWord:
		return x.entry.role == rPart || x.entry.role == rPairEnd || x.entry.role == rYear || x.entry.role == rDelta || x.entry.role == rPct
	}
	return false
}

// trimScope drops a word for place or time from the beginning of a name: 全市,
// 年末. The name says what, the dimensions say where and when.
func trimScope(name string) string {
	for _, e := range words.Load().Empty {
		if e.Kind == words.Scope || e.Kind == words.Time {
			if rest, ok := strings.CutPrefix(name, e.Text); ok && utf8.RuneCountInString(e.Text) > 1 && nlp.HanCount(rest) >= 2 {
				return rest
			}
		}
	}
	return name
}

// projectName normalises the name of a project: quotes and the words that only
// say it is one are dropped.
func projectName(s string) string {
	s = strings.TrimPrefix(s, "其中")
	s = strings.Trim(s, " 　“”\"《》：:，,。.、")
	for _, w := range []string{"专项资金", "情况", "支出"} {
		if t := strings.TrimSuffix(s, w); nlp.HanCount(t) >= 3 {
			s = t
		}
	}
	return s
}

// vehicleKind and assetKind fold the variants of one official kind
// (行政事业性国有资产 reporting categories).
func vehicleKind(s string) string {
	for _, k := range []string{"副部（省）级及以上领导用车", "部级领导干部用车", "主要领导干部用车", "机要通信用车", "应急保障用车", "执法执勤用车",
		"特种专业技术用车", "离退休干部用车", "一般公务用车", "其他用车"} {
		if strings.Contains(s, k) {
			return k
		}
	}
	return s
}

func assetKind(s string) string {
	s = strings.TrimSuffix(strings.TrimSuffix(s, "资产"), "原值")
	if strings.HasPrefix(s, "土地") && strings.Contains(s, "房屋") {
		return "土地、房屋及构筑物"
	}
	return strings.TrimSuffix(s, "资产")
}

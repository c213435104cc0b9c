package tag

import (
	"strings"
	"sync"

	"gongkai/nlp"
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
	for i := range n.lx {
		x := &n.lx[i]
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
	if s = trimFunction(s); isBody(s) {
		return ""
	}
	return s
}

// isBody reports the name of an office or unit: 某街道办事处收入预算 is the
// office's, the name says nothing about which revenue.
func isBody(s string) bool {
	for _, w := range []string{"办事处", "局", "委员会", "人民政府", "中心", "部", "院", "单位", "部门", "街道", "镇", "乡", "委", "办公室", "大队", "学校"} {
		if strings.HasSuffix(s, w) {
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

// functionWords only connect a subject with its number. Longer ones first.
var functionWords = strings.Fields(`类科目 科目 主要用于 用于以下 截止目前 截至目前 截止到 截至到 合计金额 总金额 共计支出 累计支出 共支出 实际支出 支出金额 资金总额
	现已报送 已报送 报送 实现 投入 支付 发放 预计 截止 截至 共计 合计 累计 总计 总额 达到 共有 现有 其中 包括 包含 分别 以及 实有 核定 涉及 全年 全部 年度 本年 金额 资金 实际 原值 账面 价值 约为 大约 将近 拟 总共 一共 目前 均为 已经 全市 全区
	本单位 我单位 我办 我局 我委 我镇 我街道 单位 部门 单位的
	为 是 共 计 达 约 了 的 已 总 额 数 均 仅 及 和 与 在 有 各 全 其 该 至 到 按 以 由 从 又 也 并 则 现 年 度 内 中 对 将 把 给 向 于 近 超 逾 即 计划`)

// functionAffixes finds the function words a phrase may begin or end with by
// the bytes of its first or last character: all of them are Han.
type functionAffixes struct{ first, last map[[hanBytes]byte][]string }

// hanBytes is the length of a Han character of the basic plane in UTF-8.
const hanBytes = 3

var affixes = sync.OnceValue(func() *functionAffixes {
	a := &functionAffixes{map[[hanBytes]byte][]string{}, map[[hanBytes]byte][]string{}}
	for _, w := range functionWords {
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
func isPhrase(s string) bool { return hanCount(s) >= 2 }

func hanCount(s string) int {
	k := 0
	for _, r := range s {
		if r >= 0x4e00 && r <= 0x9fff {
			k++
		}
	}
	return k
}

// label is the subject as written: the noun phrase the segmenter finds beside
// the number, else the phrase before it.
func (n *narrator) label(i int, phrase string) string {
	m := &n.ms[n.lx[i].mention]
	if n.named && len(n.subjects) > 0 && m.Kind != nlp.Count {
		return n.subjects[min(n.turn, len(n.subjects)-1)].label
	}
	if s, e := n.seg.Subject(n.text, *m, n.segment); e > s {
		return n.text[s:e]
	}
	if phrase == "" && len(n.subjects) > 0 {
		return n.subjects[len(n.subjects)-1].label
	}
	return phrase
}

// projectName normalises the name of a project: quotes and the words that only
// say it is one are dropped.
func projectName(s string) string {
	s = strings.TrimPrefix(s, "其中")
	s = strings.Trim(s, " 　“”\"《》：:，,。.、")
	for _, w := range []string{"专项资金", "情况", "支出"} {
		if t := strings.TrimSuffix(s, w); hanCount(t) >= 3 {
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

package pipeline

import (
	"cmp"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/shopspring/decimal"

	"gongkai/extract"
	"gongkai/schema"
)

// guardedFloor is how many of a hundred changed digits of guarded figures some check must
// notice, somewhat under what was measured.
const guardedFloor = 84

// TestGuarded changes a digit of figures that their document itself guards: a sum, a difference, a
// rate or a repetition that stands in the text holds, and would hold no more. What guards a figure
// is found by brute force over the bare numbers (oracle, below), not by anything that is tested.
// What is not noticed is listed by what guards it. GONGKAI_DIGITS is the number that are drawn,
// GONGKAI_SEED the seed, GONGKAI_CORPUS another folder of files.
func TestGuarded(t *testing.T) {
	t.Parallel()
	slow(t, "reads the corpus again and again")
	root := cmp.Or(os.Getenv("GONGKAI_CORPUS"), filepath.Join("..", "..", "shared", "corpus"))
	files := proseFiles(root)
	if len(files) == 0 {
		t.Skip("no shared corpus beside the repository")
	}
	rng, draw := rand.New(rand.NewPCG(uint64(setting("GONGKAI_SEED", 17)), 12)), setting("GONGKAI_DIGITS", 120)
	read := make(map[string]*guardedDocument)
	made, caught := map[string]int{}, map[string]int{}
	for tries := 0; made["all"] < draw && tries < draw*50; tries++ {
		file := files[rng.IntN(len(files))]
		d, known := read[file]
		if !known {
			d = newGuarded(file)
			read[file] = d
		}
		if d == nil || len(d.guarded) == 0 {
			continue
		}
		n := d.guarded[rng.IntN(len(d.guarded))]
		text, ok := n.withOtherDigit(d.doc.Blocks[n.block].Text.S, rng)
		if ok && n.guard == "sum" && !n.breaks(text) {
			continue
		}
		if !ok {
			continue
		}
		made["all"]++
		made[n.guard]++
		if noticed, checks := d.noticedAt(&n, text); noticed {
			caught["all"]++
			caught[n.guard]++
		} else {
			t.Logf("%s\t%s\t%s\t%s\t%s\n%s", n.guard, filepath.Base(file), n.raw, n.with, surrounding(text, n.start, n.end), checks)
		}
	}
	for guard, all := range made {
		t.Logf("%s: %d of %d changed digits are noticed", guard, caught[guard], all)
	}
	if caught["all"]*100 < made["all"]*guardedFloor {
		t.Errorf("%d of %d changed digits of guarded figures are noticed, floor %d in 100", caught["all"], made["all"], guardedFloor)
	}
}

func surrounding(text string, start, end int) string {
	const reach = 180
	from, to := max(0, start-reach), min(len(text), end+reach)
	return strings.ToValidUTF8(text[from:start]+"【"+text[start:end]+"】"+text[end:to], "")
}

// guardedDocument is a document with the figures of its prose that it guards itself.
type guardedDocument struct {
	changeable
	guarded []plainNumber
}

func newGuarded(path string) *guardedDocument {
	c := newChangeable(path)
	if c == nil {
		return nil
	}
	return &guardedDocument{*c, guardedNumbers(c.doc)}
}

// noticedAt reports whether a check fails that did not, once the passage of a number reads
// otherwise, and else the checks that the number takes part in.
func (d *guardedDocument) noticedAt(n *plainNumber, text string) (bool, string) {
	doc := *d.doc
	doc.Blocks = slices.Clone(d.doc.Blocks)
	doc.Blocks[n.block].Text.S = text
	r := evaluated(&doc)
	for key := range failing(r) {
		if !d.fails[key] {
			return true, ""
		}
	}
	checks := ""
	at := make(map[string]bool)
	for i := range r.Facts {
		if f := &r.Facts[i]; f.Source.Block == n.block && f.Raw != "" && strings.Contains(text[n.start:min(len(text), n.end+12)], f.Raw) && strings.Contains(f.Raw, text[n.start:n.end]) {
			at[f.ID] = true
		}
	}
	for i := range r.Checks {
		c := &r.Checks[i]
		if slices.ContainsFunc(c.Operands, func(o schema.Operand) bool { return at[o.Fact.ID] }) {
			checks += "\t\t" + string(c.Rule) + " " + string(c.Verdict) + ": " + c.Formula + "\n"
		}
	}
	return false, checks
}

// plainNumber is a number with its unit, as a pattern finds it.
type plainNumber struct {
	block, start, end int
	raw, unit         string
	value             decimal.Decimal // amounts in 元
	decimals          int32
	digits            int    // significant ones, without zeros at the end
	name              string // the letters before it
	change            bool   // 增加, 下降 right before it
	sentence          int
	guard, with       string
}

var (
	barePattern = regexp.MustCompile(`(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s?(亿元|万元|元|%|％|个百分点|万人次|人次|万人|人|个|辆|家|户|台|套|项|件|亩|公里|平方米|万吨|吨)?`)
	changeWords = regexp.MustCompile(`(增加|减少|增长|下降|上升|降低|增幅|降幅|增收|减收|提高|增支|节约|节支|回落)(了|为|约)?$`)
	dateBehind  = regexp.MustCompile(`^\s?(年|月|日|号|、|\.|）|\))`)
)

// plainNumbers are the numbers of a passage.
func plainNumbers(block int, text string) (out []plainNumber) {
	sentence, last := 0, 0
	for _, m := range barePattern.FindAllStringSubmatchIndex(text, -1) {
		sentence += strings.Count(text[last:m[0]], "。")
		last = m[0]
		n := plainNumber{block: block, start: m[0], end: m[1], raw: text[m[0]:m[1]], sentence: sentence}
		if m[6] >= 0 {
			n.unit = text[m[6]:m[7]]
		} else if dateBehind.MatchString(text[m[1]:]) {
			continue
		}
		figure := strings.ReplaceAll(text[m[2]:m[3]], ",", "")
		if m[4] >= 0 {
			figure += text[m[4]:m[5]]
			n.decimals = int32(m[5] - m[4] - 1)
		}
		n.value, _ = decimal.NewFromString(figure)
		n.digits = len(strings.Trim(strings.ReplaceAll(figure, ".", ""), "0"))
		n.scale()
		before := text[:m[0]]
		n.change = changeWords.MatchString(before)
		n.name = letters(before)
		out = append(out, n)
	}
	return out
}

// scale turns amounts into 元 and counts in ten thousands into counts.
func (n *plainNumber) scale() {
	shift := int32(0)
	switch {
	case n.unit == "亿元":
		n.unit, shift = "元", 8
	case strings.HasPrefix(n.unit, "万"):
		n.unit, shift = strings.TrimPrefix(n.unit, "万"), 4
	case n.unit == "％":
		n.unit = "%"
	}
	n.value, n.decimals = n.value.Shift(shift), n.decimals-shift
}

// letters are the Chinese letters that end a text, without words that only bind a figure to them.
func letters(text string) string {
	text = strings.TrimRight(text, " 　：:")
	for cut := true; cut; {
		cut = false
		for _, w := range []string{"决算数", "预算数", "为", "共计", "合计", "总计", "是", "共", "约", "达", "达到", "完成", "实现", "安排", "均", "各", "数", "支出", "收入"} {
			if rest, ok := strings.CutSuffix(text, w); ok {
				text, cut = rest, true
			}
		}
	}
	const most = 4
	runes := []rune(text)
	from := len(runes)
	for from > 0 && len(runes)-from < most && unicode.Is(unicode.Han, runes[from-1]) {
		from--
	}
	return string(runes[from:])
}

// guardedNumbers are the numbers of the prose of a document that something guards, each with the
// first that does.
func guardedNumbers(doc *extract.Document) (out []plainNumber) {
	var all []plainNumber
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Table == nil {
			passage := plainNumbers(i, b.Text.S)
			guardPassage(passage)
			all = append(all, passage...)
		}
	}
	guardRepeats(all)
	for _, n := range all {
		if n.guard != "" {
			out = append(out, n)
		}
	}
	return out
}

// sure is how many digits a figure has that is not met again by chance.
const sure = 4

// guardPassage marks the numbers of one passage that arithmetic guards.
func guardPassage(ns []plainNumber) {
	for _, changes := range []bool{true, false} {
		var amounts []int
		for i := range ns {
			if ns[i].unit != "" && ns[i].unit != "%" && (changes || !ns[i].change) {
				amounts = append(amounts, i)
			}
		}
		guardSums(ns, amounts)
	}
	guardRates(ns)
}

// guardSums marks a figure and those right behind or before it that make it up, and differences.
func guardSums(ns []plainNumber, at []int) {
	for i, k := range at {
		total := &ns[k]
		for _, step := range []int{1, -1} {
			sum := decimal.Zero
			var parts []int
			for j := i + step; j >= 0 && j < len(at); j += step {
				p := &ns[at[j]]
				if p.unit != total.unit {
					break
				}
				sum = sum.Add(p.value)
				parts = append(parts, at[j])
				if len(parts) > 1 && sum.Equal(total.value) && (total.digits >= sure || total.digits == sure-1 && len(parts) < 4) && !p.value.IsZero() && !ns[at[i+step]].value.IsZero() {
					guardBy(ns, "sum", append(parts, k)...)
				}
			}
		}
	}
}

// guardRates marks rates with the two figures of their sentence or the one before that make them.
func guardRates(ns []plainNumber) {
	for r := range ns {
		rate := &ns[r]
		if rate.unit != "%" || rate.digits < sure-1 || rate.decimals < 1 {
			continue
		}
		for a := r - 1; a >= 0 && a >= r-6; a-- {
			for b := r - 1; b >= 0 && b >= r-6; b-- {
				x, y := &ns[a], &ns[b]
				if a == b || x.unit != y.unit || x.unit == "%" || x.unit == "" || x.sentence < rate.sentence-1 || y.sentence < rate.sentence-1 || min(x.digits, y.digits) < sure {
					continue
				}
				if fitsRate(rate, x.value, y.value) {
					guardBy(ns, map[bool]string{true: "change_rate", false: "share"}[rate.change], a, b, r)
				}
				if x.change && fitsRate(rate, x.value, y.value.Sub(x.value)) || x.change && fitsRate(rate, x.value, y.value.Add(x.value)) {
					guardBy(ns, "growth", a, b, r)
				}
				if rate.change && (fitsRate(rate, x.value.Sub(y.value), y.value) || fitsRate(rate, y.value.Sub(x.value), y.value)) {
					guardBy(ns, "growth2", a, b, r)
				}
			}
		}
	}
}

func fitsRate(rate *plainNumber, part, whole decimal.Decimal) bool {
	return !whole.IsZero() && part.Shift(2).DivRound(whole, rate.decimals).Equal(rate.value)
}

// guardRepeats marks figures that stand again behind the same letters.
func guardRepeats(ns []plainNumber) {
	type said struct{ name, value, unit string }
	first := map[said]int{}
	for i := range ns {
		n := &ns[i]
		if n.digits < sure+1 || len([]rune(n.name)) < 3 || n.unit == "" {
			continue
		}
		key := said{n.name, n.value.String(), n.unit}
		if k, again := first[key]; again && ns[k].block != n.block {
			guardBy(ns, "repeat", i, k)
		} else if !again {
			first[key] = i
		}
	}
}

func guardBy(ns []plainNumber, guard string, which ...int) {
	with := ""
	for _, k := range which {
		with += " " + ns[k].raw
	}
	for _, k := range which {
		if ns[k].guard == "" {
			ns[k].guard, ns[k].with = guard, with
		}
	}
}

// breaks reports a change of a member of a sum that is more than what the rounding of its figures may come to.
func (n *plainNumber) breaks(text string) bool {
	was, is := n.value, plainNumbers(n.block, text[n.start:n.end])
	if n.unit == "" || len(is) != 1 {
		return true
	}
	slack := decimal.New(int64(len(strings.Fields(n.with))), -n.decimals)
	return is[0].value.Sub(was).Abs().GreaterThan(slack)
}

// withOtherDigit is the passage of a number with one of its two leading digits changed.
func (n *plainNumber) withOtherDigit(text string, rng *rand.Rand) (string, bool) {
	var at []int
	for i := n.start; i < n.end && len(at) < 2; i++ {
		if c := text[i]; c >= '1' && c <= '9' || c == '0' && len(at) > 0 {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return "", false
	}
	out := []byte(text)
	i := at[rng.IntN(len(at))]
	out[i] = '1' + (text[i]-'0'+byte(rng.IntN(8)))%9
	return string(out), out[i] != text[i]
}

package table

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gongkai/schema/words"
)

// What tells sooner than an expression that it does not match must be so for every text:
// these are put together of the words of the expressions and of marks around them.
func TestNothingIsPassedOver(t *testing.T) {
	pieces := []string{"同比", "比", "较", "与", "按", "上年", "2024年", "完成", "占", "为", "达到", "相当于", "进度", "率", "±", "+/-", "＋－", "%", "（%）", "收入", "预算", "柳溪市", "本级", "x"}
	for _, use := range []words.Use{words.ChangeHead, words.ChangeNoun, words.RatioHead, words.CompletionHead, words.MoneyUnit, words.UnitWord, words.LevelHead, words.RowName, words.PlaceLead, words.DebtHead} {
		for _, l := range use.Labels() {
			pieces = append(pieces, l.Text)
		}
	}
	piece := rapid.SampledFrom(pieces)
	filler := regexp.MustCompile(`^(?:[-‐‑‒–—―－─━~～_＿/／\\|*＊·.．…✕〇]+|×)$`)
	prefecture := regexp.MustCompile(words.Expand(`{row prefecture}$`))
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(piece, 0, 5).Draw(t, "s"), "")
		for i := range words.Load().Relations {
			if relations()[i].MatchString(s) && !may(&words.Load().Relations[i], s) {
				t.Errorf("%q is of the shape %s", s, words.Load().Relations[i].Pattern)
			}
		}
		for _, c := range []struct {
			expr *regexp.Regexp
			way  func(s, w string) bool
			use  words.Use
			of   []string
		}{
			{moneyUnit(), strings.Contains, words.MoneyUnit, nil},
			{ownEnd(), strings.HasSuffix, words.LevelHead, []string{"own"}},
			{sumEnd(), strings.HasSuffix, words.RowName, []string{"subtotal", "sum"}},
			{placeLead(), strings.HasPrefix, words.PlaceLead, []string{"among"}},
			{debtOfFund(), strings.Contains, words.DebtHead, []string{"general_public_budget", "government_fund"}},
			{prefecture, strings.HasSuffix, words.RowName, []string{"prefecture"}},
		} {
			if c.expr.MatchString(s) && !written(s, c.way, c.use, c.of...) {
				t.Errorf("%q matches %s", s, c.expr)
			}
		}
		if got, want := isBlank(s), filler.MatchString(s) || labelled(unbracketed(s), words.CellFiller, "blank"); got != want {
			t.Errorf("isBlank(%q) = %v, want %v", s, got, want)
		}
	})
}

func TestMarksWithoutFigure(t *testing.T) {
	for s, want := range map[string]bool{"": false, "-": true, "——": true, "×": true, "××": false, `\`: true, "…": true, "-1": false, "〇": true, "收-": false} {
		if got := isBlank(s); got != want {
			t.Errorf("isBlank(%q) = %v, want %v", s, got, want)
		}
	}
}

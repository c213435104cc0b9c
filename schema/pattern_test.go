package schema

import (
	"slices"
	"strings"
	"testing"
)

func TestExpand(t *testing.T) {
	for pattern, want := range map[string]string{
		"会议费":                  "会议费",
		"会议 (费|经费) [支出]":       "会议费支出 会议费 会议经费支出 会议经费",
		"[全部] 会议费|培训费":         "全部会议费 会议费 培训费",
		"公车 (购置 [及运行] | 运行) 费": "公车购置及运行费 公车购置费 公车运行费",
		"(培训|培训) 费":            "培训费",
		"出国（境） (费|费用)":         "出国（境）费 出国（境）费用",
		"[[因公] 临时] 出国费":        "因公临时出国费 临时出国费 出国费",
	} {
		if got := strings.Join(slices.Collect(expand(pattern)), " "); got != want {
			t.Errorf("%s: %s, want %s", pattern, got, want)
		}
	}
}

// TestPatternsAreWhole holds that the brackets of every pattern close and that no
// alternative of one is empty.
func TestPatternsAreWhole(t *testing.T) {
	for _, c := range Concepts() {
		for _, p := range c.Synonyms {
			bare := strings.ReplaceAll(p, " ", "")
			if strings.Count(bare, "(") != strings.Count(bare, ")") || strings.Count(bare, "[") != strings.Count(bare, "]") {
				t.Errorf("%s: brackets of %s", c.ID, p)
			}
			for _, empty := range []string{"()", "[]", "||", "(|", "|)", "[|", "|]"} {
				if strings.Contains(bare, empty) {
					t.Errorf("%s: %s stands for nothing in %s", c.ID, empty, p)
				}
			}
		}
	}
}

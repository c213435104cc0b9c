package pattern

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
		if got := strings.Join(slices.Collect(Expand(pattern)), " "); got != want {
			t.Errorf("%s: %s, want %s", pattern, got, want)
		}
	}
}

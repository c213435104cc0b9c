package tag

import (
	"slices"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// TestEntityInTitle reads names, those with numbers above all, and years that
// are no part of a name.
func TestEntityInTitle(t *testing.T) {
	for _, tt := range []struct {
		title  string
		entity string
		year   int
	}{
		{"某市某区柳溪街道办事处2021年度部门决算", "某市某区柳溪街道办事处", 2021},
		{"某市第1000街道办事处2021年度部门决算", "某市第1000街道办事处", 2021},
		{"某市第2010街道办事处2021年度部门决算", "某市第2010街道办事处", 2021},
		{"某市第2010街道办事处部门决算", "某市第2010街道办事处", 0},
		{"某市第一人民医院2023年度部门决算", "某市第一人民医院", 2023},
		{"第一人民医院2023年度部门决算", "第一人民医院", 2023},
		{"第三中学2023年部门预算", "第三中学", 2023},
		{"101中学2023年度单位决算", "101中学", 2023},
		{"某市101中学2023年度单位决算", "某市101中学", 2023},
		{"2023年度某市第101中学单位决算", "某市第101中学", 2023},
		{"2023年度101中学单位决算", "101中学", 2023},
		{"某师142团2022年部门预算公开", "某师142团", 2022},
		{"某市第三中学二〇二一年度部门决算", "某市第三中学", 2021},
		{"(某省)2025年清州市国民经济和社会发展统计公报-公报库", "清州市", 2025},
		{"2025年清州市国民经济和社会发展统计公报", "清州市", 2025},
		{"2025年清州国民经济和社会发展统计公报", "清州", 2025},
		{"第一部分2021年度部门决算情况说明", "", 2021},
		{"第三章2021年部门预算", "", 2021},
		{"关于2021年某市财政局部门决算的说明", "某市财政局", 2021},
	} {
		if got := entityInTitle(tt.title); got != tt.entity {
			t.Errorf("%s: entity %q, want %q", tt.title, got, tt.entity)
		}
		if got := yearOf(tt.title, nil, schema.FinalAccounts); got != tt.year {
			t.Errorf("%s: year %d, want %d", tt.title, got, tt.year)
		}
	}
}

// TestYearOfText: the years that figures are held against do not name the report's.
func TestYearOfText(t *testing.T) {
	lines := []string{"2021年收入预算为30万元，比2020年预算数增加2万元。", "支出预算20万元，与2020年预算相比持平。", "公务接待费较2020年预算减少。"}
	if got := yearOf("", lines, schema.BudgetReport); got != 2021 {
		t.Error(got)
	}
	title := titleOf(&extract.Document{}, []string{"关于2021年某省省级政府性基金", "收入预算的说明", "正文。"})
	if title != "关于2021年某省省级政府性基金收入预算的说明" {
		t.Error(title)
	}
}

func TestEntitiesIn(t *testing.T) {
	for text, want := range map[string][]string{
		"由某市第1000街道办事处编制":         {"由某市第1000街道办事处"},
		"某市第三中学、某市第101中学和城关镇人民政府": {"某市第三中学", "某市第101中学", "和城关镇人民政府"},
		"2021年某市财政局":              {"年某市财政局"},
		"共有12个街道办事处":              {},
		"支出1200万元，财政局":            {},
		"某县第二实验小学；某县第12幼儿园":       {"某县第12幼儿园"},
	} {
		if got := entitiesIn(text); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
